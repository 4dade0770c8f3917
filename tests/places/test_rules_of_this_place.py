"""Rules that a place may set otherwise: on one page, within limits, on record, and undone."""

import datetime as dt
import importlib
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.config import house
from alongside.kit import adjustable, clock
from alongside.kit.adjustable import Number, Rule
from alongside.places import actions
from alongside.record import queries as record
from alongside.record.models import Event
from alongside.replies import policy, subjects
from tests.architecture.test_directions import ROOMS, SOURCE
from tests.personas import County

pytestmark = pytest.mark.django_db
WITH_POLICY = [room for room in ROOMS if (SOURCE / room / "policy.py").is_file()]


@pytest.fixture
def officer(county: County) -> Client:
    return county.client("officer")


def text(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def number_of(officer: Client, rule: Rule[int] | Rule[dt.timedelta], number: object) -> bytes:
    return officer.post(reverse("places:rule", args=[rule.name]), {"number": number}, follow=True).content


@pytest.mark.parametrize("room", WITH_POLICY)
def test_every_policy_is_a_rule_or_fixed_with_a_reason(room: str) -> None:
    module = importlib.import_module(f"alongside.{room}.policy")
    values = {name: value for name, value in vars(module).items() if name.isupper() and name != "FIXED"}
    rules = {name for name, value in values.items() if isinstance(value, Rule)}
    assert {values[name].name for name in rules} == {f"{room}.{name}" for name in rules}
    assert values.keys() - rules == module.FIXED.keys()
    assert all(module.FIXED.values())


def test_a_rule_comes_inside_its_own_limits() -> None:
    with pytest.raises(ValueError, match="outside its own limits"):
        Number("tests.NEVER", "Never", default=9, at_least=1, at_most=5)


def test_a_changed_rule_holds_at_once_where_it_is_asked(officer: Client) -> None:
    assert policy.DAYS() == 5
    assert "It is kept, and holds from now on." in text(number_of(officer, policy.DAYS, 3))
    assert policy.DAYS() == 3
    assert subjects.of("tests.unknown").working_days == 3
    number_of(officer, policy.DISPUTE_WITHIN, 10)
    assert policy.DISPUTE_WITHIN() == dt.timedelta(days=10)


@pytest.mark.parametrize("number", ["0", "21", "-1", "many", "", "99999999999999999999"])
def test_a_number_outside_the_limits_is_refused_and_stays_typed(officer: Client, number: str) -> None:
    page = number_of(officer, policy.DAYS, number)
    assert b"Error:" in page
    assert f'value="{number}"'.encode() in page or not number
    assert policy.DAYS() == 5
    assert not Event.objects.filter(kind="places.rule_set").exists()


def test_the_page_says_who_changed_what_and_undo_brings_back_what_held(officer: Client, county: County) -> None:
    number_of(officer, policy.DAYS, 3)
    number_of(officer, policy.DAYS, 4)
    page = text(officer.get(reverse("places:rules")).content)
    assert "Last changed by Officer Marlowe" in page
    assert page.count("Changed here") == 1
    assert "Changed from 3 to 4" in text(officer.get(reverse("places:rule", args=[policy.DAYS.name])).content)
    officer.post(reverse("places:undo_rule", args=[policy.DAYS.name]))
    assert policy.DAYS() == 3
    assert Event.objects.filter(kind="places.rule_set", by=county.people["officer"].pk).count() == 3


def test_a_rule_that_was_never_changed_cannot_be_undone_and_an_unknown_one_is_nowhere(officer: Client) -> None:
    page = officer.post(reverse("places:undo_rule", args=[policy.DAYS.name]), follow=True)
    assert "This rule was never changed here." in text(page.content)
    assert officer.get(reverse("places:rule", args=["replies.NOTHING"])).status_code == 404


def test_however_many_rules_are_asked_they_are_read_once(officer: Client) -> None:
    adjustable.look_again()
    with CaptureQueriesContext(connection) as asked:
        for rule in adjustable.every() * 3:
            rule()
    assert len(asked) == 1


def test_another_process_hears_of_a_change_with_its_next_request(officer: Client, county: County) -> None:
    assert policy.DAYS() == 5
    held = actions.set_rule(policy.DAYS, 3, by=county.people["officer"])
    type(held).objects.update(number=7)  # as another process would
    assert policy.DAYS() in {3, 7}
    officer.get("/")
    assert policy.DAYS() == 7


def test_what_a_later_version_allows_no_more_counts_for_nothing(county: County) -> None:
    held = actions.set_rule(policy.DAYS, 3, by=county.people["officer"])
    type(held).objects.update(number=400)
    adjustable.look_again()
    assert policy.DAYS() == 5


def test_the_reference_lists_every_rule_as_it_comes() -> None:
    page = (house.ROOT / "docs" / "reference" / "rules.md").read_text()
    for rule in adjustable.every():
        assert f"| {rule.words} | {rule.said(rule.default)} | {rule.at_least} | {rule.at_most} |" in page


def test_history_of_a_rule_names_no_words_of_anybody(county: County) -> None:
    held = actions.set_rule(policy.DAYS, 3, by=county.people["officer"])
    assert [told.what for told in record.history(held, county.people["officer"]).rows] == ["Changed from 5 to 3"]
    assert held.set_at <= clock.now()


def test_days_say_themselves_as_days() -> None:
    assert policy.DISPUTE_WITHIN.said(2) == "2 days"
    assert policy.DAYS.said(2) == "2"
