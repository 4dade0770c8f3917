"""Postcodes as people type them."""

import pytest
from django.core.exceptions import ValidationError

from alongside.places import postcodes


@pytest.mark.parametrize("typed", ["TA1 1QT", "ta11qt", " Ta1  1qt ", "TA1-1QT", "TAI IQT", "ta1 lqt"])
def test_a_full_postcode_is_read_however_it_is_typed(typed: str) -> None:
    assert postcodes.key(typed) == "TA11QT"


@pytest.mark.parametrize(
    "typed", ["", "TA1", "TA1 1Q", "hello", "TA1 1QTT", "123456", "Ottersford", "\uff34\uff21\uff11\uff11\uff31\uff34"]
)
def test_what_is_not_a_full_postcode_is_not_taken_for_one(typed: str) -> None:
    assert postcodes.key(typed) is None


def test_a_zero_in_the_place_of_a_letter_is_read_as_the_letter() -> None:
    assert postcodes.key("0X1 1AA") == "OX11AA"
    assert postcodes.key("S015 1AA") == "SO151AA"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("TA1 1QT", "TA1"),
        ("ta1", "TA1"),
        ("TA1 1Q", "TA1"),
        ("TA1 1", "TA1"),
        ("TA11", "TA11"),
        ("w1a1aa", "W1A"),
        ("ec1a", "EC1A"),
    ],
)
def test_the_first_half_is_found_in_a_postcode_at_any_stage_of_typing(typed: str, first: str) -> None:
    assert postcodes.outward(typed) == first


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("TA1 1Q", "TA1 1Q is one letter short. A full one looks like TA1 1QT"),
        ("mx4 2", "MX4 2 is two letters short. A full one looks like MX4 2QT"),
        ("TA1", "TA1 is only the first half of a postcode. A full one looks like TA1 2QT"),
        ("TA1 1QTT", "TA1 1QTT is one letter too long. A full one looks like TA1 1QT"),
        ("hello", "HELLO is not a postcode that we know how to read. A full one looks like TA1 1QT"),
    ],
)
def test_a_wrong_postcode_is_refused_in_plain_words(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        postcodes.validate(typed)
    assert refused.value.messages == [said]


def test_a_right_postcode_has_no_fault_and_is_said_with_its_space() -> None:
    postcodes.validate("w1a1aa")
    assert postcodes.said("w1a1aa") == "W1A 1AA"


def test_a_postcode_inside_an_address_is_found() -> None:
    assert postcodes.inside("The Hall, 3 Mill Lane, Taunton TA1 1QT, Somerset") == "TA11QT"
