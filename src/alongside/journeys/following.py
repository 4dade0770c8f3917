"""What somebody waits for to hear of an organisation ends when it closes, or when the one that it is part of has that already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.journeys.actions import claiming, joining
from alongside.organisations import actions as organisations
from alongside.organisations import following
from alongside.organisations.queries import members
from alongside.replies import actions as replies
from alongside.replies import queries as owed

if TYPE_CHECKING:
    import uuid

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts: after the room whose memberships and claims these answers are about."""
    found = following.Following(gettext_lazy("Answers to who waits"), lambda _one: [], _move, end=_end, again=_again)
    following.register("journeys", found)


def _move(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    """Of two wishes to be a member, or one beside a membership, one has ended: nobody need answer that."""
    why = _("It is part of %(name)s now, which is a member or has asked already.") % {"name": to.name}
    return _let_go(to, why, by)


@transaction.atomic
def _end(organisation: Organisation, by: Person | None) -> None:
    """Who asked to be a member, or for a seat, hears that it has closed."""
    why = _("%(name)s has closed, so nobody can act for it.") % {"name": organisation.name}
    _let_go(organisation, why, by)
    for claim in organisation.claims.undecided():
        organisations.decline_claim(claim, reason=why, by=by)
        for reply in owed.owed_about(claim):
            replies.close(reply, outcome=claiming.DECLINED, why=why, by=by)


def _again(ids: following.Ids, organisation: Organisation, by: Person | None) -> None:
    """The wish stands again, so it is answered after all."""
    for one in members.some(ids).filter(state="asked"):
        joining.ask(one, by=by)


def _let_go(organisation: Organisation, why: str, by: Person | None) -> list[uuid.UUID]:
    ended = []
    for one in organisation.memberships.exclude(state="asked"):
        for reply in owed.owed_about(one).filter(kind=joining.KIND):
            replies.close(reply, outcome=claiming.WITHDRAWN, why=why, by=by)
            ended.append(one.pk)
    return ended
