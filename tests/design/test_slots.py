"""Rooms above fill places on a page of a room below."""

from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.html import format_html

from alongside.design import slots


def test_slot_holds_what_rooms_put_there_in_order() -> None:
    slots.fill("test.order", lambda request, thing: format_html("<b>{}</b>", thing), order=2)
    slots.fill("test.order", lambda request, thing: format_html("<i>{}</i>", "first"), order=1)
    assert slots.render("test.order", HttpRequest(), "second") == "<i>first</i><b>second</b>"


def test_text_that_nobody_called_safe_is_escaped() -> None:
    slots.fill("test.escape", lambda request: "<script>")
    assert slots.render("test.escape", HttpRequest()) == "&lt;script&gt;"


def test_empty_slot_says_nothing() -> None:
    assert slots.render("test.nobody", HttpRequest()) == ""


def test_menu_marks_the_page_the_reader_is_on_and_those_below_it() -> None:
    menu = slots.Menu()
    menu.add(slots.Item("Home", "pages:home"))
    assert [entry.current for entry in menu.entries(RequestFactory().get("/"))] == ["page"]
    assert [entry.current for entry in menu.entries(RequestFactory().get("/elsewhere/"))] == [""]


def test_menu_leaves_out_what_a_reader_may_not_see_and_what_does_not_stand() -> None:
    menu = slots.Menu()
    menu.add(slots.Item("Hidden", "pages:home", visible=lambda request: False))
    menu.add(slots.Item("Not built", "nowhere:page"))
    assert menu.entries(RequestFactory().get("/")) == []
