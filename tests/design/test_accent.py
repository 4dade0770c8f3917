"""One colour is chosen; what is worked out from it can be read."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.design import accent

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_what_the_standard_says() -> None:
    assert accent.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accent.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(colours)
def test_no_accepted_colour_gives_text_that_cannot_be_read(colour: str) -> None:
    if accent.refusal(colour):
        return
    for one, paper, tint in (
        (accent.tokens(colour).light, accent.PAPER, accent.TINT),
        (accent.tokens(colour).dark, accent.NIGHT_PAPER, accent.NIGHT_TINT),
    ):
        assert min(accent.contrast(one.accent, paper), accent.contrast(one.accent, tint)) >= 4.5
        assert accent.contrast(one.on_accent, one.accent) >= 4.5
        assert accent.contrast(one.accent_deep, one.accent_soft) >= 7
        assert accent.contrast(one.accent_on_deep, "#2c1427") >= 4.5


@given(colours)
def test_refused_colour_comes_with_one_that_works(colour: str) -> None:
    assert accent.refusal(accent.nearest(colour)) == ""


@pytest.mark.parametrize("colour", ["#ffdd00", "#fff", "red", "", "#12345g"])
def test_pale_or_garbled_colour_is_refused(colour: str) -> None:
    with pytest.raises(accent.UnreadableColour):
        accent.tokens(colour)


def test_hue_stays_when_the_colour_is_made_lighter_for_the_night() -> None:
    red, _, blue = (int(accent.tokens("#005ea5").dark.accent[i : i + 2], 16) for i in (1, 3, 5))
    assert blue > red


@pytest.mark.django_db  # the page that says "not found" names the place
def test_place_css_answers_for_a_good_colour_and_not_for_a_bad_one(client: Client) -> None:
    good = client.get("/design/place-005ea5.css")
    assert good.status_code == 200
    assert "--accent:#005ea5" in good.content.decode()
    assert "immutable" in good["Cache-Control"]
    assert client.get("/design/place-ffdd00.css").status_code == 404
