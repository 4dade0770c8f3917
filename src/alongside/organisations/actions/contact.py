"""Ways to reach an organisation, and who agreed to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.kit import clock
from alongside.organisations.models import Contact, Organisation
from alongside.people.consent import Publish
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def add_contact(
    organisation: Organisation,
    *,
    kind: str,
    value: str,
    by: Person | None,
    label: str = "",
    name: str = "",
    publish: str = Publish.UNKNOWN,
    said_by: str = "",
    said_how: str = "",
) -> Contact:
    """A way to reach it. Unless somebody said yes (`said_by`, `said_how`), it is not shown."""
    made = Contact(organisation=organisation)
    _fill(made, kind=kind, value=value, label=label, name=name, publish=publish, said_by=said_by, said_how=said_how)
    _write("organisations.contact_added", made, by)
    return made


@transaction.atomic
def change_contact(
    contact: Contact,
    *,
    kind: str,
    value: str,
    by: Person | None,
    label: str = "",
    name: str = "",
    publish: str,
    said_by: str = "",
    said_how: str = "",
) -> Contact:
    """Change it as a whole. What was agreed to is dated anew when it, or who agreed, is another."""
    _fill(contact, kind=kind, value=value, label=label, name=name, publish=publish, said_by=said_by, said_how=said_how)
    _write("organisations.contact_changed", contact, by)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: Person | None) -> None:
    """It is no longer kept at all."""
    _write("organisations.contact_removed", contact, by)
    contact.delete()


def _fill(contact: Contact, *, kind: str, value: str, label: str, name: str, publish: str, said_by: str, said_how: str) -> None:
    value, said_by = " ".join(value.split()), said_by.strip()
    known = publish != Publish.UNKNOWN
    same = (contact.value, contact.publish, contact.said_by) == (value, publish, said_by)
    contact.kind, contact.value, contact.label, contact.publish = kind, value, label.strip(), publish
    contact.name = " ".join(name.split())
    contact.said_by, contact.said_how = (said_by, said_how.strip()) if known else ("", "")
    contact.said_at = (contact.said_at if same and contact.said_at else clock.now()) if known else None
    contact.save()


def _write(kind: str, contact: Contact, by: Person | None) -> None:
    record.write(kind, on=contact.organisation, by=by, facts={"contact": str(contact.pk), "publish": contact.publish})
