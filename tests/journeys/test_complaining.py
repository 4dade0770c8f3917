"""Complaining about one's data: without an account, acknowledged at once, answered by a day, and told who watches over us."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from alongside.kit import clock, workdays
from alongside.people import forgetting, retention, whose
from alongside.people.models import Complaint
from alongside.replies import actions as replies
from alongside.replies import upkeep
from alongside.replies.models import OwedReply
from tests.personas import County
from tests.replies.mailing import mails, text

pytestmark = pytest.mark.django_db
PAGE = "/complaints/"
RUTH = {
    "about": "erase",
    "what": "My number is still there.",
    "wants": "Take it off.",
    "name": "Ruth Weir",
    "email": "ruth@example.org",
}


def sent(client: Client, **facts: Any) -> str:
    return str(client.post(PAGE, {**RUTH, **facts}, follow=True).text)


def test_visitor_complains_and_hears_at_once_by_when_it_is_answered(county: County) -> None:
    page = sent(Client())
    reply = OwedReply.objects.get()
    reference = f"DATA-{reply.pk.hex[:8].upper()}"
    assert reference in page
    assert reply.acknowledged_at
    (mail,) = mails("acknowledged", to="ruth@example.org")
    assert reference in text(mail)
    assert "My number" not in text(mail)
    assert reply.due_on <= clock.today() + dt.timedelta(days=30)
    assert reply.organisation == county.organisations["coordinator"]


def test_officer_reads_it_on_their_desk_and_answers_and_the_regulator_is_named(county: County) -> None:
    sent(Client())
    reply = OwedReply.objects.get()
    officer = county.client("officer")
    assert f"DATA-{reply.pk.hex[:8].upper()}" in officer.get("/data/").text
    page = officer.get(f"/replies/{reply.pk}/").text
    assert "My number is still there." in page
    assert "Take it off." in page
    replies.answer(reply, text="It is gone now. We are sorry.", outcome="done", by=county.people["officer"])
    (mail,) = mails("answered", to="ruth@example.org")
    assert "It is gone now." in text(mail)
    assert "Information Commissioner" in text(mail)
    assert f"DATA-{reply.pk.hex[:8].upper()}" not in officer.get("/data/").text


def test_nobody_else_reads_it(county: County) -> None:
    sent(Client())
    reply = OwedReply.objects.get()
    for persona in ("charity", "council", "linkworker", "volunteer"):
        assert county.client(persona).get(f"/replies/{reply.pk}/").status_code == 404


def test_who_is_signed_in_is_not_asked_who_they_are(county: County) -> None:
    volunteer = county.client("volunteer")
    assert 'name="email"' not in volunteer.get(PAGE).text
    volunteer.post(PAGE, {"about": "wrong", "what": "My name is misspelt."})
    made = Complaint.objects.get()
    assert (made.person, made.email) == (county.people["volunteer"], "")
    assert "My name is misspelt." in volunteer.get("/account/yours/").text


def test_somebody_must_be_reachable_and_what_was_typed_stays(county: County) -> None:
    page = Client().post(PAGE, {**RUTH, "email": ""}).text
    assert "so that we can answer" in page
    assert "My number is still there." in page
    assert not Complaint.objects.exists()
    assert "has arrived" in sent(Client(), email="", phone="01632 960 222")


def test_complaint_that_nobody_answers_is_late_and_said_so(county: County) -> None:
    sent(Client())
    day = workdays.after(OwedReply.objects.get().due_on, 1)
    with time_machine.travel(dt.datetime.combine(day, dt.time(9), dt.UTC)):
        upkeep.remind()
    assert mails("late", to="ruth@example.org")


def test_complaint_is_kept_as_long_as_the_law_may_ask_and_then_goes(county: County) -> None:
    sent(Client())
    assert forgetting.forget(forgetting.ask(whose.of_address("ruth@example.org")))
    assert Complaint.objects.get().name == "Ruth Weir"
    with time_machine.travel(clock.now() + dt.timedelta(days=3 * 365 + 1)):
        retention.run()
    assert not Complaint.objects.exists()
