"""Places that run as they do in the world: the console command on a folder of its own, in processes that can be killed."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx

NOT_FOR_PLACES = {"DATABASE_URL", "DATABASE_REPLICA_URLS", "DJANGO_SETTINGS_MODULE", "ALONGSIDE_SECRET_KEY", "ALONGSIDE_TEST_ON"}


def environ(folder: Path) -> dict[str, str]:
    """What the command finds: nothing of the tests, and its folder."""
    return {k: v for k, v in os.environ.items() if k not in NOT_FOR_PLACES} | {
        "ALONGSIDE_DATA_DIR": str(folder),
        "ALONGSIDE_SECOND_STEP_FOR": "",  # the officer of a test has no device
    }


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "alongside.config.cli", *map(str, words)]


class Alongside:
    """The console command on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(*words), env=environ(self.folder), capture_output=True, text=True, check=False)

    def start(self, *words: object, said: Path) -> subprocess.Popen[bytes]:
        """The same, not waited for; what it says goes to a file."""
        with said.open("wb") as out:
            return subprocess.Popen(command(*words), env=environ(self.folder), stdout=out)


class Served(Alongside):
    """A place that is served, on its own folder and port."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port, self.said = free_port(), folder.with_suffix(".out")
        self.address = f"http://localhost:{self.port}"
        self.begin()

    def begin(self) -> None:
        self.process = self.start("serve", "--port", self.port, said=self.said)

    def kill(self) -> None:
        """As when the power goes, for this process alone."""
        self.process.kill()
        self.process.wait()

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def wait(self) -> None:
        until(self.answers, 180)

    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Visitor:
    """Somebody with a browser, without script."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = httpx.Client(base_url=address, timeout=20)

    def send(self, path: str, **fields: str) -> httpx.Response:
        """Open the page and send its form."""
        page = self.client.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token, page.text
        return self.client.post(path, data={"csrfmiddlewaretoken": token[1], **fields}, headers={"Origin": self.address})


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def copied(source: Path, target: Path) -> Path:
    """A data folder to begin with, so that nobody waits for migrations twice."""
    shutil.copytree(source, target)
    return target


def needs(folder: Path) -> int:
    """How many needs the list holds with which a place starts."""
    with closing(sqlite3.connect(folder / "alongside.sqlite3")) as database:
        asked = "select count(*) from terms_term join terms_taxonomy kind on kind.id = taxonomy_id where kind.slug = 'needs'"
        return int(database.execute(asked).fetchone()[0])
