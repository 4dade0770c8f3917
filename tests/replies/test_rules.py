"""Who may know of an owed reply, answer it, and say that it was no answer."""

import pytest

from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.replies import actions, queries, rules
from alongside.replies.models import OwedReply
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db


def who(county: County, asks: object) -> set[str]:
    return {name for name, person in county.people.items() if asks(person)}  # type: ignore[operator]


def test_owing_organisation_asker_and_officers_see_it_and_nobody_else(county: County) -> None:
    reply = a_reply(county.organisations["charity"], asker=county.volunteer)
    seen = who(county, lambda person: queries.visible_to(person).filter(pk=reply.pk).exists())
    assert seen == {"chief", "officer", "charity", "volunteer"}


def test_helper_sees_only_what_is_theirs_to_answer(county: County) -> None:
    charity = county.organisations["charity"]
    helper = SeatFactory.create(organisation=charity, role=Seat.Role.HELPER).person
    reply = a_reply(charity)
    assert not queries.visible_to(helper).exists()
    actions.pass_on(reply, to=helper, by=county.charity)
    assert queries.visible_to(helper).get() == reply
    assert rules.may_answer(helper, reply)


def test_those_who_speak_for_the_organisation_answer_and_officers_help_out(county: County) -> None:
    reply = a_reply(county.organisations["charity"], asker=county.volunteer)
    assert who(county, lambda person: rules.may_answer(person, reply)) == {"chief", "officer", "charity"}
    actions.answer(reply, text="Yes", by=county.charity)
    assert who(county, lambda person: rules.may_answer(person, reply)) == set()


def test_only_who_asked_can_dispute_and_only_an_answer(county: County) -> None:
    reply = a_reply(county.organisations["charity"], asker=county.volunteer)
    assert who(county, lambda person: rules.may_dispute(person, reply)) == set()
    actions.answer(reply, text="Yes", by=county.charity)
    assert who(county, lambda person: rules.may_dispute(person, reply)) == {"volunteer"}


@pytest.fixture
def left(county: County) -> OwedReply:
    """A question to the group, whose only seat ends today: nothing that runs by the clock has run since."""
    reply = a_reply(county.organisations["group"])
    assert reply.owner == county.group
    Seat.objects.filter(person=county.group).update(ends="2026-11-09")
    return reply


def test_owner_whose_seat_has_ended_knows_of_it_no_more(county: County, left: OwedReply) -> None:
    assert who(county, lambda person: rules.may_answer(person, left)) == {"chief", "officer"}
    assert not queries.visible_to(county.group).exists()
    assert not queries.owed_by(county.group).exists()
    assert queries.count_owed_by(county.group) == 0


def test_owner_whose_seat_has_ended_speaks_for_nobody(county: County, left: OwedReply) -> None:
    with pytest.raises(actions.NoSeat):
        actions.answer(left, text="Yes", by=county.group)
    left.refresh_from_db()
    assert left.is_owed


def test_who_stepped_in_for_the_coordinator_and_has_left_it_answers_no_more(county: County) -> None:
    reply = a_reply(county.organisations["group"], owner=county.officer)
    assert rules.speaks_for(county.officer, reply) == county.organisations["coordinator"]
    Seat.objects.filter(person=county.officer).update(ends="2026-11-09")
    assert not rules.may_speak(county.officer, reply)
    assert not queries.visible_to(county.officer).exists()


def test_seat_that_has_not_begun_answers_nothing_yet(county: County, left: OwedReply) -> None:
    SeatFactory.create(organisation=left.organisation, person=county.group, starts="2026-11-10")
    assert not rules.may_speak(county.group, left)
    assert OwedReply.objects.orphaned(clock.today()).get() == left
