"""What is read about organisations and seats."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.kit.paging import Page, page_of
from alongside.organisations import identifiers, names, policy, registry, rules
from alongside.organisations.models import (
    Claim,
    ClaimNote,
    ClaimQuerySet,
    Contact,
    Identifier,
    Invitation,
    InvitationQuerySet,
    Organisation,
    OrganisationAddress,
    OrganisationQuerySet,
    Seat,
)
from alongside.people.consent import Publish
from alongside.places import postcodes

if TYPE_CHECKING:
    from alongside.people.models import Person


MOST = 200
"""Nobody reads further; and a question to the database stays short."""

VOLUNTARY = Organisation.Sector.VOLUNTARY
WHAT = (
    *((f"{VOLUNTARY}:{kind}", label) for kind, label in Organisation.Kind.choices if kind != Organisation.Kind.OTHER),
    (f"{VOLUNTARY}:other", _("Other voluntary")),
    *((f"{sector}:other", label) for sector, label in Organisation.Sector.choices if sector != VOLUNTARY),
)
"""Sector and kind as one question."""


def registers() -> list[tuple[str, str]]:
    """The public registers that we know, each with its code."""
    return [(code, str(scheme.label)) for code, scheme in identifiers.SCHEMES.items()]


def number_in(scheme: str, number: str) -> tuple[str, str]:
    """A number as it is kept; a ValueError says what one of that register looks like."""
    return identifiers.clean(scheme, number)


def coordinator() -> Organisation | None:
    """The organisation that runs this installation, once the first officer has named it."""
    return Organisation.objects.filter(is_coordinator=True).first()


def visible_to(person: rules.Somebody) -> OrganisationQuerySet:
    """The organisations that `person` (or a visitor) may know of."""
    return Organisation.objects.filter(rules.visible_to(person))


def editable_by(person: rules.Somebody) -> OrganisationQuerySet:
    """The organisations whose entry `person` may change."""
    return Organisation.objects.filter(rules.editable_by(person))


def seats_of(person: Person) -> models.QuerySet[Seat]:
    """The seats that `person` holds today, by the organisation's name."""
    held = Seat.objects.open_on(clock.today()).filter(person=person, organisation__closed_at=None)
    return held.select_related("organisation").order_by("organisation__name", "id")


def seats_ever_of(person: models.Model | None) -> models.QuerySet[Seat]:
    """The seats that `person` holds or held, by the organisation's name."""
    held = Seat.objects.filter(person=person.pk) if person else Seat.objects.none()
    return held.select_related("organisation").order_by("organisation__name", "id")


def seats_of_many(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Seat]]:
    """The seats that each of these people holds today, in one question."""
    held = Seat.objects.open_on(clock.today()).filter(person__in=people, organisation__closed_at=None)
    found: dict[uuid.UUID, list[Seat]] = {}
    for seat in held.select_related("organisation").order_by("organisation__name", "id"):
        found.setdefault(seat.person_id, []).append(seat)
    return found


def seats_ever(people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Seat]]:
    """Every seat that each of these people holds or held, in one question."""
    found: dict[uuid.UUID, list[Seat]] = {}
    for seat in Seat.objects.filter(person__in=people).order_by("starts", "id"):
        found.setdefault(seat.person_id, []).append(seat)
    return found


def seated(*, officers: bool = False) -> models.QuerySet[Seat, uuid.UUID]:
    """Ids of the people who hold a seat today; of officers only, those who run the place."""
    held = Seat.objects.open_on(clock.today()).filter(organisation__closed_at=None)
    if officers:
        held = held.filter(organisation__is_coordinator=True).with_role(*rules.OFFICER)
    return held.order_by().values_list("person", flat=True)


def seats_at(organisation: Organisation) -> models.QuerySet[Seat]:
    """Who holds a seat there today, leads first."""
    rank = models.Case(models.When(role=Seat.Role.LEAD, then=0), models.When(role=Seat.Role.EDITOR, then=1), default=2)
    held = Seat.objects.open_on(clock.today()).filter(organisation=organisation)
    return held.select_related("person").order_by(rank, "person__name", "id")


def leads_of(organisation: Organisation) -> list[Person]:
    """Who leads it today."""
    return [seat.person for seat in seats_at(organisation).filter(role=Seat.Role.LEAD, person__is_active=True)]


def led() -> OrganisationQuerySet:
    """Every open organisation that somebody leads today."""
    seats = Seat.objects.open_on(clock.today()).with_role(Seat.Role.LEAD).filter(person__is_active=True)
    return Organisation.objects.filter(closed_at=None, pk__in=seats.order_by().values("organisation")).order_by("pk")


