"""A partner's place in agreements follows it when it is made part of another, and ends when it closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.agreements.actions import signing
from alongside.agreements.models import Agreement, Invitation, Party
from alongside.agreements.queries import signing as asked
from alongside.organisations import following
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    following.register(
        "agreement_parties",
        following.Following(_("Partner in agreements"), _of, _move, standing=_standing, end=_end, again=_again),
    )
    following.register(
        "signing_invitations",
        following.Following(_("Who is asked to sign for it"), _asked, _keep_asked, again=_ask_again),
    )


def _held(organisation: Organisation) -> QuerySet[Party]:
    """Where it is a partner. In an agreement that has ended it stays what it was."""
    open_ = Party.objects.filter(organisation=organisation, until=None).exclude(agreement__state=Agreement.State.ENDED)
    return open_.select_related("agreement").order_by("pk")


def _of(organisation: Organisation) -> list[uuid.UUID]:
    return list(_held(organisation).values_list("pk", flat=True))


def _standing(organisation: Organisation) -> int:
    return _held(organisation).count()


def _move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """What the other is a partner in already, it stays; there the one that is gone leaves."""
    left = []
    held = set(Party.objects.filter(organisation=to, until=None).order_by().values_list("agreement", flat=True))
    for party in Party.objects.filter(pk__in=ids).select_related("agreement").order_by("pk"):
        if party.agreement_id in held:
            signing.left(party, why=_t("It is part of another partner now."), by=by)
            left.append(party.pk)
        else:
            Party.objects.filter(pk=party.pk).update(organisation=to)
        record.write("agreements.party_moved", on=party.agreement, by=by, facts={"party": party.pk, "to": to.pk})
    return left


def _again(ids: Collection[uuid.UUID], organisation: Organisation, by: Person | None) -> None:
    """It had left by mistake: it is a partner as before. The register only grows, so that what it had signed it signs anew."""
    left = Party.objects.filter(pk__in=ids, organisation=organisation).exclude(agreement__state=Agreement.State.ENDED)
    for party in left.select_related("agreement").order_by("pk"):
        Party.objects.filter(pk=party.pk).update(until=None, why_left="")
        record.write("agreements.party_back", on=party.agreement, by=by, facts={"party": party.pk})


def _end(organisation: Organisation, by: Person | None) -> None:
    """It has closed: it is a partner no longer, the register says so, and nobody is asked to sign for it."""
    for party in _held(organisation):
        signing.left(party, why=_t("It has closed."), by=by)
        record.write("agreements.party_closed", on=party.agreement, by=by, facts={"party": party.pk})


def _asked(organisation: Organisation) -> list[uuid.UUID]:
    held = Invitation.objects.filter(party__in=_held(organisation), state=Invitation.State.OPEN)
    return list(held.order_by("pk").values_list("pk", flat=True))


def _keep_asked(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """They go with their partner; where that left, they are asked no more."""
    ended = Invitation.objects.filter(pk__in=ids, state=Invitation.State.WITHDRAWN)
    return list(ended.order_by("pk").values_list("pk", flat=True))


def _ask_again(ids: Collection[uuid.UUID], organisation: Organisation, by: Person | None) -> None:
    """Their link works again, while there is something to sign and nobody else is asked."""
    ended = Invitation.objects.filter(pk__in=ids, state=Invitation.State.WITHDRAWN).select_related("version__agreement", "party")
    for one in ended.order_by("pk"):
        if not asked.why_party_cannot(one.version, one.party) and not asked.open_invitation(one.version, one.party):
            Invitation.objects.filter(pk=one.pk).update(state=Invitation.State.OPEN, answered_at=None)
