"""A plot is its table: numbers in words, and drawn beside."""

from alongside.design.plots import Bar, bars
from tests import markup


def test_every_number_stands_in_words_and_as_a_bar_of_its_length() -> None:
    html = bars([Bar("Food", 1200), Bar("Company", 300), Bar("A piano", 0)], caption="Looked for")
    table = markup.parsed(html)
    assert [cell.text for cell in table.iter("td") if cell.get("class") == "n"] == ["1,200", "300", "0"]
    assert [bar.get("width") for bar in table.iter() if "p-bar" in (bar.get("class") or "")] == ["100.0", "25.0", "0.0"]


def test_small_number_may_be_told_without_saying_it() -> None:
    assert "fewer than 10" in bars([Bar("Health", 4, "health", "fewer than 10")], caption="Answers")


def test_plot_of_nothing_is_sound() -> None:
    page = f"<!doctype html><html lang=en><head><title>x</title></head><body>{bars([], caption='Nothing yet')}</body></html>"
    assert markup.faults(page) == []


def test_name_cannot_become_markup() -> None:
    assert "<b>" not in bars([Bar("<b>", 1)], caption="<b>")
