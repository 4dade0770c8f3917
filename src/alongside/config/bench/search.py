"""Search: the page and the JSON answer of the directory beside Datasette on the same file, and the bare engine."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from alongside.config import ground, house, serving
from alongside.config.bench import Figures, Reach, datasette, load, servers
from alongside.config.bench.questions import MILES, Question, questions
from alongside.config.bench.statistics import percentile
from alongside.config.bench.synthetic import Maker, area

if TYPE_CHECKING:
    from alongside.search.shapes import Query

HELP = "finding support: HTTP requests per second and times, beside Datasette, with 10,000 and 200,000 services"
SIZES = (10_000, 200_000)
REACH = {
    "json_10k_vs_datasette": Reach(at_least=2),
    "json_200k_vs_datasette": Reach(at_least=1.5),
    "growth_p95": Reach(at_most=4),
    "rss_two_workers_mb": Reach(at_most=400),
}
ROUNDS = 3
SECONDS = 4.0
PASSES = 5
KNOWN = 5000  # questions are made of the first services


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--services", type=int, metavar="N", help="measure with N services only")


def run(given: argparse.Namespace) -> Figures:
    """Measure each size in a process and a data folder of its own."""
    figures: Figures = {}
    for size in [given.services] if given.services else SIZES:
        figures |= _elsewhere(size)
    if "engine_10k_p95_ms" in figures and "engine_200k_p95_ms" in figures:
        figures["growth_p95"] = figures["engine_200k_p95_ms"] / figures["engine_10k_p95_ms"]
    return {name: round(figure, 3) for name, figure in figures.items()}


def label(size: int) -> str:
    """10,000 as people say it in the name of a figure."""
    return f"{size // 1000}k" if size % 1000 == 0 else str(size)


def _elsewhere(size: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
        command = [sys.executable, "-m", "alongside.config.bench.search", str(size)]
        done = subprocess.run(command, env=plain | {"ALONGSIDE_DATA_DIR": folder}, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(size: int) -> Figures:
    """Fill this process's data folder with so many services, then ask."""
    asked = _fill(size)
    name = label(size)
    figures = {f"engine_{name}_{key}": value for key, value in _engine(asked).items()}
    serving.collect_static()
    file = house.data_dir() / "alongside.sqlite3"
    datasette.prepare(file)
    with servers.house() as ours, datasette.serving(file) as peer:
        peers = {
            "json": (ours.port, [f"/support.json?{question.address}" for question in asked]),
            "html": (ours.port, [f"/support?{question.address}" for question in asked]),
            "datasette": (peer, [datasette.path(question) for question in asked]),
        }
        figures |= _http(name, peers)
        if name == "10k":
            figures["rss_two_workers_mb"] = ours.workers_mb()
    figures[f"json_{name}_vs_datasette"] = figures[f"json_{name}_c4_rps"] / figures[f"datasette_{name}_c4_rps"]
    return figures


def _fill(size: int) -> list[Question]:
    ground.ready()
    from alongside.config.bench import filling
    from alongside.places import outcodes
    from alongside.search import analysis

    points = area(outcodes.shipped(), size)
    filling.fill(Maker(points, analysis.token), size)
    again = Maker(points, analysis.token)
    return questions(list(again.services(min(size, KNOWN))), again.words, points)


def _engine(asked: Sequence[Question]) -> Figures:
    """The engine alone in this process: the 95th percentile over questions, each at its best of some passes."""
    from alongside.search import queries

    best = [float("inf")] * len(asked)
    for _ in range(PASSES):
        for number, query in enumerate(map(_query, asked)):
            start = time.perf_counter()
            queries.find(query)
            best[number] = min(best[number], 1000 * (time.perf_counter() - start))
    return {"p50_ms": percentile(best, 50), "p95_ms": percentile(best, 95)}


def _query(question: Question) -> "Query":
    from alongside.search.shapes import Query

    return Query(
        "service",
        question.words,
        question.latitude,
        question.longitude,
        round(MILES * 1609.344),
        {"cost": (question.cost,), "day": (question.day,)},
    )


def _http(size: str, peers: dict[str, tuple[int, list[str]]]) -> Figures:
    """Each peer in turn, several rounds, so that a slow minute of the machine is shared; the middle round counts."""
    figures: Figures = {}
    for port, paths in peers.values():
        load.ask(port, paths, clients=4, seconds=SECONDS / 2)
    for clients in (1, 4):
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in peers}
        for _ in range(ROUNDS):
            for name, (port, paths) in peers.items():
                rounds[name].append(load.ask(port, paths, clients, SECONDS))
        for name, answers in rounds.items():
            figures |= {f"{name}_{size}_c{clients}_{key}": median(answer[key] for answer in answers) for key in ("rps", "p95_ms")}
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
