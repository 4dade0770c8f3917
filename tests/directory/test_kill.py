"""An import and the reading of a feed are killed at any moment, again and again: what they acknowledged is there, and the last completes it.

Three times here; ALONGSIDE_KILLS=50 pytest tests/directory/test_kill.py for a long look.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count

from alongside.directory import actions
from alongside.directory.actions.importing import sources
from alongside.directory.models import Difference, Fetched, Import, Service, SourceRecord
from alongside.jobs.models import Job
from alongside.kit import clock
from alongside.openreferral.models import Document
from alongside.people import actions as people
from tests import databases
from tests.directory.publishers import Publisher, published, told
from tests.directory.sources import feed, raw
from tests.jobs.deaths import until
from tests.jobs.nursery import nursery

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


TOLD = 60 if KILLS < 10 else 450
"""Several pages; for a long look several batches too."""
MINE = f"Service {TOLD // 2}"


class Reading:
    """A feed that says something new each time it has been read, and the run that reads it."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        officer = people.add("officer@example.org", name="Officer", by=None)
        self.source = sources.add(address=publisher.address, name="The Vale", by=officer, try_first=False)
        self.edition = self.came = 0
        self.say_more()

    def say_more(self) -> None:
        """Most of it is new, something is there no more and something is."""
        self.edition += 1
        self.came = 0
        first = self.edition
        self.publisher.services = [
            told(number, description=f"Edition {self.edition}: {number}.") for number in range(first, first + TOLD)
        ]
        self.run = sources.read(self.source, by=None)

    def an_hour_later(self) -> None:
        """Whoever died lets go of what they held."""
        Job.objects.unfinished().update(held_by="", held_until=None, due=clock.now(), attempts=0)

    def is_at_its_end(self) -> bool:
        self.run.refresh_from_db()
        return self.run.state == Import.State.DONE

    def check(self) -> None:
        """What the run has said is here, and what was here stays."""
        is_done = self.is_at_its_end()
        here = Service.objects.filter(description__startswith=f"Edition {self.edition}:").count()
        assert here >= max(self.came, self.run.report.get("updated", 0) + self.run.report.get("created", 0) - 1)
        assert Service.objects.count() == SourceRecord.objects.count()
        assert Service.objects.published().count() == Document.objects.filter(is_listed=True).count()
        assert not (is_done and Fetched.objects.filter(is_fresh=True).exists()), "the next reading would not ask"
        self.came = here


@pytest.mark.django_db(transaction=True)
def test_a_feed_is_read_to_its_end_though_whoever_reads_it_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_HARVEST_PRIVATE", "1")
    dice = random.Random(9)
    with published() as publisher, nursery() as workers:
        reading = Reading(publisher)
        began, first = time.monotonic(), workers.worker()
        until(reading.is_at_its_end, 120)
        longest = time.monotonic() - began
        workers.kill(first)
        mine = Service.objects.get(name=MINE)
        actions.change(mine, by=None, description="Corrected here.")
        for _kill in range(KILLS):
            if reading.is_at_its_end():
                reading.say_more()
            one = workers.worker()
            time.sleep(dice.uniform(0, 1.5 * longest))
            workers.kill(one)
            reading.check()
            reading.an_hour_later()
        last = workers.worker()
        until(reading.is_at_its_end, 120)
        workers.kill(last)
        reading.check()
    shown = dict(Service.objects.published().values_list("name", "description"))
    assert shown.pop(MINE) == "Corrected here."
    assert {one.field for one in Difference.objects.all()} == {"summary", "description"}
    assert shown == {one["name"]: one["description"] for one in publisher.services if one["name"] != MINE}
    assert Service.objects.count() == TOLD + reading.edition - 1, "what is gone is withdrawn, and nothing is here twice"
    for rows in ("locations", "times", "contacts"):
        assert not Service.objects.published().annotate(rows=Count(rows)).exclude(rows=1).exists()
    assert not Import.objects.filter(state=Import.State.RUNNING).exists()
