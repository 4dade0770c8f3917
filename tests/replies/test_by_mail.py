"""Answering and disputing from a mail, without an account at hand."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from alongside.kit import signing
from alongside.organisations.models import Seat
from alongside.record.models import Event
from alongside.replies import actions, mails, policy, work
from alongside.replies.models import OwedReply
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import QUESTION, a_reply
from tests.replies.mailing import link
from tests.replies.mailing import mails as sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(county: County) -> OwedReply:
    return a_reply(county.organisations["charity"])


def answer_path() -> str:
    return link(sent("asked")[-1], "Read it and answer")


def dispute_path() -> str:
    return link(sent("answered")[-1], "This does not answer me")


def test_opening_the_link_shows_the_question_and_changes_nothing(client: Client, county: County, reply: OwedReply) -> None:
    page = client.get(answer_path())
    assert QUESTION in page.text
    assert f"You answer as {county.charity.name} for Marlshire Carers." in page.text
    assert "no-store" in page["Cache-Control"]
    assert OwedReply.objects.get().is_owed


def test_owner_answers_once_and_the_link_has_done_its_work(client: Client, county: County, reply: OwedReply) -> None:
    where = answer_path()
    assert client.post(where, {"text": "Ring 01632 960 111."}).status_code == 302
    found = OwedReply.objects.get()
    assert (found.answered_by, found.answered_for) == (county.charity, county.organisations["charity"])
    assert Event.objects.get(kind="replies.answered").facts["by_mail"] is True
    assert client.get(where).status_code == client.post(where, {"text": "Again"}).status_code == 410
    assert OwedReply.objects.get().answer == "Ring 01632 960 111."


def test_empty_answer_from_a_mail_is_refused(client: Client, reply: OwedReply) -> None:
    assert "Write an answer" in client.post(answer_path(), {"text": ""}).text
    assert OwedReply.objects.get().is_owed


def test_link_signs_nobody_in(client: Client, reply: OwedReply) -> None:
    client.get(answer_path())
    assert client.get("/desk").status_code == 302


def test_link_of_who_passed_it_on_is_closed(
    client: Client, county: County, reply: OwedReply, clock: time_machine.Traveller
) -> None:
    old = answer_path()
    clock.shift(dt.timedelta(hours=1))
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    actions.pass_on(reply, to=colleague, by=county.charity)
    assert client.post(old, {"text": "Too late"}).status_code == 410
    assert client.post(answer_path(), {"text": "Yes"}).status_code == 302
    assert OwedReply.objects.get().answered_by == colleague


def test_link_to_the_first_answer_does_not_give_the_second(
    client: Client, county: County, reply: OwedReply, clock: time_machine.Traveller
) -> None:
    old = answer_path()
    clock.shift(dt.timedelta(hours=1))
    actions.dispute(actions.answer(reply, text="No.", by=county.charity), by=None)
    assert client.get(old).status_code == 410
    assert client.get(answer_path()).status_code == 200


def test_old_link_is_closed(client: Client, reply: OwedReply, clock: time_machine.Traveller) -> None:
    where = answer_path()
    clock.shift(policy.ANSWER_LINK + dt.timedelta(seconds=1))
    assert client.get(where).status_code == 410


def test_link_of_a_closed_account_is_closed(client: Client, county: County, reply: OwedReply) -> None:
    where = answer_path()
    type(county.charity).objects.filter(pk=county.charity.pk).update(is_active=False)
    assert client.get(where).status_code == 410


def test_link_of_who_has_left_is_closed_at_once_and_somebody_else_answers(
    client: Client, county: County, reply: OwedReply
) -> None:
    where = answer_path()
    colleague = SeatFactory.create(organisation=reply.organisation).person
    Seat.objects.filter(person=county.charity).update(ends="2026-11-09")
    assert client.get(where).status_code == client.post(where, {"text": "As if I were still there"}).status_code == 410
    assert OwedReply.objects.get().is_owed
    work.cover()
    assert OwedReply.objects.get().owner == colleague
    assert len(sent("moved", "visitor@example.org")) == 1
    new = link(sent("asked", colleague.email)[-1], "Read it and answer")
    assert client.post(new, {"text": "Yes"}).status_code == 302
    assert OwedReply.objects.get().answered_for == reply.organisation


def test_forged_links_and_those_for_another_purpose_open_nothing(client: Client, county: County, reply: OwedReply) -> None:
    actions.answer(reply, text="Yes", by=county.charity)
    facts = {"reply": str(reply.pk), "round": 1, "owner": str(reply.owner_id)}
    dispute = dispute_path().rstrip("/").rsplit("/", 1)[1]
    for token in ("forged", dispute, signing.seal("people.sign_in", facts)):
        assert client.get(f"/replies/by-mail/answer/{token}/").status_code == 410
    answer = mails.answer_url(reply).rstrip("/").rsplit("/", 1)[1]
    assert client.post(f"/replies/by-mail/dispute/{answer}/").status_code == 410
    assert OwedReply.objects.get().state == "answered"


def test_asker_without_an_account_disputes_with_one_button(client: Client, county: County, reply: OwedReply) -> None:
    actions.answer(reply, text="Look at our page.", by=county.charity)
    where = dispute_path()
    assert "Look at our page." in client.get(where).text
    assert OwedReply.objects.get().state == "answered", "opening a link does nothing"
    assert client.post(where).status_code == 302
    assert OwedReply.objects.get().state == "disputed"
    assert client.post(where).status_code == 410


def test_page_after_it_says_nothing_about_anybody(client: Client) -> None:
    page = client.get("/replies/by-mail/thank-you/")
    assert page.status_code == 200
