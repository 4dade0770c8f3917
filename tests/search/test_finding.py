"""One document after another goes in and is found again."""

from dataclasses import replace
from hashlib import blake2b
from uuid import UUID, uuid4

import pytest

from alongside.search import actions, queries
from alongside.search.models import Entry
from alongside.search.shapes import Document, Query

pytestmark = pytest.mark.django_db
HOUNSLOW = (51.4685, -0.3613)
FELTHAM = (51.4479, -0.4089)
READING = (51.4551, -0.9787)


def service(title: str, body: str = "", *points: tuple[float, float], **values: str) -> Document:
    kept = {name: tuple(text.split()) for name, text in values.items()}
    return Document("service", uuid4(), title, body=body, points=points, values=kept)


def ids(*documents: Document) -> list[UUID]:
    return [document.id for document in documents]


def found(words: str = "", **more: object) -> list[UUID]:
    return [hit.id for hit in queries.find(Query("service", words, **more)).hits]  # type: ignore[arg-type]


def test_words_are_found_in_any_form() -> None:
    lunch = service("Walking lunches", "For people who feel lonely")
    actions.put([lunch, service("Debt advice")])
    assert found("feeling walk lunch") == ids(lunch) == found("LUNCHING")


def test_title_comes_before_body() -> None:
    body, title = service("Tuesday club", "gardening"), service("Gardening club")
    actions.put([body, title])
    assert found("garden") == ids(title, body)


def test_titles_that_were_kept_with_longer_marks_still_count() -> None:
    body, title = service("Tuesday club", "gardening"), service("Gardening club")
    actions.put([body, title])
    longer = b"".join(blake2b(one.encode(), digest_size=8).digest() for one in ("garden", "club"))
    Entry.objects.filter(document=title.id).update(title_marks=longer)
    assert found("garden") == ids(title, body)


def test_what_speaks_of_it_at_once_comes_before_what_mentions_it() -> None:
    mentions = service("Tuesday club", "Tea, cards, and now and then a talk about debt.")
    speaks = Document("service", uuid4(), "Advice desk", lead="We help with debt and rent.", body="Ring us.")
    title = service("Debt advice")
    actions.put([mentions, speaks, title])
    assert found("debt") == ids(title, speaks, mentions)
    assert found("advice rent") == found("desk debt") == ids(speaks)


def test_nearer_comes_first_and_what_has_no_place_comes_last() -> None:
    anywhere, far, near = service("Lunch"), service("Lunch", "", FELTHAM), service("Lunch", "", READING, HOUNSLOW)
    actions.put([anywhere, far, near])
    assert found("lunch", lat=HOUNSLOW[0], lon=HOUNSLOW[1]) == ids(near, far, anywhere)
    assert found("lunch", lat=HOUNSLOW[0], lon=HOUNSLOW[1], within_m=1000) == ids(near, anywhere)
    result = queries.find(Query("service", "lunch", *HOUNSLOW))
    assert [hit.distance_m for hit in result.hits] == [0, 4015, None]
    assert result.counts["within"] == {"1": 2, "3": 3, "5": 3, "10": 3}


def test_what_is_as_near_as_the_place_is_known_comes_by_what_it_says() -> None:
    here, there, far = (service("Tea", "Cards."), service("Card club"), service("Card club"))
    points = [(51.4685, -0.3613), (51.4720, -0.3613), (51.4800, -0.3613)]  # 0, 390 and 1,280 metres away
    here, there, far = (replace(one, points=(point,)) for one, point in zip((here, there, far), points, strict=True))
    actions.put([here, there, far])
    for rough, order in ((0, (here, there, far)), (800, (there, here, far))):
        assert found("card", lat=HOUNSLOW[0], lon=HOUNSLOW[1], sort="nearest", rough_m=rough) == ids(*order)


def test_counts_of_a_chosen_name_are_those_without_it() -> None:
    actions.put(
        [service("A", cost="free", day="mon tue"), service("B", cost="fee", day="mon"), service("C", cost="fee", day="tue")]
    )
    result = queries.find(Query("service", values={"cost": ("free",)}))
    assert result.total == 1
    assert result.counts == {"cost": {"free": 1, "fee": 2}, "day": {"mon": 1, "tue": 1}}


def test_changed_document_is_found_by_its_new_words_only() -> None:
    old = service("Chess club")
    actions.put([old])
    actions.put([Document("service", old.id, "Bowls club")])
    assert found("chess") == []
    assert found("bowls") == ids(old)


def test_removed_document_is_not_found() -> None:
    gone, kept = service("Chess club"), service("Chess evening")
    actions.put([gone, kept])
    actions.remove("service", [gone.id])
    assert found("chess") == ids(kept)


def test_misspelt_word_is_taken_for_the_nearest_that_is_there() -> None:
    actions.put([service("Gardening club"), service("Guarding training")])
    result = queries.find(Query("service", "gardneing"))
    assert (result.total, result.corrected) == (1, {"gardneing": "gardening"})


def test_word_that_resembles_nothing_finds_nothing() -> None:
    actions.put([service("Gardening club")])
    result = queries.find(Query("service", "gardening xylophonic"))
    assert (result.total, result.hits, result.corrected) == (0, [], {})
