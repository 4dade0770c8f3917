"""A real installation, started from nothing, killed and ended."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.places import Alongside, Served, needs, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "place")
    yield served
    served.kill()


@pytest.mark.slow
def test_place_is_served_from_nothing_survives_kills_and_ends_cleanly(place: Served) -> None:
    place.wait()
    first, officer = place.said.read_text().splitlines()
    assert first == f"{place.address}/"
    assert f"{place.address}/begin/" in officer
    assert needs(place.folder) > 40
    assert (place.folder / "secret").stat().st_mode & 0o777 == 0o600

    for child in place.children():  # a dead child is started again
        os.kill(child, signal.SIGKILL)
    place.wait()

    family = place.children()
    place.kill()  # a killed server leaves nobody behind on its port
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    place.begin()
    place.wait()

    place.process.terminate()
    assert place.process.wait(20) == 0
    assert not place.answers()


def test_folder_is_served_once_at_a_time(alongside: Alongside) -> None:
    first = Served(alongside.folder)
    try:
        until(lambda: first.said.stat().st_size > 0, 180)  # its address: it holds the folder now
        second = alongside("serve", "--port", "1")
        assert second.returncode == 1
        assert "is being served already" in second.stderr
    finally:
        first.kill()
