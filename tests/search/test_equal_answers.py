"""Whatever is put in, taken out and asked: the answer is that of a plain search through every document, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.search import actions, queries, registry
from alongside.search.shapes import Document, Query
from tests.search import reference

pytestmark = pytest.mark.django_db

SYNONYMS = {
    "lonely": ["befriending", "someone to talk to", "Feeling alone"],
    "food bank": ["pantry", "emergency food"],
    "older person": ["pensioner", "over 50s"],
    "hard up": ["debt", "food bank"],
    "debt": ["money"],
}
WORDS = [
    *"lonely befriending talk feeling alone food bank pantry emergency older person people pensioner over 50s 50 hard up debt money".split(),
    *"the and something help Befriender's befriended café CAFE naïve ŁÓDŹ 1e5 0x1f 3d 90210 st. e-mail running runs ran".split(),
    *"українська العربية 中文 😀 ½ ß AND OR NOT NEAR ( ) * \" ' : & | ! <-> -a ^b \\".split(),
    "\x00",
]
SPOTS = [
    (51.4685, -0.3613),
    (51.4479, -0.4089),
    (51.61, -0.2),
    (51.0151, -3.1),
    (54.9, -1.61),
    (-33.9, 151.2),
    (89.99, 10.0),
    (0.0, 179.999),
]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
spots = st.tuples(st.sampled_from(SPOTS), st.floats(-0.09, 0.09), st.floats(-0.0009, 0.0009)).map(
    lambda drawn: (drawn[0][0] + drawn[1] / 10, drawn[0][1] + drawn[1] + drawn[2])
)
values = st.fixed_dictionaries(
    {},
    optional={
        "cost": st.sampled_from(["free", "fee", "gift"]).map(lambda one: (one,)),
        "day": st.lists(st.sampled_from(["mon", "tue", "wed"]), max_size=3).map(tuple),
    },
)
numbers = st.integers(0, 30).map(lambda number: UUID(int=number * 0x0123456789ABCDEF0123456789ABCDEF % 2**128))
documents = st.builds(
    Document,
    kind=st.sampled_from(["service", "service", "service", "opportunity"]),
    id=numbers,
    title=texts,
    lead=texts,
    body=texts,
    points=st.lists(spots, max_size=3).map(tuple),
    values=values,
    soonest=st.none() | st.integers(-5, 5),
    rank=st.sampled_from([1.0, 0.8, 0.5]),
)
steps = st.lists(st.lists(documents, max_size=8) | st.sets(numbers, min_size=1, max_size=4), min_size=1, max_size=4)


@st.composite
def questions(draw: st.DrawFn) -> Query:
    place = draw(st.none() | spots)
    return Query(
        kind="service",
        words=draw(texts),
        lat=place[0] if place else None,
        lon=place[1] if place else None,
        rough_m=draw(st.sampled_from([0, 0, 800, 9000])),
        within_m=draw(st.none() | st.sampled_from([1609, 5000, 16093, 60_000, 900_000, 30_000_000])),
        values=draw(values | st.just({"cost": ("free", "fee"), "day": ("mon", "never")})),
        sort=draw(st.sampled_from(["best", "nearest", "soonest"])),
        page=draw(st.integers(0, 3)),
        size=draw(st.sampled_from([1, 3, 20])),
    )


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_synonyms", [lambda: SYNONYMS])


@given(steps, st.lists(questions(), min_size=1, max_size=6), st.booleans())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_answers_are_those_of_a_plain_search(
    monkeypatch: pytest.MonkeyPatch, steps: list[list[Document] | set[UUID]], asked: list[Query], many: bool
) -> None:
    monkeypatch.setattr(queries, "MANY", 0 if many else 30_000)
    there: dict[tuple[str, UUID], Document] = {}
    with undone():
        for step in steps:
            if isinstance(step, set):
                actions.remove("service", sorted(step))
                there = {key: document for key, document in there.items() if key[0] != "service" or key[1] not in step}
            else:
                actions.put(step)
                there |= {(document.kind, document.id): document for document in step}
        for query in asked:
            found = queries.find(query)
            expected = reference.find(there.values(), query, SYNONYMS)
            if not found.corrected:
                assert found == expected
