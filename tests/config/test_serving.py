"""A real installation, started from nothing, killed and ended."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Served:
    """A place that is served for one test, on its own folder and port."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.said = folder, port, folder.with_suffix(".out")
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        environ = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        with self.said.open("w") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "alongside.config.cli", "serve", "--port", str(self.port)],
                env=environ | {"ALONGSIDE_DATA_DIR": str(self.folder), "ALONGSIDE_SECRET_KEY": ""},
                stdout=out,
            )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "place", free_port())
    yield served
    served.process.kill()
    served.process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_place_is_served_from_nothing_survives_kills_and_ends_cleanly(place: Served) -> None:
    until(lambda: answers(place.port), 60)
    first, officer = place.said.read_text().splitlines()
    assert first == f"http://localhost:{place.port}/"
    assert f"http://localhost:{place.port}/begin/" in officer
    assert (place.folder / "secret").stat().st_mode & 0o777 == 0o600

    for child in children(place.process.pid):  # a dead child is started again
        os.kill(child, signal.SIGKILL)
    until(lambda: answers(place.port))

    family = children(place.process.pid)
    place.process.kill()  # a killed server leaves nobody behind on its port
    place.process.wait()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    place.process = place.start()
    until(lambda: answers(place.port), 60)

    place.process.terminate()
    assert place.process.wait(20) == 0
    assert not answers(place.port)