def reachable(ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these to which a mail can be written: a lead or an editor sits there, or it gave us an address."""
    seats = Seat.objects.open_on(clock.today()).with_role(Seat.Role.LEAD, Seat.Role.EDITOR).filter(person__is_active=True)
    seated_there = seats.filter(organisation__in=ids).order_by("organisation").values_list("organisation", flat=True)
    gave = Contact.objects.filter(kind=Contact.Kind.EMAIL, organisation__in=ids).order_by("organisation")
    return {*seated_there.distinct(), *gave.values_list("organisation", flat=True).distinct()}


def led_by_address(addresses: Collection[str]) -> list[uuid.UUID]:
    """The open organisations one of whose leads has one of these addresses."""
    seats = Seat.objects.open_on(clock.today()).with_role(Seat.Role.LEAD).filter(person__email__in=addresses)
    return list(
        seats.filter(organisation__closed_at=None).order_by("organisation").values_list("organisation", flat=True).distinct()
    )


def is_shared(organisation: Organisation) -> bool:
    """Whether more than one person sits there, or somebody was asked to."""
    return (
        seats_at(organisation).count() > 1
        or Invitation.objects.filter(organisation=organisation, state=Invitation.State.OPEN).exists()
    )


def ended_lately(organisation: Organisation) -> models.QuerySet[Seat]:
    """Seats there that ended a short while ago, and that nobody has taken up again; they can be given back."""
    since = clock.today() - policy.GIVE_BACK_WITHIN()
    ended = Seat.objects.filter(organisation=organisation, ends__gte=since, ends__lte=clock.today())
    return ended.exclude(person__in=seats_at(organisation).values("person")).select_related("person").order_by("-ends", "id")


def invitations_at(organisation: Organisation) -> InvitationQuerySet:
    """What was offered there lately, and what became of it: those that wait first."""
    since = clock.now() - policy.SHOW_INVITATIONS
    recent = Invitation.objects.filter(organisation=organisation).filter(
        models.Q(state=Invitation.State.OPEN) | models.Q(sent_at__gte=since)
    )
    waits = Case(When(state=Invitation.State.OPEN, then=0), default=1)
    return recent.select_related("by").order_by(waits, "-sent_at", "id")


def invitations_for(person: Person) -> list[Invitation]:
    """The offers that wait for `person` and still hold."""
    offered = Invitation.objects.open_at(clock.now()).filter(email=person.email).select_related("organisation", "by")
    return [one for one in offered.order_by("expires_at", "id")[:50] if not why_closed(one, person)]


def why_closed(invitation: Invitation, person: Person | None) -> str:
    """Why `person` (or a visitor, who may yet be the right one) cannot accept it, as one word; "" when they can."""
    if person is not None and person.email != invitation.email:
        return "other"
    if invitation.state != Invitation.State.OPEN:
        return invitation.state
    if invitation.expires_at <= clock.now():
        return "expired"
    if invitation.organisation.closed_at is not None:
        return "closed"
    if invitation.by is None or invitation.role not in rules.roles_given_by(invitation.by, invitation.organisation):
        return "inviter"
    seated = person is not None and seats_at(invitation.organisation).filter(person=person).exists()
    return "seated" if seated else ""


def claims_seen_by(person: rules.Somebody) -> ClaimQuerySet:
    """The claims that `person` may know of."""
    return Claim.objects.filter(rules.claims_seen_by(person)).select_related("organisation", "person", "decided_by")


def claims(ids: Collection[uuid.UUID]) -> ClaimQuerySet:
    """Those claims, whoever asks."""
    return Claim.objects.filter(pk__in=ids).select_related("organisation", "person").order_by("made_at", "id")


def open_claim(organisation: Organisation, email: str) -> Claim | None:
    """The claim of this address on it that waits."""
    return Claim.objects.undecided().filter(organisation=organisation, email=email).first()


def unproven(before: dt.datetime) -> ClaimQuerySet:
    """Claims made before then whose mailed link was not pressed."""
    waiting = Claim.objects.filter(state=Claim.State.PROVING, made_at__lt=before)
    return waiting.select_related("organisation", "person").order_by("made_at", "id")


def notes_on(claim: Claim) -> models.QuerySet[ClaimNote]:
    """What was said while it waited, in order."""
    return claim.notes.select_related("by").order_by("at", "id")


def some(ids: Collection[uuid.UUID]) -> OrganisationQuerySet:
    """Those organisations, by name."""
    return Organisation.objects.filter(pk__in=ids).order_by("name", "id")


def known_to(person: rules.Somebody) -> models.QuerySet[Person]:
    """The people whose names `person` may read: their own, and of those with a seat beside theirs; officers know all."""
    people = get_user_model().objects.all()
    if rules.is_officer(person):
        return people
    beside = Seat.objects.filter(
        organisation__in=Seat.objects.open_on(clock.today()).filter(person=person.pk).values("organisation")
    )
    return people.filter(models.Q(pk=person.pk) | models.Q(pk__in=beside.values("person")))


def public_contacts(organisation: Organisation) -> list[Contact]:
    """How everybody may reach it: only what somebody agreed to show."""
    return list(organisation.contacts.filter(publish=Publish.YES).order_by("kind", "label", "id")[:20])


def numbers_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Its numbers in public registers, each with the register's name."""
    return [(identifiers.label_of(scheme), number) for scheme, number in identifiers_of(organisation)]


def identifiers_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The same, each with the register's code."""
    return list(organisation.identifiers.order_by("scheme", "number").values_list("scheme", "number"))


def by_identifier(scheme: str, number: str) -> Organisation | None:
    """The organisation with this number in a public register, however it is written."""
    try:
        code, tidy = identifiers.clean(scheme, number)
    except identifiers.WrongNumber:
        return None
    return Organisation.objects.filter(identifiers__scheme=code, identifiers__number=tidy).first()


def by_identifiers(pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Organisation]:
    """Whose each of these numbers is, of those that are somebody's; each as `number_in` gives it."""
    rows = (
        Identifier.objects.filter(number__in={number for _scheme, number in pairs}).select_related("organisation").order_by("pk")
    )
    return {(row.scheme, row.number): row.organisation for row in rows if (row.scheme, row.number) in pairs}


def by_name(name: str, *, limit: int = 5) -> list[Organisation]:
    """Organisations of that name or one spelt nearly so, the closest first; other names count too."""
    ids = _ids(names.same(name, _names()))[:limit]
    known = Organisation.objects.in_bulk(ids)
    return [known[pk] for pk in ids]


def listed_as(name: str) -> Organisation | None:
    """The one open organisation that is called exactly so; none where several are."""
    found = list(Organisation.objects.filter(name__iexact=" ".join(name.split()), closed_at=None).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def alike(person: rules.Somebody, *, name: str, number: str = "", postcode: str = "", limit: int = 10) -> list[Organisation]:
    """Organisations that `person` may know of and that this may be: of the same number or postcode, or of nearly that name."""
    ids = _ids(
        [
            *_numbered(number),
            *_at(postcode, hidden_too=rules.is_officer(person)),
            *names.same(name, _names()),
            *names.like(name, _names()),
        ]
    )
    known = visible_to(person).open().in_bulk(ids)
    return [known[pk] for pk in ids if pk in known][:limit]


def _numbered(text: str) -> list[tuple[uuid.UUID, int]]:
    """Whose registered number this is, in whatever register."""
    written = set()
    for scheme in identifiers.SCHEMES:
        with suppress(identifiers.WrongNumber):
            written.add(identifiers.clean(scheme, text)[1])
    held = Organisation.objects.filter(identifiers__number__in=written) if re.search(r"\d", text) else Organisation.objects.none()
    return [(pk, 0) for pk in held.order_by("name", "pk").values_list("pk", flat=True)]


def _at(text: str, *, hidden_too: bool = False) -> list[tuple[uuid.UUID, int]]:
    """Who is at this postcode: by an address that the reader may see, or by what rooms above know to happen there."""
    code = postcodes.key(text)
    if code is None:
        return []
    written = postcodes.said(code)
    there = OrganisationAddress.objects.filter(postcode=written)
    shown = there if hidden_too else there.filter(publish=Publish.YES, hidden=False)
    own = shown.order_by("organisation_id").values_list("organisation_id", flat=True)
    return [(pk, 0) for pk in [*own, *registry.found_at(written)]]


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the list."""

    words: str = ""
    sector: str = ""
    page: str = ""


@dataclass(frozen=True)
class Listed:
    """A page of the list, and how many there are of each sector."""

    asked: Asked
    page: Page[Organisation]
    sectors: list[tuple[str, str, int]]


def find(asked: Asked, person: rules.Somebody) -> Listed:
    """The organisations that `person` may know of, by name or close to it; the closest name first."""
    rows = visible_to(person)
    order: list[Any] = [Lower("name"), "id"]
    if asked.words.strip():
        ids = _ids([*_numbered(asked.words), *_at(asked.words), *names.like(asked.words, _names())])
        rows = rows.filter(pk__in=ids)
        order = [Case(*(When(pk=pk, then=at) for at, pk in enumerate(ids)), default=len(ids)), *order] if ids else order
    counts = dict(rows.order_by("sector").values_list("sector").annotate(models.Count("pk")))
    sectors = [(value, str(label), counts[value]) for value, label in Organisation.Sector.choices if value in counts]
    if asked.sector in counts:
        rows = rows.of_sector(asked.sector)
    return Listed(asked, page_of(rows.order_by(*order), asked.page), sectors)


def _names() -> dict[tuple[uuid.UUID, int], str]:
    """Every name of every organisation, made plain."""
    rows = Organisation.objects.order_by("name", "pk").values_list("pk", "name", "other_names")
    return {(pk, at): names.plain(one) for pk, name, others in rows for at, one in enumerate((name, *others))}


def _ids(keys: list[tuple[uuid.UUID, int]]) -> list[uuid.UUID]:
    return list(dict.fromkeys(pk for pk, _ in keys))[:MOST]
