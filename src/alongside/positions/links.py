"""The links that this room mails: for one organisation, one purpose, until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from alongside.kit import signing
from alongside.organisations import queries as organisations
from alongside.positions import policy
from alongside.positions.models import Asking, Disagreement

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

ANSWER, SIDE = "positions.answer", "positions.side"


def to_answer(asking: Asking, person: Person | None) -> str:
    """Where an organisation says where it stands, without signing in."""
    facts = {"asking": str(asking.pk), "round": asking.round, "person": str(person.pk) if person else ""}
    return reverse("positions:answer_by_mail", args=[signing.seal(ANSWER, facts)])


def answer_of(token: str) -> tuple[Asking | None, Person | None]:
    """What a link is about and whose it is, while it is the latest one and its reader still speaks for the organisation."""
    facts = _facts(ANSWER, token)
    if not facts:
        return None, None
    found = Asking.objects.select_related("organisation").filter(pk=facts["asking"], round=facts["round"]).first()
    if not found or not facts["person"]:
        return found, None
    person = get_user_model().objects.filter(pk=facts["person"], is_active=True).first()
    return (found, person) if person and _sits(person, found.organisation) else (None, None)


def to_side(disagreement: Disagreement, organisation: Organisation, person: Person) -> str:
    """Where a partner says its side, without signing in."""
    facts = {"disagreement": str(disagreement.pk), "organisation": str(organisation.pk), "person": str(person.pk)}
    return reverse("positions:side_by_mail", args=[signing.seal(SIDE, facts)])


def side_of(token: str) -> tuple[Disagreement | None, Organisation | None, Person | None]:
    """The same for a side."""
    facts = _facts(SIDE, token)
    if not facts:
        return None, None, None
    found = Disagreement.objects.select_related("owner").filter(pk=facts["disagreement"]).first()
    person = get_user_model().objects.filter(pk=facts["person"], is_active=True).first()
    organisation = organisations.some([facts["organisation"]]).first() if found and person else None
    if not (found and person and organisation and _sits(person, organisation)):
        return None, None, None
    return found, organisation, person


def _facts(purpose: str, token: str) -> dict[str, Any]:
    try:
        return signing.unseal(purpose, token, policy.LINK)
    except signing.BadSeal:
        return {}


def _sits(person: Person, organisation: Organisation) -> bool:
    return any(seat.organisation_id == organisation.pk for seat in organisations.seats_of(person))
