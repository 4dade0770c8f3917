"""Nobody is left waiting: reminders, lateness, going up, and owners who have left."""

import datetime as dt

import pytest
import time_machine

from alongside.kit import clock as house
from alongside.organisations.models import Seat
from alongside.replies import actions, policy, work
from alongside.replies.models import OwedReply
from tests.organisations.factories import OrganisationFactory, SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply
from tests.replies.mailing import mails, text

pytestmark = pytest.mark.django_db


def on(clock: time_machine.Traveller, day: int, month: int = 11, year: int = 2026) -> None:
    clock.move_to(dt.datetime(year, month, day, 8, tzinfo=dt.UTC))


def every_morning(clock: time_machine.Traveller, until: dt.date) -> None:
    """What the clock does each day from the next on."""
    while house.today() < until:
        clock.shift(dt.timedelta(days=1))
        for run in (work.cover, work.remind, work.escalate):
            run()


def test_owner_is_reminded_once_the_day_before(county: County, clock: time_machine.Traveller) -> None:
    a_reply(county.organisations["charity"])
    on(clock, 12)
    work.remind()
    assert not mails("reminder")
    on(clock, 13)  # the Friday before the Monday
    work.remind()
    work.remind()
    (mail,) = mails("reminder", "charity@example.org")
    assert "due on Monday 16 November" in text(mail)


def test_who_has_left_is_reminded_of_nothing(county: County, clock: time_machine.Traveller) -> None:
    a_reply(county.organisations["charity"])
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    Seat.objects.filter(person=county.charity).update(ends=dt.date(2026, 11, 13))
    on(clock, 13)
    work.remind()
    assert [mail.to for mail in mails("reminder")] == [colleague.email]


def test_all_that_is_due_comes_in_one_mail(county: County, clock: time_machine.Traveller) -> None:
    for title in ("First thing", "Second thing"):
        a_reply(county.organisations["charity"], title=title)
    on(clock, 13)
    work.remind()
    (mail,) = mails("reminder")
    assert mail.subject == "2 answers are waiting for you"
    assert "First thing" in text(mail) and "Second thing" in text(mail)


def test_who_waits_is_told_when_it_is_late_and_what_comes_next(county: County, clock: time_machine.Traveller) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    a_reply(county.organisations["charity"])
    on(clock, 17)
    work.remind()
    work.remind()
    (told,) = mails("late", "visitor@example.org")
    assert f"If there is still no answer on Thursday 19 November, your question goes to {colleague.name}." in text(told)
    assert "It was due on Monday 16 November" in text(mails("reminder", "charity@example.org")[0])


def test_nobody_is_written_to_on_a_day_of_rest(county: County, clock: time_machine.Traveller) -> None:
    a_reply(county.organisations["charity"])
    on(clock, 21)  # a Saturday
    before = len(mails())
    work.remind()
    work.escalate()
    assert len(mails()) == before


def test_unanswered_question_goes_to_a_colleague_and_at_last_to_the_coordinator(
    county: County, clock: time_machine.Traveller
) -> None:
    editor = SeatFactory.create(organisation=county.organisations["charity"], role=Seat.Role.EDITOR).person
    reply = a_reply(county.organisations["charity"], owner=editor)
    owners = {}
    for day in range(16, 27):
        on(clock, day)
        work.escalate()
        owners[day] = OwedReply.objects.get(pk=reply.pk).owner
    assert {owners[16], owners[18]} == {editor}
    assert {owners[19], owners[23]} == {county.charity}
    assert {owners[24], owners[26]} == {county.chief}
    assert [mail.to for mail in mails("gone")] == [editor.email, "charity@example.org"]
    assert len(mails("moved", "visitor@example.org")) == 2


def test_question_of_a_lone_person_goes_up_although_no_colleague_is_there(county: County, clock: time_machine.Traveller) -> None:
    reply = a_reply(county.organisations["council"])
    on(clock, 19)
    work.escalate()
    reply.refresh_from_db()
    assert (reply.owner, reply.escalations) == (county.chief, 1)


