"""What people type: phrases, misspellings, and what nobody should type."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.search import actions, analysis, queries, registry
from alongside.search.shapes import Query
from tests.search.test_finding import found, ids, service

pytestmark = pytest.mark.django_db
HOSTILE = [
    'a" OR "b',
    "lunch* OR NEAR(lunch club, 5)",
    "title:lunch",
    "lunch & !club | (x <-> y):*A",
    "'; DROP TABLE search_entry; --",
    "lu\x00nch",
    "\x00",
    "\\",
    "%s %(x)s {} {0}",
    "😀🏳️‍🌈",
    "\u202eאבג lunch",
    "x" * 10_000,
    "lunch " * 2_000,
    " ".join(f"word{i}" for i in range(1_500)),
    "þk1",
    "ﬀ ǆ ﷺ " * 500,
]


@pytest.fixture(autouse=True)
def _synonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    synonyms = {"lonely": ["befriending", "someone to talk to"], "older person": ["over 50s"], "skint": ["food bank"]}
    monkeypatch.setattr(registry, "_synonyms", [lambda: synonyms])


def test_typed_word_comes_before_its_synonym() -> None:
    text, title, other = service("Tea", "if you are lonely"), service("Befriending"), service("Tea", "a befriending scheme")
    actions.put([other, text, title])
    assert found("lonely") == ids(title, text, other)


def test_phrase_stands_for_other_phrases_in_their_order() -> None:
    right, wrong = service("Dancing for over 50s"), service("50 ways to dance over winter")
    actions.put([right, wrong])
    assert found("something for an older person") == ids(right)


def test_phrase_does_not_reach_from_title_into_body() -> None:
    actions.put([service("Thought for food", "Bank on us")])
    assert found("skint") == []


def test_words_that_only_ask_are_left_out() -> None:
    actions.put([service("Lunch club"), service("Chess club")])
    assert len(found("can I find something near me please")) == 2
    assert len(found("looking for a lunch")) == 1


def test_misspelling_of_an_everyday_word_is_forgiven() -> None:
    actions.put([service("Befriending")])
    result = queries.find(Query("service", "lonley"))
    assert (result.total, result.corrected) == (1, {"lonley": "lonely"})


@pytest.mark.parametrize("typed", ["counciling", "Councilling", "counselling", "councelling"])
def test_who_asks_for_counselling_as_it_sounds_is_not_sent_to_the_council(typed: str) -> None:
    council, counselling = service("Council tax", "From the council"), service("Counselling for anyone")
    actions.put([council, counselling])
    assert found(typed) == ids(counselling)
    assert found("council") == ids(council)


def test_word_that_is_there_is_never_corrected() -> None:
    actions.put([service("Debt advice"), service("Debit cards", "Lunch")])
    result = queries.find(Query("service", "debt lunch"))
    assert (result.total, result.corrected) == (0, {})


def test_word_of_a_removed_document_corrects_nothing() -> None:
    gone = service("Gardening club")
    actions.put([gone, service("Chess club")])
    actions.remove("service", [gone.id])
    result = queries.find(Query("service", "gardneing"))
    assert (result.total, result.corrected) == (0, {})


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_only_text(words: str) -> None:
    actions.put([service("Lunch club", "with chess"), service(words[:300], words)])
    assert queries.find(Query("service", words, values={words[:50]: (words,), "cost": (words,)})).total == 0
    assert queries.find(Query("service", words)).total in (0, 1, 2)
    assert found("chess") != []


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked(words: str) -> None:
    assert queries.find(Query("service", words)).total == 0


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_tokens_are_safe_for_every_database(text: str) -> None:
    tokens = analysis.tokens(analysis.words(text), 100)
    assert all(token.isascii() and token.isalnum() and token[0].isalpha() and len(token) <= 81 for token in tokens)


def test_every_word_of_a_document_finds_it() -> None:
    words = "1e5 0x1f 3d 90210 café naïve ŁÓDŹ українська العربية 中文 e-mail 24/7 50s don't ½ ²"
    document = service("Anything", words)
    actions.put([document])
    assert [word for word in analysis.words(words) if found(word) != ids(document)] == []
