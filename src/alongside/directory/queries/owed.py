"""What the desk says of the replies that this room opened: what was asked, and where it is answered."""

import uuid
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory.models import Change, Correction, Enquiry, Service
from alongside.directory.queries import changes
from alongside.replies.subjects import Told


def told_changes(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Changes are answered on their own page, with the difference shown."""
    rows = Change.objects.filter(pk__in=ids).select_related("service__organisation").order_by("pk")
    return {row.pk: _change(row) for row in rows}


def _change(change: Change) -> Told:
    line = _("A new service") if changes.is_new(change) else _("A change of its page")
    return Told(
        line=f"{line}, {change.service.organisation.name}",
        url=_page(change.service),
        act_url=reverse("directory:change", args=[change.pk]),
        act_label=_("Read it"),
    )


def told_corrections(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """What somebody says is wrong, in their words."""
    rows = Correction.objects.filter(pk__in=ids).select_related("service__organisation").order_by("pk")
    return {row.pk: Told(text=row.what, line=row.service.name, url=_page(row.service)) for row in rows}


def told_enquiries(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """What somebody asks, and how to reach them."""
    return {row.pk: _enquiry(row) for row in Enquiry.objects.filter(pk__in=ids).order_by("pk")}


def _enquiry(row: Enquiry) -> Told:
    reach = [
        (_("Name: %(said)s"), row.name),
        (_("Telephone: %(said)s"), row.phone),
        (_("When to ring: %(said)s"), row.when_to_ring),
        (_("E-mail: %(said)s"), row.email),
        (_("Near: %(said)s"), row.near),
    ]
    lines = [label % {"said": said} for label, said in reach if said]
    return Told(text="\n\n".join([row.need, *lines]), line=row.near)


def _page(service: Service) -> str:
    return reverse("directory:service", args=[service.slug])
