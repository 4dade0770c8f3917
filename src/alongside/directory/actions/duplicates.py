"""Finds services that may be the same, and makes two of them one; and two again where that was a mistake."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from alongside.directory import policy
from alongside.directory.actions import services, writing
from alongside.directory.actions.errors import WrongMove
from alongside.directory.models import Merge, Pair, Service, SourceRecord
from alongside.directory.queries import duplicates
from alongside.directory.queries import facts as reading
from alongside.directory.queries.duplicates import desk
from alongside.kit import clock
from alongside.organisations.queries import whole as organisations
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.directory.queries.facts import Facts
    from alongside.people.models import Person

NAMESPACE = uuid.UUID("0b0de7a4-5c0e-5d5b-9c0a-2d1f6c9b7a10")
State = Pair.State


@transaction.atomic
def forget() -> None:
    """What is needed to undo a merge goes when it cannot be undone any more: there may be contacts in it."""
    Merge.objects.filter(at__lt=clock.now() - policy.UNDO_FOR).exclude(before={}).update(before={})


@transaction.atomic
def find() -> int:
    """Compare all services that are shown. New pairs are put on the desk, those that are unlike by now leave it.

    What an officer decided stays decided. Says how many pairs wait.
    """
    found = {(each.first, each.second): each for each in duplicates.find()}
    known = {(pair.first_id, pair.second_id): pair for pair in Pair.objects.order_by("pk").iterator()}
    open_ = [pair for pair in known.values() if pair.state == State.OPEN]
    Pair.objects.filter(pk__in=[pair.pk for pair in open_ if (pair.first_id, pair.second_id) not in found]).delete()
    stale = []
    for pair in open_:
        each = found.get((pair.first_id, pair.second_id))
        if each and (pair.score, tuple(pair.reasons)) != (each.score, each.reasons):
            pair.score, pair.reasons = each.score, list(each.reasons)
            stale.append(pair)
    Pair.objects.bulk_update(stale, ["score", "reasons"], batch_size=100)
    moment = clock.now()
    new = [
        Pair(first_id=each.first, second_id=each.second, score=each.score, reasons=list(each.reasons), found_at=moment)
        for key, each in found.items()
        if key not in known
    ]
    Pair.objects.bulk_create(new, batch_size=100)
    return duplicates.open_pairs()


@transaction.atomic
def not_the_same(pair: Pair, *, by: Person) -> Pair:
    """They are two. The pair is not shown again, whatever else changes."""
    held = _claim(pair, State.OPEN)
    return _decide(held, State.NOT_SAME, by)


@transaction.atomic
def look_again(pair: Pair, *, by: Person) -> Pair:
    """That was a mistake: it is on the desk again."""
    held = _claim(pair, State.NOT_SAME)
    held.state, held.decided_at, held.decided_by = State.OPEN, None, None
    held.save(update_fields=["state", "decided_at", "decided_by"])
    record.write("pair.open", on=held, by=by)
    return held


@transaction.atomic
def merge(pair: Pair, *, keep: Service, take: Collection[str] = (), by: Person) -> Merge:
    """The other of the pair becomes part of `keep` and leads to it. The fields in `take` are those of the other one.

    The records of its sources go over: what they say anew later is compared field by field with what is kept here.
    """
    held = _claim(pair, State.OPEN)
    kept, gone = services.claim(keep), services.claim(held.second if keep.pk == held.first_id else held.first)
    if {kept.pk, gone.pk} != {held.first_id, held.second_id}:
        raise WrongMove(_("These two are not the pair that you looked at."))
    if kept.status not in Service.SHOWN or gone.status not in Service.SHOWN:
        raise WrongMove(_("One of them is not shown any more."))
    made = Merge(pair=held, kept=kept, gone=gone, status=gone.status, by=by.pk, at=clock.now())
    made.before = _take(kept, gone, take, by)
    rows = list(SourceRecord.objects.filter(service=gone).order_by("pk"))
    made.records = {str(row.pk): row.version for row in rows}
    SourceRecord.objects.filter(pk__in=[row.pk for row in rows]).update(service=kept, version=0)
    made.save()
    Pair.objects.filter(Q(first=gone) | Q(second=gone), state=State.OPEN).exclude(pk=held.pk).delete()
    _decide(held, State.MERGED, by)
    _move(gone, Service.Status.WITHDRAWN)
    facts = {"merge": str(made.pk)}
    record.write("service.took_in", on=kept, by=by, facts=facts | {"other": str(gone.pk)})
    record.write("service.merged", on=gone, by=by, facts=facts | {"other": str(kept.pk)})
    return made


@transaction.atomic
def part(held: Merge, *, by: Person) -> Merge:
    """Undo it: the one that went is shown again, each field goes back that still is as the merge left it."""
    made = Merge.objects.select_for_update().get(pk=held.pk)
    if made.undone_at is not None:
        raise WrongMove(_("These are two again already."))
    if clock.now() > made.at + policy.UNDO_FOR:
        raise WrongMove(_("It is too long ago to undo."))
    if later := Merge.objects.filter(gone=made.kept, undone_at=None).select_related("kept").first():
        raise WrongMove(_("It became part of “%(name)s” since. Undo that first.") % {"name": later.kept.name})
    kept, gone = services.claim(made.kept), services.claim(made.gone)
    now = reading.facts_of(kept)
    back = {
        key: old
        for key, (old, new) in made.before.items()
        if key in reading.KEYS and reading.comparable(key, now[key]) == reading.comparable(key, new)
    }
    services.change(kept, by=by, **{key: _again(key, value) for key, value in back.items()})
    if desk.RUNNER in made.before:
        instead = organisations.kept_instead()
        old, new = (instead.get(pk, pk) for pk in map(uuid.UUID, made.before[desk.RUNNER]))
        if kept.organisation_id == new:
            _run_by(kept, old)
    for row, version in made.records.items():
        SourceRecord.objects.filter(pk=int(row), service=kept).update(service=gone, version=version)
    _move(gone, Service.Status(made.status))
    made.undone_at = clock.now()
    made.save(update_fields=["undone_at"])
    Pair.objects.filter(pk=made.pair_id).update(state=State.OPEN, decided_at=None, decided_by=None)
    for one in (kept, gone):
        record.write("service.parted", on=one, by=by, facts={"merge": str(made.pk)})
    return made


def _claim(pair: Pair, state: str) -> Pair:
    """The pair as it stands now, held until this transaction ends."""
    held = Pair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    if held.state != state:
        raise WrongMove(_("Somebody has decided this already."))
    return held


def _decide(pair: Pair, state: Pair.State, by: Person) -> Pair:
    pair.state, pair.decided_at, pair.decided_by = state, clock.now(), by.pk
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    record.write(f"pair.{state.value}", on=pair, by=by, facts={"first": str(pair.first_id), "second": str(pair.second_id)})
    return pair


def _take(kept: Service, gone: Service, take: Collection[str], by: Person) -> dict[str, list[Any]]:
    """Write what is taken from the one that goes, and say of each fact how it was and how it is."""
    mine, theirs = reading.facts_of(kept), reading.facts_of(gone)
    keys = [key for field in take for key in desk.together(field)]
    changed = reading.differences(mine, {key: theirs[key] for key in keys})
    services.change(kept, by=by, **{key: _fresh(kept, key, value) for key, value in changed.items()})
    before = {key: [mine[key], value] for key, value in changed.items()}
    if desk.RUNNER in take and kept.organisation_id != gone.organisation_id:
        before[desk.RUNNER] = [str(kept.organisation_id), str(gone.organisation_id)]
        _run_by(kept, gone.organisation_id)
    return before


def _fresh(service: Service, key: str, value: Any) -> Any:
    """Rows of another service as rows of this one, with times still tied to their places."""
    if key not in reading.RELATED:
        return value
    rows: list[Facts] = []
    for each in value:
        row = dict(each)
        row["id"], row["new"] = _own(service, each["id"]), True
        if row.get("location"):
            row["location"] = _own(service, row["location"])
        rows.append(row)
    return rows


def _again(key: str, value: Any) -> Any:
    """Rows that were here before, under the ids that they had."""
    return [{**row, "new": True} for row in value] if key in reading.RELATED else value


def _own(service: Service, key: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{service.pk}:{key}"))


def _run_by(service: Service, organisation: uuid.UUID) -> None:
    Service.objects.filter(pk=service.pk).update(organisation_id=organisation, version=F("version") + 1, updated_at=clock.now())
    writing.keep([service])


def _move(service: Service, status: Service.Status) -> None:
    Service.objects.filter(pk=service.pk).update(status=status, version=F("version") + 1, updated_at=clock.now())
    writing.keep([service])
