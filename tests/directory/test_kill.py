"""An import is killed at any moment, again and again: what it acknowledged is there, and the last run completes it.

Three times here; ALONGSIDE_KILLS=50 pytest tests/directory/test_kill.py for a long look.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests import databases
from tests.directory.sources import feed, raw

KILLS = int(os.environ.get("ALONGSIDE_KILLS", "3"))
SERVICES = max(600, 60 * KILLS)


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A data folder with an empty, migrated database."""
    if connection.vendor != "sqlite":
        pytest.skip("the process that is killed works on a file of its own")
    shutil.copyfile(databases.sqlite_file(), tmp_path / "alongside.sqlite3")
    return tmp_path


def start(folder: Path, source: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "ALONGSIDE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-u", "-m", "alongside.config.cli", "import", "services", str(source)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def count(folder: Path, what: str) -> int:
    with closing(sqlite3.connect(folder / "alongside.sqlite3")) as store:
        found: int = store.execute(f"select count(*) from {what}").fetchone()[0]
    return found


def test_what_an_import_acknowledged_outlives_kill_9(folder: Path) -> None:
    source = feed(folder, [raw(n) for n in range(1, SERVICES + 1)])
    dice = random.Random(9)
    acknowledged = 0
    for _kill in range(KILLS):
        with start(folder, source) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line[:1].isdigit():
                    acknowledged = max(acknowledged, int(line.split()[0]))
                if dice.random() < 0.3:
                    break
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert count(folder, "directory_service") >= acknowledged
        assert count(folder, "directory_service") == count(folder, "directory_sourcerecord") == count(folder, "directory_card")
    with start(folder, source) as process:
        output = process.communicate()[0]
    assert process.returncode == 0, output
    assert f"read {SERVICES}:" in output
    assert count(folder, "directory_service") == count(folder, "search_entry") == SERVICES
    assert count(folder, "(select distinct name from directory_service)") == SERVICES
    assert count(folder, "organisations_organisation") == 7
    assert count(folder, "directory_import where state = 'running'") == 0
    with closing(sqlite3.connect(folder / "alongside.sqlite3")) as store:
        assert store.execute("pragma integrity_check").fetchone()[0] == "ok"
