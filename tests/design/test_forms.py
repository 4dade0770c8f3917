"""Label, hint, error, field; a summary that leads to each; words that people use."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client

from alongside.design.forms import DayField, wrongs
from alongside.design.gallery import Example
from tests import markup


class Day(forms.Form):
    day = DayField(label="Day")


class Own(forms.Form):
    name = forms.CharField(error_messages={"required": "Say who you are"})


def test_field_stands_in_the_order_label_hint_error_field() -> None:
    html = str(Example({"name": ""})["name"].as_field_group())
    assert html.index("<label") < html.index('class="hint"') < html.index('class="error"') < html.index("<input")


def test_wrong_field_is_tied_to_its_hint_and_its_error() -> None:
    (box,) = [one for one in markup.parsed(str(Example({"name": ""}))).iter("input") if one.get("name") == "name"]
    assert box.get("aria-describedby") == "id_name-hint id_name-error"
    assert box.get("aria-invalid") == "true"


@pytest.mark.parametrize("data", [None, {}, {"name": "Wool", "days": ["Mon"], "starts": "x"}])
def test_form_is_sound_html_filled_or_not(data: dict[str, object] | None) -> None:
    page = f"<!doctype html><html lang=en><head><title>Form</title></head><body><form>{Example(data)}</form></body></html>"
    assert markup.faults(page) == []


def test_summary_lists_faults_in_the_order_of_the_fields_and_leads_to_them() -> None:
    form = Example({"name": "", "starts": "14th of Octember", "opens": "10:00", "access": "level"})
    html = Template("{% summary form %}<form>{{ form }}</form>").render(Context({"form": form}))
    links = [link.get("href") for link in markup.parsed(html).iter("a")]
    assert links == ["#id_name", "#id_starts", "#id_days_0", "#id_cost_0", "#id_agreed"]
    assert "5 things to put right" in html
    assert "Give a date like 14 10 2026" in html


def test_summary_says_nothing_when_nothing_is_wrong() -> None:
    assert Template("{% summary form %}").render(Context({"form": Example()})).strip() == ""


def test_fault_of_the_whole_form_comes_first_and_leads_nowhere() -> None:
    form = Example({})
    form.add_error(None, "The hall is closed on that day")
    assert str(wrongs(form)[0]) == "The hall is closed on that day"
    assert wrongs(form)[0].anchor == ""


def test_what_was_typed_stays() -> None:
    assert "14th of Octember" in str(Example({"starts": "14th of Octember"}))


@pytest.mark.parametrize(
    ("field", "words"),
    [("name", "Fill this in"), ("days", "Choose at least one"), ("cost", "Choose one"), ("agreed", "Tick this to go on")],
)
def test_missing_answer_is_asked_for_in_plain_words(field: str, words: str) -> None:
    assert Example({}).errors[field] == [words]


def test_words_of_the_form_itself_go_before_ours() -> None:
    assert Own({}).errors["name"] == ["Say who you are"]


@pytest.mark.parametrize("typed", ["14 10 2026", "14/10/2026", "14th October 2026", "14 oct 2026", " 14  10  26 ", "2026-10-14"])
def test_day_is_understood_however_it_is_written(typed: str) -> None:
    form = Day({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2026, 10, 14)


@pytest.mark.django_db
def test_title_of_a_page_says_that_something_is_wrong_and_the_summary_comes_before_the_heading() -> None:
    page = Client().post("/account/sign-in/", {"login": "nobody"}).content.decode()
    assert "<title>Error: " in page
    assert page.index('id="wrong"') < page.index("<h1")
    assert "Error:" not in Client().get("/account/sign-in/").content.decode().split("</title>")[0]


def test_choice_may_have_a_hint_of_its_own() -> None:
    assert '<span class="hint">Nobody is asked at the door</span>' in str(Example())
