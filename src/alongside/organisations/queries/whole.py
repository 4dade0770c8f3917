"""All that is known of one organisation, for those with a seat there and for officers; and what is to be done next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.files import queries as files
from alongside.kit import clock
from alongside.kit.paging import Page, page_of
from alongside.notices import queries as notices
from alongside.organisations import identifiers, policy, rules
from alongside.organisations.models import Contact, Identifier, LogEntry, Merge, Organisation, OrganisationAddress, Seat
from alongside.organisations.papers import PAPER

if TYPE_CHECKING:
    from alongside.files.models import File
    from alongside.people.models import Person


@dataclass(frozen=True)
class Whole:
    """One organisation, with what is public and what is not."""

    organisation: Organisation
    numbers: list[tuple[str, Identifier]]
    contacts: list[Contact]
    address: OrganisationAddress | None
    patches: list[str]
    client_groups: list[str]
    papers: list[File]
    comes_back: set[str]
    """Those of its addresses, in small letters, to which mail cannot be delivered."""

    @property
    def unreachable(self) -> set[uuid.UUID]:
        """The contacts that are such addresses."""
        return {one.pk for one in self.contacts if one.value.lower() in self.comes_back}


def whole(organisation: Organisation) -> Whole:
    """All there is, in a constant number of queries."""
    numbers = organisation.identifiers.order_by("scheme", "number")
    contacts = list(organisation.contacts.order_by("kind", "label", "id")[:100])
    return Whole(
        organisation=organisation,
        numbers=[(identifiers.label_of(one.scheme), one) for one in numbers],
        contacts=contacts,
        address=address_of(organisation),
        patches=patches_of(organisation),
        client_groups=client_groups_of(organisation),
        papers=list(files.of(PAPER, organisation.pk).order_by("-kept_at", "id")[:50]),
        comes_back=notices.comes_back({one.value for one in contacts if one.kind == Contact.Kind.EMAIL}),
    )


def address_of(organisation: Organisation) -> OrganisationAddress | None:
    return OrganisationAddress.objects.filter(organisation=organisation).first()


def patches_of(organisation: Organisation) -> list[str]:
    """The names of the patches that it serves, fifty at most."""
    return list(organisation.patches.order_by("name").values_list("name", flat=True)[:50])


def client_groups_of(organisation: Organisation) -> list[str]:
    """Whom it helps, in our words for needs."""
    return list(organisation.client_groups.order_by("name", "id").values_list("name", flat=True)[:50])


def papers_of(organisation: Organisation) -> models.QuerySet[File]:
    return files.of(PAPER, organisation.pk)


def undoable(merges: Iterable[Merge]) -> list[tuple[Merge, dt.date | None]]:
    """Merges, each with the day until which it can be undone; None where that has passed."""
    now = clock.now()
    return [
        (one, until.astimezone(clock.LONDON).date() if (until := one.at + policy.UNDO_FOR) >= now else None) for one in merges
    ]


def merges_of(organisation: Organisation) -> models.QuerySet[Merge]:
    """The merges that still hold, in which it was kept or went."""
    part = models.Q(kept=organisation) | models.Q(gone=organisation)
    return Merge.objects.filter(part, undone_at=None).select_related("kept", "gone").order_by("-at", "id")


def kept_instead() -> dict[uuid.UUID, uuid.UUID]:
    """Of every organisation that is part of another now, the one that is kept in the end."""
    next_: dict[uuid.UUID, uuid.UUID] = dict(
        Merge.objects.filter(undone_at=None, gone__closed_at__isnull=False).order_by().values_list("gone", "kept")
    )
    found = dict(next_)
    while any(kept in next_ for kept in found.values()):
        found = {gone: next_.get(kept, kept) for gone, kept in found.items()}
    return found


def part_of(slug: str) -> Organisation | None:
    """What the organisation that had this address is part of now, for whoever knows it by that."""
    gone = Merge.objects.filter(undone_at=None, gone__slug=slug).values_list("gone", flat=True).first()
    kept = kept_instead().get(gone) if gone else None
    return Organisation.objects.filter(pk=kept, closed_at=None).first() if kept else None


@dataclass(frozen=True)
class Side:
    """One field of two organisations, side by side."""

    field: str
    label: str
    ours: str
    theirs: str


def side_by_side(kept: Organisation, gone: Organisation) -> list[Side]:
    """The fields in which two organisations differ, where both say something."""
    found = []
    for field, label in BESIDE.items():
        ours, theirs = getattr(kept, field), getattr(gone, field)
        if ours != theirs and theirs not in ("", None, "unknown") and ours not in ("", None, "unknown"):
            found.append(Side(field, str(label), _said(kept, field), _said(gone, field)))
    return found


def _said(one: Organisation, field: str) -> str:
    return one.get_size_display() if field == "size" else str(getattr(one, field))


BESIDE = {
    "name": _("Name"),
    "legal_name": _("Legal name"),
    "about": _("About"),
    "url": _("Website"),
    "opening": _("When it is open"),
    "size": _("Income in a year"),
    "staff": _("Staff"),
    "trustees": _("Trustees"),
    "volunteers": _("Volunteers"),
}


def log_of(organisation: Organisation, number: str | None = None) -> Page[LogEntry]:
    """What was said with it, the latest first."""
    return page_of(organisation.log.select_related("owner").order_by("-on", "-made_at", "id"), number)


def next_steps(person: Person) -> models.QuerySet[LogEntry]:
    """The next steps that an officer owns and that are not done, the oldest first."""
    if not rules.is_officer(person):
        return LogEntry.objects.none()
    mine = LogEntry.objects.filter(owner=person, done_at=None).exclude(next_step="")
    return mine.select_related("organisation").order_by("next_on", "id")


def officers() -> dict[str, Person]:
    """Those who may own a next step."""
    seats = Seat.objects.open_on(clock.today()).with_role(*rules.OFFICER).filter(organisation__is_coordinator=True)
    people = get_user_model().objects.filter(is_active=True, pk__in=seats.values("person"))
    return {str(person.pk): person for person in people.order_by("name", "pk")[:200]}
