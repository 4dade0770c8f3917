"""Officers keep the numbers that people ring when they are worried."""

import datetime as dt

import pytest
import time_machine

from alongside.places import queries
from alongside.places.models import Helpline
from alongside.record.models import Event
from tests.personas import County

pytestmark = pytest.mark.django_db
PAGE = "/place/numbers/"
LOCAL = {"name": "Marlshire Crisis Line", "number": "01632 960 199", "about": "Somebody to talk to.", "hours": "Evenings"}


def test_numbers_that_everybody_knows_stand_there_before_anybody_did_anything(county: County) -> None:
    page = county.client("visitor").get("/worried/").text
    assert all(number in page for number in ("999", ">111<", "option 2", "116 123", "0800 1111", "0808 2000 247"))
    assert not Helpline.objects.exists()
    assert "Check each number before you publish it" in county.client("officer").get(PAGE).text


def test_an_officer_adds_a_number_changes_one_and_takes_one_off(county: County) -> None:
    officer, before = county.client("officer"), queries.numbers_to_ring()
    assert "It is kept" in officer.post(f"{PAGE}add/", LOCAL, follow=True).text
    officer.post(f"{PAGE}{before[0].pk}/", {**LOCAL, "name": "NHS", "number": "111"})
    officer.post(f"{PAGE}{before[1].pk}/remove/")
    now = [line.name for line in queries.numbers_to_ring()]
    assert now == ["NHS", *[line.name for line in before[2:]], "Marlshire Crisis Line"]
    assert "01632 960 199" in county.client("visitor").get("/worried/").text
    assert Event.objects.filter(subject_kind="places.helpline").count() == 3


def test_what_cannot_be_rung_is_refused_and_kept_in_the_form(county: County) -> None:
    page = county.client("officer").post(f"{PAGE}add/", {**LOCAL, "number": "ask Joan"}).text
    assert "Give a number that people can ring" in page
    assert 'value="ask Joan"' in page
    assert not Helpline.objects.exists()


def test_the_page_is_never_empty(county: County) -> None:
    officer = county.client("officer")
    for line in queries.numbers_to_ring():
        officer.post(f"{PAGE}{line.pk}/remove/")
    assert not Helpline.objects.exists()
    assert "116 123" in county.client("visitor").get("/worried/").text


def test_officers_are_asked_again_after_half_a_year_and_nobody_else_is(county: County) -> None:
    officer = county.client("officer")
    with time_machine.travel("2026-01-05 09:00 +0000") as then:
        assert "All tried since 5 January 2026" in officer.post(f"{PAGE}right/", follow=True).text
        then.shift(dt.timedelta(days=182))
        assert "Numbers to ring" not in county.client("officer").get("/desk").text
        then.shift(dt.timedelta(days=2))
        for persona, asked in (("officer", True), ("charity", False)):
            client = county.client(persona)
            assert ("Numbers to ring" in client.get("/desk").text) is asked
        county.client("officer").post(f"{PAGE}right/")
        assert "Numbers to ring" not in county.client("officer").get("/desk").text
