"""A long list comes in while people work: nobody meets a fault or waits in vain, and what was acknowledged is there.

A county's own numbers: ALONGSIDE_CROWD=50 ALONGSIDE_CROWD_ROWS=5000 ALONGSIDE_CROWD_PAUSE=3 pytest tests/config/test_crowd.py -m slow
The pause is what people take to read a page; without one, each asks again the moment that they are answered.
"""

import csv
import io
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from alongside.organisations.actions.importing import running
from tests.config.places import Served, Visitor, copied, environ

pytestmark = pytest.mark.slow

PEOPLE = int(os.environ.get("ALONGSIDE_CROWD", "4"))
ROWS = int(os.environ.get("ALONGSIDE_CROWD_ROWS", "300"))
PAUSE = float(os.environ.get("ALONGSIDE_CROWD_PAUSE", "0"))
BUSY_FOR = 10.0
"""The seconds that a write waits for the database at most (settings): who waits longer has met a fault."""

ADD_PEOPLE = """
import sys, django
django.setup()
from alongside.organisations import actions, queries
from alongside.people import actions as people
for number in range(int(sys.argv[1])):
    person = people.add(f"worker{number}@example.org", name=f"Worker {number}", by=None)
    actions.seat(person, queries.coordinator(), role="editor", title="", by=person)
    print(people.sign_in_link(person))
"""


@dataclass
class Worker:
    """Somebody at their desk while the list comes in: adds an entry, looks at the list, adds another."""

    number: int
    visitor: Visitor
    acknowledged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=lambda: {"GET": 0.0, "POST": 0.0})

    def work(self, stop: threading.Event) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            name = f"Crowd {self.number} {count}"
            if self._asks("POST", name) == 302:
                self.acknowledged.append(name)
            stop.wait(PAUSE)
            self._asks("GET", "/organisations/records/")
            stop.wait(PAUSE)

    def _asks(self, method: str, what: str) -> int:
        begun = time.monotonic()
        try:
            answer = self._add(what) if method == "POST" else self.visitor.client.get(what)
        except httpx.HTTPError as fault:
            self.faults.append(repr(fault))
            return 0
        self.slowest[method] = max(self.slowest[method], time.monotonic() - begun)
        if answer.status_code >= 400:
            self.faults.append(f"{answer.status_code}: {what}")
        return answer.status_code

    def _add(self, name: str) -> httpx.Response:
        return self.visitor.send("/organisations/add/", name=name, what="voluntary:community", size="micro", sure="1")


@pytest.fixture
def served(new_place: Path, tmp_path: Path) -> Iterator[Served]:
    place = Served(copied(new_place, tmp_path / "place"))
    try:
        place.wait()
        yield place
    finally:
        place.process.terminate()
        place.process.wait()


@pytest.fixture
def officer(served: Served) -> Iterator[Visitor]:
    """The first officer, who came by the printed link."""
    visitor = Visitor(served.address)
    link = re.findall(r"http://\S+/begin/\S+", served.said.read_text())[0].removeprefix(served.address)
    visitor.send(link, place="Marlshire", charity="Voluntary Action", name="Ama", email="a@example.org")
    yield visitor
    visitor.client.close()


@pytest.fixture
def workers(served: Served, officer: Visitor) -> Iterator[list[Worker]]:
    """Colleagues, each with an account and a browser of their own."""
    said = subprocess.run(
        [sys.executable, "-c", ADD_PEOPLE, str(PEOPLE)],
        env=environ(served.folder) | {"DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [Worker(number, Visitor(served.address)) for number in range(PEOPLE)]
    for one, link in zip(found, re.findall(r"/account/link/\S+", said.stdout), strict=True):
        assert one.visitor.send(link).status_code == 302
    yield found
    for one in found:
        one.visitor.client.close()


def test_people_work_on_while_a_long_list_comes_in(served: Served, officer: Visitor, workers: list[Worker]) -> None:
    run = send(officer, the_list())
    stop = threading.Event()
    threads = [threading.Thread(target=one.work, args=[stop]) for one in workers]
    for thread in threads:
        thread.start()
    try:
        assert officer.client.post(run + "bring-in/", **form(officer, run)).status_code == 302
        wait_for(officer, run, "Take it back (until")
    finally:
        stop.set()
        for thread in threads:
            thread.join(BUSY_FOR * 6)
    there = names(officer)
    acknowledged = {name for one in workers for name in one.acknowledged}
    assert len(acknowledged) >= PEOPLE
    assert acknowledged | {f"Listed {number}" for number in range(ROWS)} <= there
    assert [fault for one in workers for fault in one.faults] == []
    slowest = {method: max(one.slowest[method] for one in workers) for method in ("GET", "POST")}
    assert max(slowest.values()) < BUSY_FOR, slowest


def test_list_is_written_in_batches_that_let_others_in_between() -> None:
    assert running.BATCH <= 200


def the_list() -> str:
    rows = (f"Listed {number},listed{number}@example.net,01632 {960000 + number % 1000}" for number in range(ROWS))
    return "\n".join(["Name,E-mail,Tel", *rows])


def send(officer: Visitor, content: str) -> str:
    """The address of the list, sent in and looked at."""
    page = "/organisations/imports/"
    sent = officer.client.post(page, files={"file": ("list.csv", content.encode(), "text/csv")}, **form(officer, page))
    assert sent.status_code == 302, sent.text
    run = sent.headers["Location"]
    columns = run + "columns/"
    shown = officer.client.get(columns).text
    meant = {name: chosen(select) for name, select in re.findall(r'<select name="(column_\d+)"(.*?)</select>', shown, re.DOTALL)}
    assert "name" in meant.values()
    assert officer.send(columns, takes_file_="", **meant).status_code == 302
    wait_for(officer, run, "Bring them in")
    return str(run)


def chosen(select: str) -> str:
    found = re.search(r'<option value="(\w*)" selected', select)
    return found[1] if found else ""


def form(visitor: Visitor, page: str) -> dict[str, Any]:
    """What a form of that page sends along."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.client.get(page).text)
    assert token
    return {"data": {"csrfmiddlewaretoken": token[1]}, "headers": {"Origin": visitor.address}}


def wait_for(officer: Visitor, run: str, words: str) -> None:
    end = time.monotonic() + 60 + ROWS / 5
    while words not in (page := unescape(officer.client.get(run).text)):
        assert time.monotonic() < end, page
        time.sleep(0.2)


def names(officer: Visitor) -> set[str]:
    sheet = officer.client.get("/organisations/records/organisations.csv")
    return {row[0] for row in csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))) if row}
