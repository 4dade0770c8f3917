"""What people tell the directory: something is wrong, or I need a person. Each is answered as an owed reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory import policy, registry
from alongside.directory.actions.errors import DirectoryError
from alongside.directory.models import Contact, Correction, Enquiry, Service
from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.record import actions as record
from alongside.replies import actions as replies

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply

CORRECTION = "directory.correction"
ENQUIRY = "directory.enquiry"


class NobodyToAsk(DirectoryError):
    """No organisation coordinates this place yet, so that nobody could answer."""


@transaction.atomic
def correct(service: Service, *, what: str, email: str = "", by: Person | None = None) -> OwedReply:
    """Somebody says that something is wrong. Who runs the service answers; the coordinator where nobody has a seat there."""
    said = Correction.objects.create(
        service=service, what=what.strip(), email="" if by else email.strip(), asker=by, made_at=clock.now()
    )
    record.write("service.corrected", on=service, by=by, facts={"correction": str(said.pk)})
    return replies.open(
        CORRECTION,
        subject=said,
        title=_("Something is wrong with %(name)s") % {"name": service.name},
        organisation=_who_answers(service),
        asker=by,
        asker_email=said.email,
        days=policy.CORRECT_IN_DAYS(),
        by=by,
    )


@transaction.atomic
def tell_change(service: Service, *, what: str, by: Person) -> OwedReply:
    """Who keeps a service says in words what has changed. The coordinator puts it right, where there is one."""
    said = Correction.objects.create(service=service, what=what.strip(), asker=by, made_at=clock.now())
    record.write("service.corrected", on=service, by=by, facts={"correction": str(said.pk), "by_its_keeper": True})
    return replies.open(
        CORRECTION,
        subject=said,
        title=_("%(name)s: something has changed") % {"name": service.name},
        organisation=organisations.coordinator() or service.organisation,
        asker=by,
        days=policy.CORRECT_IN_DAYS(),
        by=by,
    )


def _who_answers(service: Service) -> Organisation:
    if organisations.seats_at(service.organisation).exists():
        return service.organisation
    return organisations.coordinator() or service.organisation


@transaction.atomic
def ask_a_person(
    *,
    need: str,
    near: str = "",
    name: str = "",
    email: str = "",
    phone: str = "",
    when_to_ring: str = "",
    by: Person | None = None,
    taken_by: Person | None = None,
) -> OwedReply:
    """Somebody asks a person for help, on the page or, with `taken_by`, by telephone. Their words stay out of every title."""
    coordinator = organisations.coordinator()
    if coordinator is None:
        raise NobodyToAsk(_("Nobody coordinates this place yet, so there is nobody to ask."))
    asked = Enquiry.objects.create(
        need=need.strip(),
        near=near.strip(),
        name=name.strip(),
        email=email.strip(),
        phone=phone.strip(),
        when_to_ring=when_to_ring.strip(),
        asker=by,
        taken_by=taken_by.pk if taken_by else None,
        made_at=clock.now(),
    )
    record.write("enquiry.made", on=asked, by=by or taken_by, facts={"by_telephone": taken_by is not None})
    return replies.open(
        ENQUIRY,
        subject=asked,
        title=_("Somebody asks for help to find support"),
        organisation=coordinator,
        asker=by,
        asker_email="" if by else asked.email,
        days=policy.ASK_IN_DAYS(),
        by=by or taken_by,
    )


@transaction.atomic
def erase_contacts(ids: Collection[UUID]) -> None:
    """Contacts of somebody who asked to be forgotten go, and from everything that is written with their services."""
    gone = Contact.objects.filter(pk__in=ids)
    services = sorted(set(gone.values_list("service_id", flat=True)))
    gone.delete()
    registry.written(services)
