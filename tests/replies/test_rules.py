"""Who may know of an owed reply, answer it, and say that it was no answer."""

import pytest

from alongside.organisations.models import Seat
from alongside.replies import actions, queries, rules
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


def test_former_colleague_sees_nothing(county: County) -> None:
    a_reply(county.organisations["group"])
    Seat.objects.filter(person=county.group).update(ends="2026-11-09")
    a_reply(county.organisations["group"], owner=county.officer)
    assert not queries.visible_to(county.group).exclude(owner=county.group).exists()
