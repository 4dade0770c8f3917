"""Two entries of one organisation are made one; and made two again where that was a mistake."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.files import actions as files
from alongside.kit import clock
from alongside.organisations import following, policy, registry
from alongside.organisations.errors import CoordinatorStays, WrongMove
from alongside.organisations.models import Merge, Organisation, OrganisationAddress, Seat
from alongside.organisations.queries import whole
from alongside.organisations.rules import GIVES
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
    _hold(gone, into)
    _check(gone, into)
    made = Merge(kept=into, gone=gone, by=by.pk, at=clock.now())
    made.before = _take_fields(gone, into, take)
    made.moved = {name: _add_ties(gone, into, name) for name in TIES}
    made.ended = {"seats": _end_lesser_seats(gone, into, by)}
    for name, rows in _rows(gone, into, by).items():
        made.moved[name] = _plain_ids(rows.order_by("pk").values_list("pk", flat=True))
        rows.model._default_manager.filter(pk__in=made.moved[name]).update(organisation=into)  # noqa: SLF001
    made.moved["papers"] = _plain_ids(whole.papers_of(gone).values_list("pk", flat=True)) + made.before.get("logo_id", [])[1:]
    files.give(made.moved["papers"], of=gone.pk, to=into.pk)
    standing = {kind: found.of(gone) for kind, found in following.kinds().items()}
    for kind, found in following.kinds().items():
        made.moved[kind] = _plain_ids(standing[kind])
        made.ended[kind] = _plain_ids(found.move(standing[kind], into, by))
    gone.closed_at = clock.now()
    gone.save(update_fields=["closed_at"])
    made.save()
    for one, other in ((into, gone), (gone, into)):
        kind = "organisations.took_in" if one is into else "organisations.merged"
        record.write(kind, on=one, by=by, facts={"merge": str(made.pk), "other": str(other.pk)})
    registry.tell(into.pk)
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
    _hold(gone, kept)
    if kept.closed_at is not None:
        raise WrongMove(_("The one that was kept has closed, or is part of another by now. Undo that first."))
    _give_fields_back(made)
    _give_back(made, kept, gone)
    for kind, found in following.kinds().items():
        moved = set(made.moved.get(kind, ()))
        found.move([pk for pk in found.of(kept) if str(pk) in moved], gone, by)
    for kind, found in following.kinds().items():
        found.again([uuid.UUID(pk) for pk in made.ended.get(kind, ())], gone, by)
    made.undone_at = clock.now()
    made.save(update_fields=["undone_at"])
    for one in (kept, gone):
        record.write("organisations.parted", on=one, by=by, facts={"merge": str(made.pk)})
        registry.tell(one.pk)
    return made


def _give_fields_back(made: Merge) -> None:
    for key, (old, new) in made.before.items():
        if _plain(getattr(made.kept, key)) == new:
            setattr(made.kept, key, _read(key, old))
    made.kept.save()
    made.gone.closed_at = None
    made.gone.save(update_fields=["closed_at"])


def _give_back(made: Merge, kept: Organisation, gone: Organisation) -> None:
    """What is of this room. Whose seat has ended since the merge gets none back."""
    for name in TIES:
        getattr(kept, name).remove(*made.moved.get(name, ()))
    seated = set(_seats(kept).order_by().values_list("person", flat=True))
    for name, manager in _managers(kept).items():
        manager.filter(pk__in=made.moved.get(name, ())).update(organisation=gone)
    kept.seats.filter(pk__in=made.ended.get("seats", ()), person__in=seated).update(ends=None)
    files.give(made.moved.get("papers", ()), of=kept.pk, to=gone.pk)


def _hold(*both: Organisation) -> None:
    """Both as they stand now, held until the transaction ends: of two officers who merge or part at once, one comes after."""
    list(Organisation.objects.select_for_update().filter(pk__in=[one.pk for one in both]).order_by("pk"))
    for one in both:
        one.refresh_from_db()


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
    if gone.logo_id and not into.logo_id:
        before["logo_id"], into.logo_id = [None, str(gone.logo_id)], gone.logo_id
    others = [name for name in dict.fromkeys(names) if name != into.name]
    if others != into.other_names:
        before["other_names"] = [into.other_names, others]
        into.other_names = others
    into.save()
    return before


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else str(value) if isinstance(value, uuid.UUID) else value


def _plain_ids(ids: Collection[Any]) -> list[str]:
    return [str(pk) for pk in ids]


def _read(key: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if key == "counted_on" and value else value


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


def _rows(gone: Organisation, into: Organisation, by: Person) -> dict[str, models.QuerySet[Any]]:
    """What goes over of this room: all but what the other has already.

    A seat at the coordinator makes an officer, so nobody comes by one in this way: who sat, asked or was invited stays behind.
    So does `by`, since nobody gives themselves more.
    """
    has_address = OrganisationAddress.objects.filter(organisation=into).exists()
    seated = _seats(into).values("person")
    same = models.Exists(into.contacts.filter(kind=models.OuterRef("kind"), value=models.OuterRef("value")))
    address = OrganisationAddress.objects.filter(organisation=gone)
    rows: dict[str, models.QuerySet[Any]] = {
        "identifiers": gone.identifiers.exclude(scheme__in=into.identifiers.values("scheme")),
        "contacts": gone.contacts.exclude(same),
        "log": gone.log.all(),
        "address": address.none() if has_address else address,
    }
    if into.is_coordinator:
        return rows
    claims, invitations = into.claims.undecided(), into.invitations.filter(state="open")
    return rows | {
        "seats": _seats(gone).exclude(person__in=seated).exclude(person=by),
        "claims": gone.claims.undecided().exclude(email__in=claims.values("email")).exclude(person__in=seated),
        "invitations": gone.invitations.filter(state="open").exclude(
            email__in=[by.email, *invitations.values_list("email", flat=True)]
        ),
    }


def _seats(one: Organisation) -> models.QuerySet[Seat]:
    """Those that are held, or will be."""
    return one.seats.filter(models.Q(ends=None) | models.Q(ends__gt=clock.today()))


def _end_lesser_seats(gone: Organisation, into: Organisation, by: Person) -> list[str]:
    """Who sits in both keeps the seat that may do more. The other ends, where it is with `into`; else it stays behind."""
    if into.is_coordinator:
        return []
    theirs = {seat.person_id: seat for seat in gone.seats.open_on(clock.today()).exclude(person=by)}
    lesser = [seat for seat in _seats(into).filter(person__in=theirs) if GIVES[seat.role] < GIVES[theirs[seat.person_id].role]]
    for seat in lesser:
        seat.ends = max(clock.today(), seat.starts)
        seat.save(update_fields=["ends"])
    return _plain_ids([seat.pk for seat in lesser])
