"""The open feed: lists of whole documents and conditional requests beside a bare page, and a stream of everything."""

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from alongside.config import ground, house
from alongside.config.bench import Figures, Reach, load, servers
from alongside.config.bench.synthetic import Maker, area

HELP = (
    "the open feed with 10,000 services: lists and conditional requests beside a bare page, all of it out and in, and duplicates"
)
SERVICES = 10_000
REACH = {
    "list50_vs_hello": Reach(at_most=2.5),
    "not_modified_vs_hello": Reach(at_most=1.3),
    "import_vs_bare_insert": Reach(at_most=10),
}
ROUNDS = 15
SECONDS = 0.7
CLIENTS = 4
BASE = "/openreferral/services"
FILE = "everything.ndjson"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--services", type=int, metavar="N", default=SERVICES, help="how many services")


def run(given: argparse.Namespace) -> Figures:
    """Measure in processes and data folders of their own: one gives, an empty one takes."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        figures = _elsewhere(Path(folder, "giving"), "give", str(given.services))
        figures |= _elsewhere(Path(folder, "taking"), "take", str(Path(folder, "giving", FILE)))
    return {name: round(figure, 3) for name, figure in figures.items()}


def _elsewhere(folder: Path, *what: str) -> Figures:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
    command = [sys.executable, "-m", "alongside.config.bench.feed", *what]
    done = subprocess.run(command, env=plain | {"ALONGSIDE_DATA_DIR": str(folder)}, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def give(size: int) -> Figures:
    """Fill this process's data folder with so many services, write their documents, and serve them."""
    figures = {"documents_s": _fill(size)}
    with servers.house(with_hello=True) as ours:
        figures |= _http(ours.port, size)
        figures |= _stream(ours.port, house.data_dir() / FILE, size)
    return figures | {"duplicates_s": _duplicates()}


def take(file: Path) -> Figures:
    """Bring all of it into this process's empty data folder; then write the same rows bare."""
    ground.ready()
    from alongside.config.bench import filling
    from alongside.directory.actions.importing import import_services

    filling.begin_place()
    start, began = time.perf_counter(), time.process_time()
    report = import_services(file, by=None, progress=lambda said: print(said, file=sys.stderr, flush=True))
    took, took_cpu = time.perf_counter() - start, time.process_time() - began
    if report.created != report.read:
        raise RuntimeError(f"{report.created} of {report.read} came in")
    bare, bare_cpu = _bare()
    return {
        "import_s": took,
        "import_per_s": report.created / took,
        "bare_insert_s": bare,
        "import_vs_bare_insert": took_cpu / bare_cpu,
    }


def _bare() -> tuple[float, float]:
    """The least that any program must do: the same rows of the same tables, in one transaction, without a check or a model.

    How long that takes on the clock, and of the processor's time, which others on the machine lengthen least.
    """
    from django.apps import apps
    from django.db import connection, transaction

    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - set(_before()))
    kept = []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        for table in map(connection.ops.quote_name, tables):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a table of ours
            names = [connection.ops.quote_name(column[0]) for column in cursor.description]
            marks = ", ".join(["%s"] * len(names))
            rows = list(map(_as_kept, cursor.fetchall()))
            kept.append((f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows))  # noqa: S608
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    start, began = time.perf_counter(), time.process_time()
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, rows in kept:
            cursor.executemany(sql, rows)
    return time.perf_counter() - start, time.process_time() - began


def _before() -> list[str]:
    """The tables that an import does not write to."""
    return ["django_content_type", "django_session", "auth_permission", "terms_term", "terms_taxonomy", "places_area"]


def _as_kept(row: tuple[Any, ...]) -> list[Any]:
    """The values of a row as SQLite keeps them: days and times are text."""
    return [str(value) if isinstance(value, dt.date | dt.time) else value for value in row]


def _duplicates() -> float:
    """How long it takes to look for services that are told twice, among all pairs there are, in seconds."""
    from alongside.directory.queries import duplicates

    start = time.perf_counter()
    print(f"{len(duplicates.find()):,} pairs are alike", file=sys.stderr, flush=True)
    return time.perf_counter() - start


def _fill(size: int) -> float:
    """The services, as the other benches have them; how long their documents take to write, in seconds."""
    ground.ready()
    from alongside.config.bench import filling
    from alongside.openreferral.actions import publishing
    from alongside.places import outcodes
    from alongside.search import analysis

    filling.fill(Maker(area(outcodes.shipped(), size), analysis.token), size)
    start = time.perf_counter()
    for done in publishing.rebuild():
        print(f"documents from {done:,}", file=sys.stderr, flush=True)
    return time.perf_counter() - start


def _http(port: int, size: int) -> Figures:
    """Each in turn, several rounds, so that a slow minute of the machine is shared; the middle of the ratios of each round counts."""
    import httpx

    mark = httpx.get(f"http://127.0.0.1:{port}{BASE}", headers={"Host": "localhost"}).headers["ETag"]
    pages = [f"{BASE}?full=true&per_page=50&page={page}" for page in range(1, max(2, size // 50))]
    asked: dict[str, tuple[list[str], str, int]] = {
        "hello": (["/hello"], "", 200),
        "list50": (pages, "", 200),
        "not_modified": (pages, f"If-None-Match: {mark}\r\n", load.NOT_MODIFIED),
    }
    rounds: list[dict[str, float]] = []
    for number in range(ROUNDS + 1):
        found = {
            name: load.ask(port, paths, CLIENTS, SECONDS, headers=headers, status=status)["rps"]
            for name, (paths, headers, status) in asked.items()
        }
        if number:  # the first one warms up
            rounds.append(found)
    figures = {f"{name}_rps": median(one[name] for one in rounds) for name in asked}
    return figures | {
        f"{name}_vs_hello": median(one["hello"] / one[name] for one in rounds) for name in ("list50", "not_modified")
    }


def _stream(port: int, file: Path, size: int) -> Figures:
    """Everything, whole, a line each, as a harvester takes it for the first time."""
    import httpx

    start = time.perf_counter()
    address = f"http://127.0.0.1:{port}{BASE}?format=ndjson&full=true"
    with file.open("wb") as out, httpx.stream("GET", address, headers={"Host": "localhost"}, timeout=600) as answer:
        for part in answer.iter_bytes():
            out.write(part)
    took = time.perf_counter() - start
    lines = file.read_bytes().count(b"\n")
    if lines != size:
        raise RuntimeError(f"{lines} lines came of {size} services")
    return {"ndjson_s": took, "ndjson_per_s": lines / took, "ndjson_mb": file.stat().st_size / 1_000_000}


if __name__ == "__main__":
    print(json.dumps(give(int(sys.argv[2])) if sys.argv[1] == "give" else take(Path(sys.argv[2]))))
