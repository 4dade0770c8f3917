"""Somebody says that an organisation is theirs. The flow around it, with its answers, is in the room `journeys`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import domains, queries
from alongside.organisations.errors import AlreadyClaimed, AlreadySeated, ClaimDecided, NotClaimable
from alongside.organisations.models import Claim, ClaimNote, Organisation
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def claim(
    organisation: Organisation | None,
    *,
    name: str,
    email: str,
    title: str,
    how: str,
    by: Person | None,
    proposed: dict[str, Any] | None = None,
) -> Claim:
    """Ask for a seat there, or for a new organisation (`proposed`). A signed-in person asks by their own name."""
    address = by.email if by else email.strip().lower()
    state = Claim.State.WAITING
    if organisation is None:
        _refuse_what_was_proposed(address, proposed or {})
    else:
        _refuse_what_cannot_be(organisation, by)
        proves = domains.is_own(address, organisation) and not queries.leads_of(organisation)
        state = Claim.State.PROVING if proves else state
    made = _create(
        organisation=organisation,
        proposed=proposed or {},
        person=by,
        name=str(by) if by else " ".join(name.split()),
        email=address,
        title=" ".join(title.split()),
        how=how.strip(),
        state=state,
        made_at=clock.now(),
    )
    _write("organisations.claimed", made, by)
    return made


def hold(claim: Claim) -> None:
    """Until this transaction ends nobody else decides it. For whoever does more than one thing with a yes."""
    if not Claim.objects.undecided().select_for_update().filter(pk=claim.pk).exists():
        raise ClaimDecided(DECIDED)


@transaction.atomic
def let_wait(claim: Claim) -> Claim:
    """Its link was not pressed, so a person looks at it."""
    _move(claim, None, "organisations.claim_waits", when=(Claim.State.PROVING,), state=Claim.State.WAITING)
    return claim


@transaction.atomic
def note(claim: Claim, *, kind: str, text: str, by: Person | None) -> ClaimNote:
    """Say something while it waits."""
    if not Claim.objects.undecided().filter(pk=claim.pk).exists():
        raise ClaimDecided(DECIDED)
    made = ClaimNote.objects.create(claim=claim, kind=kind, text=text.strip(), by=by, at=clock.now())
    _write("organisations.claim_noted", claim, by)
    return made


@transaction.atomic
def place_claim(claim: Claim, organisation: Organisation, *, by: Person) -> Claim:
    """What was proposed is this one, which is listed already."""
    _refuse_what_cannot_be(organisation, claim.person)
    _move(claim, by, "organisations.claim_placed", organisation=organisation, proposed={})
    return claim


@transaction.atomic
def grant_claim(claim: Claim, *, person: Person, organisation: Organisation, role: str, by: Person | None) -> Claim:
    """It is theirs. The seat itself is given by whoever calls."""
    if organisation.closed_at is not None:
        raise NotClaimable(CLOSED)
    facts: dict[str, Any] = {"organisation": organisation, "proposed": {}, "person": person, "role": role}
    _move(claim, by, "organisations.claim_granted", {"role": role}, **_decided(Claim.State.GRANTED, by), **facts)
    return claim


@transaction.atomic
def decline_claim(claim: Claim, *, reason: str, by: Person | None) -> Claim:
    """It is not theirs, as far as we can tell."""
    _move(claim, by, "organisations.claim_declined", **_decided(Claim.State.DECLINED, by), reason=reason.strip())
    return claim


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: Person | None) -> Claim:
    """Who claimed takes it back."""
    _move(claim, by, "organisations.claim_withdrawn", **_decided(Claim.State.WITHDRAWN, by))
    return claim


ASKED = _("You have asked for this already. You hear from us; there is nothing more to do.")
CLOSED = _("This organisation is closed, so nobody can act for it.")
DECIDED = _("Somebody has decided this already.")


def _refuse_what_was_proposed(address: str, proposed: dict[str, Any]) -> None:
    """The same by the same once more: a button that was pressed twice. Whoever proposes waits for the row of the coordinator."""
    Organisation.objects.select_for_update().filter(is_coordinator=True).first()
    waiting = Claim.objects.undecided().filter(organisation=None, email=address)
    if any(one.proposed == json.loads(json.dumps(proposed)) for one in waiting):
        raise AlreadyClaimed(ASKED)


def _refuse_what_cannot_be(organisation: Organisation, by: Person | None) -> None:
    if organisation.is_coordinator:
        raise NotClaimable(_("This organisation runs the place. Its leads say who has a seat there."))
    if organisation.closed_at is not None:
        raise NotClaimable(CLOSED)
    if by and queries.seats_of(by).filter(organisation=organisation).exists():
        raise AlreadySeated(_("You have a seat here already."))


def _create(**facts: Any) -> Claim:
    try:
        with transaction.atomic():
            return Claim.objects.create(**facts)
    except IntegrityError as taken:
        raise AlreadyClaimed(ASKED) from taken


def _decided(state: str, by: Person | None) -> dict[str, Any]:
    return {"state": state, "decided_at": clock.now(), "decided_by": by}


def _move(
    claim: Claim,
    by: Person | None,
    kind: str,
    told: dict[str, str] | None = None,
    *,
    when: tuple[str, ...] = Claim.UNDECIDED,
    **facts: Any,
) -> None:
    """Changes the row only while it is undecided: of two who decide at once, one is told so."""
    if not Claim.objects.filter(pk=claim.pk, state__in=when).update(**facts):
        raise ClaimDecided(DECIDED)
    claim.refresh_from_db()
    _write(kind, claim, by, **(told or {}))


def _write(kind: str, claim: Claim, by: Person | None, **facts: str) -> None:
    organisation = {"organisation": str(claim.organisation_id)} if claim.organisation_id else {}
    record.write(kind, on=claim, by=by, facts={**organisation, **facts})
