"""An answer is owed, given, passed on, disputed and closed."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from alongside.organisations.models import Seat
from alongside.record.models import Event
from alongside.replies import actions
from alongside.replies.models import OwedReply, Turn
from tests.organisations.factories import OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County
from tests.replies.factories import KIND, a_reply
from tests.replies.mailing import mails, text

pytestmark = pytest.mark.django_db


def kinds(reply: OwedReply) -> list[str]:
    return list(Event.objects.of("replies.owedreply", reply.pk).values_list("kind", flat=True))


def test_lead_of_the_organisation_owes_the_answer_within_working_days(county: County) -> None:
    SeatFactory(organisation=county.organisations["charity"], role=Seat.Role.EDITOR)
    reply = a_reply(county.organisations["charity"])
    assert reply.owner == county.charity
    assert reply.due_on == dt.date(2026, 11, 16)
    assert kinds(reply) == ["replies.opened"]


def test_bank_holidays_give_more_time(county: County, clock: time_machine.Traveller) -> None:
    clock.move_to(dt.datetime(2026, 12, 23, 9, tzinfo=dt.UTC))
    assert a_reply(county.organisations["charity"]).due_on == dt.date(2027, 1, 4)


def test_organisation_without_anybody_is_answered_for_by_the_coordinator(county: County) -> None:
    assert a_reply(OrganisationFactory.create()).owner == county.chief


def test_empty_place_still_keeps_what_is_asked(db: None) -> None:
    reply = a_reply(OrganisationFactory.create())
    assert reply.owner is None
    assert reply.is_owed


def test_asker_is_told_at_once_who_answers_and_by_which_day(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    (mail,) = mails("acknowledged", "visitor@example.org")
    assert f"{county.charity.name} at Marlshire Carers answers you by Monday 16 November." in text(mail)
    assert reply.acknowledged_at


def test_unknown_address_gets_none_of_the_words_that_came_with_it(county: County) -> None:
    reply = a_reply(county.organisations["charity"], title="Buy cheap gold at evil.example")
    actions.answer(reply, text="No.", by=county.charity)
    assert not [mail for mail in mails(to="visitor@example.org") if "gold" in text(mail) + mail.subject]


def test_person_who_asked_sees_their_question_in_the_mail(county: County) -> None:
    a_reply(county.organisations["charity"], asker=county.volunteer)
    (mail,) = mails("acknowledged", "volunteer@example.org")
    assert "Your phone rings out" in text(mail)


def test_nobody_to_tell_is_nobody_told(county: County) -> None:
    reply = a_reply(county.organisations["charity"], asker_email="")
    assert reply.acknowledged_at is None
    assert [mail.to for mail in mails()] == ["charity@example.org"]


def test_answer_goes_to_who_asked_with_the_name_of_who_gave_it(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    actions.answer(reply, text="Ring 01632 960 111.", by=county.charity, outcome=OwedReply.Outcome.DONE)
    (mail,) = mails("answered", "visitor@example.org")
    assert f"{county.charity.name} of Marlshire Carers answers:\n\n> Ring 01632 960 111." in text(mail)
    reply.refresh_from_db()
    assert (reply.state, reply.outcome, reply.answered_for) == ("answered", "done", county.organisations["charity"])
    assert Event.objects.get(kind="replies.answered").acting_for == county.organisations["charity"].pk


def test_officer_who_steps_in_answers_for_the_coordinator(county: County) -> None:
    reply = actions.answer(a_reply(county.organisations["charity"]), text="We rang them.", by=county.officer)
    assert reply.answered_for == county.organisations["coordinator"]


def test_second_answer_is_refused_and_the_first_stays(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    late = OwedReply.objects.get(pk=reply.pk)
    actions.answer(reply, text="First", by=county.charity)
    with pytest.raises(actions.NotOwed):
        actions.answer(late, text="Second", by=county.officer)
    assert OwedReply.objects.get(pk=reply.pk).answer == "First"
    assert len(mails("answered")) == 1


def test_colleague_takes_over_and_everybody_knows(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    actions.pass_on(reply, to=colleague, note="You know them.", by=county.charity)
    assert reply.owner == colleague
    assert reply.due_on == dt.date(2026, 11, 16)
    assert len(mails("asked", colleague.email)) == 1
    assert f"now with {colleague.name}" in text(mails("moved", "visitor@example.org")[0])
    assert reply.turns.get().text == "You know them."


def test_outsider_cannot_be_given_a_question(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    with pytest.raises(actions.NoSeat):
        actions.pass_on(reply, to=county.council, by=county.charity)


def test_disputed_answer_is_owed_again_with_a_new_day_and_nothing_is_forgotten(
    county: County, clock: time_machine.Traveller
) -> None:
    reply = actions.answer(a_reply(county.organisations["charity"]), text="Look at our page.", by=county.charity)
    clock.shift(dt.timedelta(days=8))
    actions.dispute(reply, why="The page has no number.", by=None)
    reply.refresh_from_db()
    assert (reply.state, reply.round, reply.answer, reply.due_on) == ("disputed", 2, "", dt.date(2026, 11, 24))
    assert [(turn.kind, turn.text) for turn in reply.turns.all()] == [
        ("answered", "Look at our page."),
        ("disputed", "The page has no number."),
    ]
    assert "not enough" in text(mails("asked", "charity@example.org")[-1])
    assert "open again" in text(mails("acknowledged", "visitor@example.org")[-1])


def test_third_asking_goes_to_the_coordinator(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    for _ in range(2):
        actions.dispute(actions.answer(reply, text="No.", by=county.charity), by=None)
    assert reply.owner == county.chief


def test_old_answer_can_no_longer_be_disputed(county: County, clock: time_machine.Traveller) -> None:
    reply = actions.answer(a_reply(county.organisations["charity"]), text="Yes.", by=county.charity)
    clock.shift(dt.timedelta(days=29))
    with pytest.raises(actions.NotAnswered):
        actions.dispute(reply, by=None)


def test_closing_tells_who_waits_why(county: County) -> None:
    reply = a_reply(county.organisations["charity"])
    actions.close(reply, outcome=OwedReply.Outcome.DUPLICATE, why="Jo answered you on Monday.", by=county.charity)
    assert "> Jo answered you on Monday." in text(mails("closed", "visitor@example.org")[0])
    assert not OwedReply.objects.owed().exists()
    assert reply.turns.get().kind == Turn.Kind.CLOSED


def test_what_is_asked_is_lost_with_its_cause(county: County) -> None:
    """An action above opens an owed reply in its own transaction: when that fails, no mail goes either."""
    with pytest.raises(LookupError):
        _ask_and_fail(county)
    assert not OwedReply.objects.exists()
    assert not mails()


def _ask_and_fail(county: County) -> None:
    with transaction.atomic():
        a_reply(county.organisations["charity"])
        raise LookupError


def test_title_is_one_line(county: County) -> None:
    reply = actions.open(
        KIND, subject=county.volunteer, title="One\n\ntwo  three", organisation=county.organisations["charity"], by=None
    )
    assert reply.title == "One two three"


def test_person_erased_leaves_the_answer_standing(county: County) -> None:
    person = PersonFactory.create()
    reply = a_reply(county.organisations["charity"], asker=person)
    person.delete()
    reply.refresh_from_db()
    assert reply.asker is None
    actions.answer(reply, text="Yes", by=county.charity)
    assert not mails("answered")
