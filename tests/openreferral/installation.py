"""One installation in a process of its own: served on this machine, and told what to do by lines of JSON."""

from __future__ import annotations

import json
import os
import shutil
import socketserver
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from wsgiref import simple_server

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
CUT = threading.Event()
"""While it is set, every answer of the feed breaks off in the middle."""


class Installation:
    """The other end of the line: `ask` does something there and returns what came of it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.address = str(self._answer()["address"])

    def ask(self, do: str, **facts: Any) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
        self.process.stdin.flush()
        return self._answer()["said"]

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise RuntimeError("the installation ended")


@contextmanager
def installed(folder: Path, database: Path) -> Iterator[Installation]:
    """An installation in `folder`, with a copy of a migrated database, for as long as the block lasts."""
    folder.mkdir()
    shutil.copyfile(database, folder / "alongside.sqlite3")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_", "DJANGO_"))}
    environment = plain | {
        "ALONGSIDE_DATA_DIR": str(folder),
        "ALONGSIDE_HARVEST_PRIVATE": "1",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }
    command = [sys.executable, "-m", "tests.openreferral.installation"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Installation(process)
        finally:
            process.kill()


class _Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True


class _Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


def _breaking(application: Wsgi) -> Wsgi:
    """The application, whose feed breaks off in the middle while `CUT` is set."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if not (CUT.is_set() and "page=2" in environ["QUERY_STRING"]):
            return application(environ, start)
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", "100000")])
        return [b'{"contents": [{"id": "']

    return answer


def main() -> None:
    """Serve, and do what each line asks."""
    import django

    django.setup()
    from alongside.config.wsgi import application

    server = simple_server.make_server("127.0.0.1", 0, _breaking(application), _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say(address=f"http://127.0.0.1:{server.server_port}/openreferral")
    for line in sys.stdin:
        asked = json.loads(line)
        _say(said=DOES[asked.pop("do")](**asked))


def _say(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def _add(name: str, runner: str, number: int) -> str:
    from alongside.directory import actions
    from alongside.organisations import actions as organisations
    from alongside.organisations.models import Organisation

    here = Organisation.objects.filter(name=runner).first()
    organisation = here or organisations.add(runner, sector="voluntary", by=None, about="Runs what it runs.")
    place = {
        "line_1": f"{number} Mill Lane",
        "town": "Taunton",
        "county": "Somerset",
        "postcode": "TA1 1QT",
        "access": {"step_free": True},
    }
    made = actions.add(
        organisation,
        by=None,
        name=name,
        summary="In short.",
        description="At length, with tea.",
        cost="fee",
        cost_pence=150 + number,
        start="ring",
        at_home=True,
        languages=["Polish"],
        bring="A cup.",
        locations=[place],
        times=[{"rule": "FREQ=WEEKLY;BYDAY=TU", "opens": "10:00", "closes": "12:00"}],
        contacts=[{"kind": "phone", "value": "01632 960 142", "label": "Office", "publish": "yes"}],
    )
    return str(actions.publish(made, by=None).pk)


def _edit(id: str, **facts: Any) -> None:
    from alongside.directory import actions
    from alongside.directory.models import Service

    actions.change(Service.objects.get(pk=id), by=None, **facts)


def _fill(id: str, weeks: int) -> None:
    from alongside.directory import actions
    from alongside.directory.models import Service

    actions.say_capacity(Service.objects.get(pk=id), capacity="waiting", weeks=weeks, by=None)


def _move(id: str, to: str) -> None:
    from alongside.directory.actions import services
    from alongside.directory.models import Service

    services.move(Service.objects.get(pk=id), Service.Status(to), by=None)


def _merge(gone: str, kept: str) -> str:
    from alongside.directory.actions import duplicates
    from alongside.directory.models import Pair, Service
    from alongside.kit import clock

    low, high = sorted((uuid.UUID(gone), uuid.UUID(kept)))
    pair = Pair.objects.create(first_id=low, second_id=high, score=90, found_at=clock.now())
    return str(duplicates.merge(pair, keep=Service.objects.get(pk=kept), by=_officer()).pk)


def _part(merge: str) -> None:
    from alongside.directory.actions import duplicates
    from alongside.directory.models import Merge

    duplicates.part(Merge.objects.get(pk=merge), by=_officer())


def _officer() -> Any:
    from alongside.people import actions as people
    from alongside.people.models import Person

    return Person.objects.filter(email="officer@example.org").first() or people.add(
        "officer@example.org", name="Officer", by=None
    )


def _follow(address: str) -> None:
    from alongside.directory.actions.importing import sources

    officer = _officer()
    sources.start(sources.add(address=address, name="The neighbour", by=officer, try_first=False), by=officer)


def _read() -> dict[str, Any]:
    from alongside.directory.actions import WrongMove
    from alongside.directory.actions.importing import sources
    from alongside.directory.models import Import, Source
    from alongside.jobs import worker

    with suppress(WrongMove):  # it waits already
        sources.read(Source.objects.get(), by=None)
    worker.work_off()
    run = Import.objects.order_by("-started_at")[0]
    return {"state": run.state, "said": run.said, **run.report}


def _count() -> dict[str, int]:
    from alongside.directory.models import Difference, Pair, Service, SourceRecord

    return {
        "services": Service.objects.count(),
        "shown": Service.objects.published().count(),
        "records": SourceRecord.objects.count(),
        "pairs": Pair.objects.count(),
        "differences": Difference.objects.count(),
    }


DOES: dict[str, Callable[..., Any]] = {
    "add": _add,
    "edit": _edit,
    "fill": _fill,
    "move": _move,
    "merge": _merge,
    "part": _part,
    "follow": _follow,
    "read": _read,
    "count": _count,
    "cut": CUT.set,
    "mend": CUT.clear,
}

if __name__ == "__main__":
    main()
