"""Killed at any moment, again and again, a place loses nothing that it said it had."""

import json
import os
import random
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.config.places import Alongside, Served, Visitor, copied

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")]

DEATHS = int(os.environ.get("ALONGSIDE_DEATHS", "3"))
SERVICES = 400


@pytest.fixture
def served(new_place: Path, tmp_path: Path) -> Iterator[Served]:
    place = Served(copied(new_place, tmp_path / "place"))
    try:
        place.wait()
        yield place
    finally:
        place.kill()


@pytest.fixture
def officer(served: Served) -> Iterator[Visitor]:
    """The first officer, who came by the printed link."""
    link = re.findall(r"http://\S+/begin/\S+", served.said.read_text())[0]
    visitor = Visitor(served.address)
    answer = visitor.send(
        link.removeprefix(served.address), place="Marlshire", charity="Voluntary Action", name="Ama", email="a@example.org"
    )
    assert answer.status_code == 302
    yield visitor
    visitor.client.close()


def test_what_the_server_acknowledged_outlives_its_deaths(served: Served, officer: Visitor) -> None:
    acknowledged: list[str] = []
    for death in range(DEATHS):
        killer = threading.Thread(target=kill_somebody, args=[served])
        lives = random.randint(1, 12)
        for number in range(1_000):
            if number == lives:
                killer.start()
            elif number > lives and not killer.is_alive():
                break
            if add(officer, f"Group {death} {number}"):
                acknowledged.append(f"Group {death} {number}")
        killer.join()
        if served.process.poll() is not None:
            served.begin()
        served.wait()
    assert len(acknowledged) >= DEATHS
    assert [name for name in acknowledged if found(officer, name)] == acknowledged


def add(officer: Visitor, name: str) -> bool:
    """Whether the server said that it has it."""
    try:
        answer = officer.send("/organisations/add/", name=name, what="voluntary:community", size="micro", sure="1")
    except httpx.HTTPError:
        time.sleep(0.1)
        return False
    assert answer.status_code == 302, answer.text
    return True


def kill_somebody(served: Served) -> None:
    """The parent of all, or one of its children; at any moment of what it is doing."""
    time.sleep(random.uniform(0, 0.3))
    os.kill(random.choice([served.process.pid, *served.children()]), signal.SIGKILL)
    time.sleep(0.3)
    served.process.poll()


def patiently(ask: Callable[[], str]) -> str:
    """The answer, also where a child of a dead parent answered last and is gone now."""
    for _ in range(100):
        try:
            return ask()
        except httpx.HTTPError:
            time.sleep(0.3)
    return ask()


def found(visitor: Visitor, name: str) -> str | None:
    page = patiently(lambda: visitor.client.get("/organisations/", params={"q": name}).text)
    return name if re.search(rf">\s*{name}\s*<", page) else None


def test_import_that_is_killed_again_and_again_comes_to_its_end(alongside: Alongside, tmp_path: Path) -> None:
    feed, said = tmp_path / "feed.json", tmp_path / "said"
    feed.write_text(json.dumps({"content": [service(number) for number in range(SERVICES)]}))
    for _ in range(DEATHS):
        running = alongside.start("import", "services", feed, said=said)
        time.sleep(random.uniform(0.8, 4))
        running.kill()
        running.wait()
        told = [int(number) for number in re.findall(rf"(\d+) of {SERVICES} services", said.read_text())]
        assert len(names(alongside)) >= max(told, default=0)
    assert alongside("import", "services", feed).returncode == 0
    last = alongside("import", "services", feed)
    assert f"read {SERVICES}: created 0, updated 0, unchanged {SERVICES}, quarantined 0" in last.stdout
    assert sorted(names(alongside)) == sorted(f"Lunch {number}" for number in range(SERVICES))


def names(alongside: Alongside) -> list[str]:
    return [one["name"] for one in json.loads(alongside("export", "services").stdout)["services"]]


def service(number: int) -> dict[str, object]:
    runner = {"id": str(number % 20), "name": f"Lunch Club {number % 20}"}
    return {"id": str(number), "name": f"Lunch {number}", "status": "active", "description": "Soup.", "organization": runner}
