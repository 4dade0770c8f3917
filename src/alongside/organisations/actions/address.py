"""Where an organisation is, and who agreed to show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.kit import clock
from alongside.organisations.models import Organisation, OrganisationAddress
from alongside.people.consent import Publish
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def set_address(
    organisation: Organisation,
    *,
    by: Person | None,
    publish: str = Publish.UNKNOWN,
    said_by: str = "",
    said_how: str = "",
    **lines: str,
) -> OrganisationAddress | None:
    """Keep where it is, as a whole; with nothing in it there is none. Unless somebody said yes, it is not shown."""
    held = OrganisationAddress.objects.filter(organisation=organisation).first()
    if not any(lines.values()):
        if held:
            held.delete()
            record.write("organisations.address_removed", on=organisation, by=by)
        return None
    made = held or OrganisationAddress(organisation=organisation)
    before = (made.publish, made.said_by, made.lines)
    for key, value in lines.items():
        setattr(made, key, value)
    known = publish != Publish.UNKNOWN
    made.publish, made.said_by, made.said_how = publish, said_by if known else "", said_how if known else ""
    same = before == (made.publish, made.said_by, made.lines)
    made.said_at = (made.said_at if same and made.said_at else clock.now()) if known else None
    made.save()
    record.write("organisations.address_changed", on=organisation, by=by, facts={"publish": publish})
    return made
