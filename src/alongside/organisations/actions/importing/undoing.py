"""Takes a list back: what it made goes where nobody has touched it since, what it changed is put back where it still stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.organisations.actions.importing.looking import Progress
from alongside.organisations.models import Contact, Identifier, Import, ImportRow, LogEntry, Organisation, OrganisationAddress
from alongside.record import actions as record
from alongside.record import queries as records

if TYPE_CHECKING:
    import uuid

    from alongside.people.models import Person

Outcome = ImportRow.Outcome
BATCH = 200
CHANGED = (Outcome.NEW, Outcome.UPDATED)


def undo(run: Import, *, by: Person | None, progress: Progress) -> None:
    """Take back, batch by batch, all that can be; each row that could not says why."""
    total, done = run.rows.filter(outcome__in=CHANGED).count(), 0
    while rows := list(run.rows.filter(outcome__in=CHANGED, is_in=True).order_by("-number")[:BATCH]):
        with transaction.atomic():
            Import.objects.select_for_update().get(pk=run.pk)
            _take_back(run, rows)
        done += len(rows)
        progress(_("%(done)s of %(read)s rows taken back") % {"done": done, "read": total})
    _finish(run, by)


def _take_back(run: Import, rows: Sequence[ImportRow]) -> None:
    ids = [row.organisation for row in rows if row.organisation]
    touched = _touched(run, ids)
    for row in rows:
        row.is_in = False
        row.reason = _remove(row, touched) if row.outcome == Outcome.NEW else _restore(row)
    ImportRow.objects.bulk_update(rows, ["is_in", "reason"], batch_size=100)


def _touched(run: Import, ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Those of which something was written on record since, or that a later list spoke of."""
    later = ImportRow.objects.filter(organisation__in=ids, is_in=True, outcome=Outcome.UPDATED, run__began_at__gt=run.began_at)
    return records.happened_to(Organisation, ids) | {pk for pk in later.values_list("organisation", flat=True) if pk}


def _remove(row: ImportRow, touched: set[uuid.UUID]) -> str:
    assert row.organisation is not None  # noqa: S101  (a row that made one)
    if row.organisation in touched:
        return _("It stays: somebody has worked on it since.")
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk=row.organisation, seats=None).delete()
    except models.ProtectedError:
        return _("It stays: services or answers stand in its name.")
    stays = Organisation.objects.filter(pk=row.organisation).exists()
    return _("It stays: somebody has a seat there.") if stays else ""


def _restore(row: ImportRow) -> str:
    """Put back each thing that still stands as the list left it."""
    one = Organisation.objects.filter(pk=row.organisation).first() if row.organisation else None
    if one is None:
        return _("The organisation is no longer here.")
    if one.merged_into.filter(undone_at=None).exists():
        return _("It stays: the organisation is part of another now.")
    kept = _fields(one, row.before.get("fields", {}))
    kept += _address(one, row.before, row.facts.get("address", {}))
    for part in (_numbers, _contacts, _log, _ties):
        kept += part(one, row.before)
    return _("Not all could be put back, since it was changed here: %(what)s.") % {"what": ", ".join(kept)} if kept else ""


def _fields(one: Organisation, fields: dict[str, list[Any]]) -> list[str]:
    kept = [key for key, (_old, new) in fields.items() if _plain(getattr(one, key)) != new]
    for key, (old, _new) in fields.items():
        if key not in kept:
            setattr(one, key, dt.date.fromisoformat(old) if key == "counted_on" and old else old)
    if one.sector != Organisation.Sector.VOLUNTARY:
        one.kind = Organisation.Kind.OTHER  # a kind that somebody has chosen since is one of a sector that goes
    one.save()
    return [key.replace("_", " ") for key in kept]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _numbers(one: Organisation, before: dict[str, Any]) -> list[str]:
    for scheme, number in before.get("identifiers", ()):
        Identifier.objects.filter(organisation=one, scheme=scheme, number=number).delete()
    if before.get("number"):
        old, new = before["number"]
        if Identifier.objects.filter(number=old).exclude(organisation=one).exists():
            return [_("number")]
        Identifier.objects.filter(organisation=one, number=new).update(number=old)
    if before.get("status"):
        number, status, checked = before["status"]
        day = dt.date.fromisoformat(checked) if checked else None
        Identifier.objects.filter(organisation=one, number=number).update(status=status, checked_on=day)
    return []


def _contacts(one: Organisation, before: dict[str, Any]) -> list[str]:
    """A contact that somebody has said yes or no to since is theirs, and stays."""
    held = Contact.objects.filter(organisation=one, pk__in=before.get("contacts", ()))
    kept = held.exclude(publish="unknown").exclude(said_how=_("As its list says"))
    stays = kept.count()
    held.exclude(pk__in=list(kept.order_by("pk").values_list("pk", flat=True))).delete()
    return [_("contacts")] if stays else []


def _address(one: Organisation, before: dict[str, Any], said: dict[str, str]) -> list[str]:
    """One that was changed since, or came with a merge, stays."""
    if "address" not in before:
        return []
    held = OrganisationAddress.objects.filter(organisation=one, publish="unknown", **said)
    if not held.exists():
        return [_("address")] if OrganisationAddress.objects.filter(organisation=one).exists() else []
    if before["address"] is None:
        held.delete()
    else:
        held.update(**before["address"])
    return []


def _log(one: Organisation, before: dict[str, Any]) -> list[str]:
    LogEntry.objects.filter(organisation=one, pk__in=before.get("log", ())).delete()
    return []


def _ties(one: Organisation, before: dict[str, Any]) -> list[str]:
    for name in ("patches", "client_groups"):
        getattr(one, name).remove(*before.get(name, ()))
    return []


@transaction.atomic
def _finish(run: Import, by: Person | None) -> None:
    stays = run.rows.filter(outcome__in=CHANGED).exclude(reason="").count()
    run.state, run.undone_at, run.said = Import.State.UNDONE, clock.now(), ""
    run.report = {**run.report, "stays": stays}
    run.save(update_fields=["state", "undone_at", "said", "report"])
    record.write(
        "organisations.import_undone", on=run, by=by, facts={"rows": run.rows.filter(outcome__in=CHANGED).count(), "stays": stays}
    )