def test_question_to_the_coordinator_goes_to_another_officer(county: County, clock: time_machine.Traveller) -> None:
    reply = a_reply(county.organisations["coordinator"])
    on(clock, 19)
    work.escalate()
    reply.refresh_from_db()
    assert reply.owner == county.officer


def test_owner_who_leaves_is_followed_by_a_colleague(county: County, clock: time_machine.Traveller) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    reply = a_reply(county.organisations["charity"])
    Seat.objects.filter(person=county.charity).update(ends=dt.date(2026, 11, 10))
    work.cover()
    assert OwedReply.objects.get(pk=reply.pk).owner == county.charity, "the seat still stands on this day"
    on(clock, 10)
    work.cover()
    assert OwedReply.objects.get(pk=reply.pk).owner == colleague
    assert "no longer there" in text(mails("asked", colleague.email)[0])


def test_last_one_to_leave_hands_all_to_the_coordinator(county: County, clock: time_machine.Traveller) -> None:
    reply = a_reply(county.organisations["council"])
    Seat.objects.filter(person=county.council).update(ends=dt.date(2026, 11, 9))
    work.cover()
    reply.refresh_from_db()
    assert reply.owner == county.chief


def test_closed_account_answers_for_nobody(county: County) -> None:
    reply = a_reply(county.organisations["council"])
    type(county.council).objects.filter(pk=county.council.pk).update(is_active=False)
    work.cover()
    reply.refresh_from_db()
    assert reply.owner == county.chief


def test_question_of_an_empty_place_finds_the_first_who_comes(db: None, clock: time_machine.Traveller) -> None:
    organisation = OrganisationFactory.create()
    reply = a_reply(organisation)
    work.cover()
    newcomer = SeatFactory.create(organisation=organisation).person
    work.cover()
    reply.refresh_from_db()
    assert reply.owner == newcomer
    assert len(mails("asked", newcomer.email)) == 1


def test_covering_leaves_those_who_are_there_alone(county: County, clock: time_machine.Traveller) -> None:
    reply = a_reply(county.organisations["charity"])
    before = len(mails())
    work.cover()
    reply.refresh_from_db()
    assert (reply.owner, len(mails())) == (county.charity, before)


def test_nothing_stays_unanswered_in_silence(county: County, clock: time_machine.Traveller) -> None:
    """Whatever happens to the people of an organisation, an officer has it within three weeks."""
    reply = a_reply(county.organisations["charity"])
    every_morning(clock, dt.date(2026, 11, 11))
    Seat.objects.filter(person=county.charity).update(ends=dt.date(2026, 11, 12))
    every_morning(clock, dt.date(2026, 11, 30))
    reply.refresh_from_db()
    assert reply.owner in {county.chief, county.officer}
    assert reply.late_at
    assert len(mails("late", "visitor@example.org")) == 1


def test_answered_question_is_left_in_peace(county: County, clock: time_machine.Traveller) -> None:
    actions.answer(a_reply(county.organisations["charity"]), text="Yes", by=county.charity)
    before = len(mails())
    every_morning(clock, dt.date(2026, 12, 1))
    assert len(mails()) == before


def test_asking_again_starts_the_clock_anew(county: County, clock: time_machine.Traveller) -> None:
    reply = a_reply(county.organisations["charity"])
    on(clock, 17)
    work.remind()
    actions.answer(reply, text="No.", by=county.charity)
    actions.dispute(reply, by=None)
    on(clock, 23)
    work.remind()
    assert "due on Tuesday 24 November" in text(mails("reminder")[-1])


def test_addresses_of_long_ago_are_forgotten(county: County, clock: time_machine.Traveller) -> None:
    ended, open_ = a_reply(county.organisations["charity"]), a_reply(county.organisations["council"])
    actions.answer(ended, text="Yes", by=county.charity)
    clock.shift(policy.KEEP_ADDRESSES + dt.timedelta(days=1))
    work.forget()
    ended.refresh_from_db()
    open_.refresh_from_db()
    assert (ended.asker_email, open_.asker_email) == ("", "visitor@example.org")
