"""An officer chooses between what stands here and what a source says."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory.actions import services
from alongside.directory.actions.errors import WrongMove
from alongside.directory.actions.importing.comparing import GONE
from alongside.directory.models import Difference, Service
from alongside.directory.queries import facts as reading
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def take_theirs(difference: Difference, *, by: Person) -> Service:
    """It is as the source says from now on."""
    held = _claim(difference)
    service = held.record.service
    if held.field == GONE:
        now = services.withdraw(service, by=by)
    else:
        now = services.change(service, by=by, **{held.field: _rows(held.field, held.theirs, held.record.source.name)})
    record.write("difference.taken", on=now, by=by, facts={"field": held.field, "source": str(held.record.source_id)})
    held.delete()
    return now


@transaction.atomic
def keep_ours(difference: Difference, *, by: Person) -> Service:
    """It stays as it is here, until the source says something else again."""
    held = _claim(difference)
    service = held.record.service
    record.write("difference.kept", on=service, by=by, facts={"field": held.field, "source": str(held.record.source_id)})
    held.delete()
    return service


def _claim(difference: Difference) -> Difference:
    found = Difference.objects.select_for_update(of=("self",)).select_related("record__service", "record__source")
    held = found.filter(pk=difference.pk).first()
    if held is None:
        raise WrongMove(_("Somebody has decided this already."))
    return held


def _rows(key: str, value: Any, source: str) -> Any:
    if key not in reading.RELATED:
        return value
    rows = [{**row, "id": str(uuid.uuid4()), "new": True} for row in value]
    if key == "contacts":
        said = {"said_by": source, "said_how": _("As its source publishes it"), "said_at": clock.now().isoformat()}
        rows = [row | (said if row.get("publish") != "unknown" else {}) for row in rows]
    return rows
