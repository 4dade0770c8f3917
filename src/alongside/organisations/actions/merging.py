"""Two entries of one organisation are made one; and made two again where that was a mistake."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.organisations import following, policy
from alongside.organisations.errors import CoordinatorStays, WrongMove
from alongside.organisations.models import Merge, Organisation, OrganisationAddress, Seat
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

FIELDS = ("name", "legal_name", "about", "url", "opening", "size", "staff", "trustees", "volunteers", "counted_on")
TIES = ("patches", "client_groups", "areas")


@transaction.atomic
def merge(gone: Organisation, *, into: Organisation, take: Collection[str] = (), by: Person) -> Merge:
    """`gone` becomes part of `into` and closes. The fields in `take` are those of `gone`; what stood empty is filled.

    Its numbers, contacts, log, seats and all that stands in its name in other rooms goes over, but for what is there already.
    """
    _check(gone, into)
    made = Merge(kept=into, gone=gone, by=by.pk, at=clock.now())
    made.before = _take_fields(gone, into, take)
    made.moved = {name: _add_ties(gone, into, name) for name in TIES}
    for name, rows in _rows(gone, into).items():
        made.moved[name] = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
        rows.model._default_manager.filter(pk__in=made.moved[name]).update(organisation=into)  # noqa: SLF001
    for kind, found in following.kinds().items():
        ids = found.of(gone)
        found.move(ids, into, by)
        made.moved[kind] = [str(pk) for pk in ids]
    gone.closed_at = clock.now()
    gone.save(update_fields=["closed_at"])
    made.save()
    for one, other in ((into, gone), (gone, into)):
        kind = "organisations.took_in" if one is into else "organisations.merged"
        record.write(kind, on=one, by=by, facts={"merge": str(made.pk), "other": str(other.pk)})
    return made


@transaction.atomic
def part(held: Merge, *, by: Person) -> Merge:
    """Undo it: each thing goes back that still is where the merge left it, each field that still is as it was left."""
    made = Merge.objects.select_for_update().get(pk=held.pk)
    if made.undone_at is not None:
        raise WrongMove(_("These are two again already."))
    if clock.now() > made.at + policy.UNDO_FOR:
        raise WrongMove(_("It is too long ago to undo."))
    kept, gone = made.kept, made.gone
    for key, (old, new) in made.before.items():
        if _plain(getattr(kept, key)) == new:
            setattr(kept, key, dt.date.fromisoformat(old) if key == "counted_on" and old else old)
    kept.save()
    gone.closed_at = None
    gone.save(update_fields=["closed_at"])
    for name in TIES:
        getattr(kept, name).remove(*made.moved.get(name, ()))
    for name, manager in _managers(kept).items():
        manager.filter(pk__in=made.moved.get(name, ())).update(organisation=gone)
    for kind, found in following.kinds().items():
        moved = set(made.moved.get(kind, ()))
        found.move([pk for pk in found.of(kept) if str(pk) in moved], gone, by)
    made.undone_at = clock.now()
    made.save(update_fields=["undone_at"])
    for one in (kept, gone):
        record.write("organisations.parted", on=one, by=by, facts={"merge": str(made.pk)})
    return made


def _check(gone: Organisation, into: Organisation) -> None:
    if gone.is_coordinator:
        raise CoordinatorStays(_("This organisation runs the place, so it is the one to keep."))
    if gone.pk == into.pk:
        raise WrongMove(_("Choose another organisation: this one is the same."))
    if gone.closed_at or into.closed_at:
        raise WrongMove(_("One of them has closed. Open it again first."))


def _take_fields(gone: Organisation, into: Organisation, take: Collection[str]) -> dict[str, list[Any]]:
    """The fields of `into` that change. Every name that either was known by is kept."""
    before: dict[str, list[Any]] = {}
    names = [into.name, *into.other_names, gone.name, *gone.other_names]
    for key in FIELDS:
        ours, theirs = getattr(into, key), getattr(gone, key)
        if theirs not in ("", None, "unknown") and theirs != ours and (key in take or ours in ("", None, "unknown")):
            before[key] = [_plain(ours), _plain(theirs)]
            setattr(into, key, theirs)
    others = [name for name in dict.fromkeys(names) if name != into.name]
    if others != into.other_names:
        before["other_names"] = [into.other_names, others]
        into.other_names = others
    into.save()
    return before


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _add_ties(gone: Organisation, into: Organisation, name: str) -> list[str]:
    ours: set[uuid.UUID] = set(getattr(into, name).values_list("pk", flat=True))
    fresh = [pk for pk in getattr(gone, name).order_by("pk").values_list("pk", flat=True) if pk not in ours]
    getattr(into, name).add(*fresh)
    return [str(pk) for pk in fresh]


def _managers(one: Organisation) -> dict[str, Any]:
    address = OrganisationAddress.objects.filter(organisation=one)
    return {
        "identifiers": one.identifiers,
        "contacts": one.contacts,
        "log": one.log,
        "address": address,
        "seats": one.seats,
        "claims": one.claims.undecided(),
        "invitations": one.invitations.filter(state="open"),
    }


def _rows(gone: Organisation, into: Organisation) -> dict[str, models.QuerySet[Any]]:
    """What goes over of this room: all but what the other has already."""
    has_address = OrganisationAddress.objects.filter(organisation=into).exists()
    seated = Seat.objects.filter(organisation=into, ends=None).values("person")
    same = models.Exists(into.contacts.filter(kind=models.OuterRef("kind"), value=models.OuterRef("value")))
    address = OrganisationAddress.objects.filter(organisation=gone)
    return {
        "identifiers": gone.identifiers.exclude(scheme__in=into.identifiers.values("scheme")),
        "contacts": gone.contacts.exclude(same),
        "log": gone.log.all(),
        "address": address.none() if has_address else address,
        "seats": gone.seats.open_on(clock.today()).exclude(person__in=seated),
        "claims": gone.claims.undecided().exclude(email__in=into.claims.undecided().values("email")).exclude(person__in=seated),
        "invitations": gone.invitations.filter(state="open").exclude(
            email__in=into.invitations.filter(state="open").values("email")
        ),
    }
