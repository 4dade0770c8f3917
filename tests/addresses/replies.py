"""Owed replies, and who is away."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from alongside.kit import clock
from alongside.organisations.models import Organisation
from alongside.replies import actions as replies
from alongside.replies import away as replies_away
from alongside.replies import away_mails
from alongside.replies import mails as replies_mails
from alongside.replies.models import Cover, OwedReply
from tests.addresses.rows import Row, Statuses, everyone, signed_in
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply


def reply_of_the_charity(county: County) -> dict[str, Any]:
    """A question of the volunteer, which the charity answers."""
    return {"id": a_reply(county.organisations["charity"], asker=county.people["volunteer"]).pk}


def full_desks(county: County) -> dict[str, Any]:
    """Everybody owes an answer and waits for one; one of these came, one is late."""
    people = list(county.people.values())
    for person, other in zip(people, people[1:] + people[:1], strict=True):
        reply = a_reply(county.organisations["charity"], owner=person, asker=other, days=1)
        a_reply(county.organisations["council"], asker=person, title="Who pays for the hall in winter?")
        answered = a_reply(county.organisations["group"], asker=person, title="When does the walk begin?")
        replies.answer(answered, text="At ten, from the bridge.", by=county.people["group"])
        OwedReply.objects.filter(pk=reply.pk).update(due_on=clock.today() - dt.timedelta(days=2), late_at=clock.now())
    return {}


def answered_reply(county: County) -> dict[str, Any]:
    """The same, answered."""
    reply = a_reply(county.organisations["charity"], asker=county.people["volunteer"])
    return {"id": replies.answer(reply, text="Yes, they do.", by=county.people["charity"]).pk}


def link_to_answer(county: County) -> dict[str, Any]:
    """What the mail to the owner leads to."""
    return {"token": replies_mails.answer_url(a_reply(county.organisations["charity"])).rstrip("/").rsplit("/", 1)[1]}


def the_charity_is_away(county: County) -> dict[str, Any]:
    """The charity's lead is away, and a colleague was asked to cover."""
    colleague = SeatFactory.create(organisation=county.organisations["charity"]).person
    days = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=6)}
    person = county.people["charity"]
    replies_away.leave(person, **days, covers={county.organisations["charity"]: colleague}, by=person)
    return {}


def link_to_decline(county: County) -> dict[str, Any]:
    """The link in the mail of who was asked to cover."""
    the_charity_is_away(county)
    return {"token": away_mails.token(Cover.objects.get())}


def link_to_dispute(county: County) -> dict[str, Any]:
    """What the mail with the answer leads to."""
    reply = replies.answer(a_reply(county.organisations["charity"]), text="Yes, they do.", by=county.people["charity"])
    return {"token": replies_mails.dispute_url(reply).rstrip("/").rsplit("/", 1)[1]}


def answerers(status: int = 200, **others: int) -> Statuses:
    """For those who may answer for the charity; whoever asked may look on, nobody else knows of it."""
    return signed_in(404, chief=status, officer=status, charity=status) | others


ROWS = {
    "replies:owed": Row(get=signed_in(), args=full_desks),
    "replies:away": Row(get=signed_in(volunteer=403), post=signed_in(volunteer=403), args=the_charity_is_away),
    "replies:end_away": Row(post=signed_in(302), args=the_charity_is_away),
    "replies:decline_cover": Row(get=everyone(), post=everyone(302), args=link_to_decline),
    "replies:reply": Row(get=answerers(volunteer=200), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:answered": Row(get=answerers(volunteer=200), args=answered_reply),
    "replies:pass_on": Row(get=answerers(volunteer=403), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:close": Row(get=answerers(volunteer=403), post=answerers(volunteer=403), args=reply_of_the_charity),
    "replies:dispute": Row(get=answerers(403, volunteer=200), post=answerers(403, volunteer=302), args=answered_reply),
    "replies:answer_by_mail": Row(get=everyone(), post=everyone(), args=link_to_answer),
    "replies:dispute_by_mail": Row(get=everyone(), post=everyone(302), args=link_to_dispute),
    "replies:thanked": Row(get=everyone()),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {"replies.owedreply": lambda one: one.organisation}
