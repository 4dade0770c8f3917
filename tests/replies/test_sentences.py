"""Whatever happens to an owed reply can be read as a sentence."""

import datetime as dt

import pytest
import time_machine

from alongside.organisations.models import Seat
from alongside.record import queries as record
from alongside.record import sentences
from alongside.record.models import Event
from alongside.replies import actions, work
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db


def test_every_turn_of_a_question_has_its_sentence(county: County, clock: time_machine.Traveller) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    reply = a_reply(county.organisations["charity"])
    actions.pass_on(reply, to=colleague, by=county.charity)
    Seat.objects.filter(person=colleague).update(ends=dt.date(2026, 11, 9))
    work.cover()
    clock.move_to(dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC))
    work.remind()
    work.escalate()
    reply.refresh_from_db()
    actions.dispute(actions.answer(reply, text="Yes.", by=county.chief), by=None)
    actions.close(reply, outcome="withdrawn", why="No longer asked.", by=county.chief)
    told = {one.what for one in record.history(reply).rows}
    kinds = set(Event.objects.of("replies.owedreply", reply.pk).values_list("kind", flat=True))
    assert len(kinds) == len(told) == 8
    assert not sentences.unsaid(kinds)


def test_question_and_what_it_is_about_lead_to_each_other_for_those_who_may_know(county: County) -> None:
    charity = county.organisations["charity"]
    reply = a_reply(charity, title="Your phone rings out", asker=county.volunteer)
    (thread,) = record.threads_of(charity, county.volunteer)
    assert (thread.to.title, thread.to.url) == ("Your phone rings out", f"/replies/{reply.pk}/")
    assert not record.threads_of(charity, county.council)
    assert not record.threads_of(charity)


def test_page_of_a_question_tells_its_history(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    page = county.client("charity").get(f"/replies/{reply.pk}/").text
    assert "What happened" in page
    assert "An answer is owed from this day, by 16 November 2026" in page
