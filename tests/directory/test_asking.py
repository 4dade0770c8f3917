"""What people type is taken apart: what they need, when, and where."""

import datetime as dt

import pytest

from alongside.directory.queries.asking import Asked, understand
from alongside.places.models import Area

MONDAY = dt.date(2026, 11, 9)

pytestmark = pytest.mark.django_db


def asked(need: str = "", near: str = "", **more: str) -> Asked:
    return understand({"need": need, "near": near, **more}, today=MONDAY)


@pytest.mark.parametrize(
    ("need", "words", "filters"),
    [
        ("lunch club on a Tuesday", "lunch club", {"day": ("tue",)}),
        ("something on Tuesdays or Thursdays", "something or", {"day": ("tue", "thu")}),
        ("choir at weekends", "choir", {"day": ("sat", "sun")}),
        ("choir in the evening", "choir", {"part": ("evening",)}),
        ("coffee morning", "coffee morning", {}),
        ("yoga today", "yoga", {"day": ("mon",)}),
        ("yoga tomorrow", "yoga", {"day": ("tue",)}),
        ("free food", "food", {"cost": ("free",)}),
        ("gluten-free cooking", "gluten-free cooking", {}),
        ("step-free gym", "gym", {"access": ("step_free",)}),
        ("football for my 8 year old", "football", {"age": ("child",)}),
        ("club for aged 70", "club for", {"age": ("older",)}),
        ("sunday lunch", "lunch", {"day": ("sun",)}),
        ("", "", {}),
    ],
)
def test_the_when_and_the_cost_are_read_from_the_words(need: str, words: str, filters: dict[str, tuple[str, ...]]) -> None:
    question = asked(need)
    assert (question.words, question.understood) == (words, filters)


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("my son is autistic", "autistic"),
        ("My mum has dementia", "dementia"),
        ("my husband needs a wheelchair", "wheelchair"),
        ("lunch club for my dad near TW3", "lunch club"),
        ("my husband died", "my husband died"),
        ("someone to sit with my wife", "someone to sit with my wife"),
        ("help for my son", "help"),
        ("for my son", "for my son"),
        ("dads", "dads"),
    ],
)
def test_for_whom_it_is_need_not_stand_in_an_entry(need: str, words: str) -> None:
    assert asked(need).words == words


def test_a_postcode_at_the_end_of_the_words_is_the_place() -> None:
    question = asked("something for an older person near TW3")
    assert question.words == "something for an older person"
    assert question.where is not None
    assert question.where.precision == "outcode"
    assert question.sort == "nearest"


def test_a_town_is_taken_from_the_words_only_when_it_is_spelt_right() -> None:
    Area.objects.create(code="X1", name="Paignton", kind=Area.Kind.TOWN, latitude=50.43, longitude=-3.56)
    assert asked("choir in Paignton").where is not None
    assert asked("help for people in pain").where is None


def test_the_place_box_wins_over_the_words() -> None:
    assert asked("company in TW3", near="TA1").words == "company in TW3"


def test_a_place_that_nobody_knows_is_said_to_be_lost() -> None:
    assert asked(near="zzqqxx").lost


def test_a_filter_read_from_the_words_can_be_taken_off_and_stays_off() -> None:
    question = asked("lunch on a Tuesday").without("day")
    again = understand(dict(pair.split("=") for pair in question.address().replace("+", " ").split("&")), today=MONDAY)
    assert again.values == {}
    assert again.words == "lunch"


@pytest.mark.parametrize("odd", ["-1", "0", "x", "9" * 40, "\uff11"])
def test_odd_page_numbers_mean_the_first_page(odd: str) -> None:
    assert asked(page=odd).page == 1


def test_values_that_no_filter_has_are_left_out() -> None:
    assert asked(cost="'; drop table", day="tue", sort="random()").chosen == {"day": ("tue",)}


def test_an_endless_question_is_cut() -> None:
    assert len(asked("x" * 100_000).need) == 300
