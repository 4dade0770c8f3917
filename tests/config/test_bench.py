"""Benches: what they measure is what the house really does, and what they say can be read by a program."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alongside.config import bench
from alongside.config.bench import Reach, filling, load, search
from alongside.config.bench.questions import questions
from alongside.config.bench.synthetic import Maker, area
from alongside.directory import registry
from alongside.directory.models import Card, Service
from alongside.places import outcodes
from alongside.search import analysis, queries
from alongside.search.models import Entry

POINTS = area(outcodes.shipped(), 700)


@pytest.mark.django_db
def test_services_are_filled_in_as_the_house_itself_writes_them() -> None:
    filling.fill(Maker(POINTS, analysis.token), 340)  # more than there are kinds, so that some are copies
    filled = _written()
    registry.written(list(Service.objects.order_by("id").values_list("id", flat=True)))
    assert _written() == filled


def _written() -> list[list[tuple[object, ...]]]:
    """All that is kept of each service for lists and for search."""
    entries = Entry.objects.filter(kind="service").order_by("document")
    return [
        list(Card.objects.order_by("pk").values_list("pk", "facts")),
        [
            tuple(map(_plain, row))
            for row in entries.values_list("document", "title", "title_marks", "body", "keys", "points", "facts", "rank")
        ],
    ]


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.django_db
def test_every_question_has_an_answer() -> None:
    filling.fill(Maker(POINTS, analysis.token), 340)
    again = Maker(POINTS, analysis.token)
    asked = questions(list(again.services(340)), again.words, POINTS)
    assert all(queries.find(search._query(question)).total for question in asked)


class _Server(BaseHTTPRequestHandler):
    """Answers "/good" well and everything else badly."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/good" else 500)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"yes")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_answers_are_counted_and_bad_ones_fail_the_bench(port: int) -> None:
    figures = load.ask(port, ["/good"], clients=2, seconds=0.2)
    assert figures["rps"] > 0
    assert figures["p95_ms"] > 0
    with pytest.raises(RuntimeError, match="not 200"):
        load.ask(port, ["/good", "/bad"], clients=1, seconds=0.2)


def test_figures_are_said_with_what_they_were_to_reach() -> None:
    reach = {"fast": Reach(at_least=2), "small": Reach(at_most=400), "unmeasured": Reach(at_least=1)}
    figures = {"fast": 1.5, "small": 315.0, "plain": 7.0}
    assert json.loads(bench.line("search", figures, reach)) == {
        "bench": "search",
        "figures": figures,
        "reach": {"fast": {"at_least": 2, "holds": False}, "small": {"at_most": 400, "holds": True}},
    }
    assert [row.split()[2:3] for row in bench.table(figures, reach).splitlines()] == [["MISSES"], ["reaches"], []]
