"""Organisations themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, rows
from alongside.organisations import following, policy, registry
from alongside.organisations import identifiers as registers
from alongside.organisations.actions.address import set_address
from alongside.organisations.actions.slugs import taken_by
from alongside.organisations.errors import CoordinatorStays, NumberTaken, WrongMove
from alongside.organisations.models import Identifier, Organisation
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

MANY = ("areas", "patches", "client_groups")
COUNTS = ("staff", "trustees", "volunteers")
Pairs = Iterable[tuple[str, str]]
"""Registered numbers, such as `[("GB-CHC", "1123456")]`."""


@transaction.atomic
def add(
    name: str,
    *,
    sector: str,
    kind: str = Organisation.Kind.OTHER,
    by: Person | None,
    identifiers: Pairs = (),
    postcode: str = "",
    **facts: Any,
) -> Organisation:
    """A new organisation. `facts` are other fields of it, such as `about`, `size` or `patches`.

    Its `postcode` is kept with its address, not shown before somebody says so.
    """
    many = {key: facts.pop(key) for key in MANY if key in facts}
    if any(facts.get(key) is not None for key in COUNTS):
        facts["counted_on"] = clock.today()
    made = _new(name, sector, kind, **facts)
    _insert([made])
    for key, things in many.items():
        getattr(made, key).set(things)
    _set_identifiers(made, identifiers)
    record.write("organisations.added", on=made, by=by)
    if postcode:
        set_address(made, by=by, postcode=postcode)
    return made


@transaction.atomic
def add_each(wanted: Sequence[dict[str, Any]], *, by: Person | None) -> list[Organisation]:
    """Several new organisations, each as `add` makes one of its name, sector, `identifiers` and other plain fields, in the same few
    statements. Its numbers are as `queries.number_in` gives them; one that another has by now stays there.
    """
    made = [_new(**{key: value for key, value in facts.items() if key != "identifiers"}) for facts in wanted]
    _insert(made)
    pairs = [(one, pair) for one, facts in zip(made, wanted, strict=True) for pair in facts.get("identifiers", ())]
    numbers = [Identifier(organisation=one, scheme=scheme, number=number) for one, (scheme, number) in pairs]
    Identifier.objects.bulk_create(numbers, ignore_conflicts=True)
    record.write_each("organisations.added", on=made, by=by)
    return made


@transaction.atomic
def change(organisation: Organisation, *, by: Person | None, identifiers: Pairs | None = None, **facts: Any) -> Organisation:
    """Set some fields. `identifiers` are all its numbers, and no others. The record says which, never what."""
    changed = [key for key in MANY if key in facts and _set_many(organisation, key, facts.pop(key))]
    for key, value in facts.items():
        if getattr(organisation, key) != value:
            setattr(organisation, key, value)
            changed.append(key)
    if any(key in changed for key in COUNTS):
        organisation.counted_on = clock.today()
    organisation.kind = _kind(organisation.sector, organisation.kind)
    if identifiers is not None and _set_identifiers(organisation, identifiers):
        changed.append("identifiers")
    if changed:
        organisation.save()
        record.write("organisations.changed", on=organisation, by=by, facts={"fields": sorted(changed)})
        registry.tell(organisation.pk)
    return organisation


@transaction.atomic
def close(organisation: Organisation, *, by: Person | None) -> Organisation:
    """It is no longer there. Its history stays; what stands in its name ends, and nobody acts for it any more."""
    if organisation.is_coordinator:
        raise CoordinatorStays(_("This organisation runs the place. Another one must do that before it can close."))
    _hold(organisation)
    if organisation.closed_at is None:
        organisation.closed_at = clock.now()
        organisation.save(update_fields=["closed_at"])
        for found in following.kinds().values():
            found.end(organisation, by)
        record.write("organisations.closed", on=organisation, by=by)
    return organisation


@transaction.atomic
def reopen(organisation: Organisation, *, by: Person | None, back: Collection[str] = ()) -> Organisation:
    """It was closed by mistake, or is here again. `back` are the ids of what ended with it and is to stand again."""
    _hold(organisation)
    if _is_part_of_another(organisation):
        raise WrongMove(_("It is part of another organisation. Make them two again instead."))
    if organisation.closed_at is not None:
        for found in following.kinds().values():
            found.again([pk for pk, _name in found.ended(organisation) if str(pk) in back], organisation, by)
        organisation.closed_at = None
        organisation.save(update_fields=["closed_at"])
        organisation.merged_into.filter(undone_at=None).update(undone_at=clock.now())
        record.write("organisations.reopened", on=organisation, by=by)
    return organisation


def _hold(organisation: Organisation) -> None:
    """As it stands now, until the transaction ends: it closes once, also when two press the button."""
    organisation.closed_at = Organisation.objects.select_for_update().get(pk=organisation.pk).closed_at


def _is_part_of_another(organisation: Organisation) -> bool:
    """Whether a merge that can still be undone closed it."""
    return organisation.merged_into.filter(undone_at=None, at__gt=clock.now() - policy.UNDO_FOR).exists()


def _kind(sector: str, kind: str) -> str:
    return kind if sector == Organisation.Sector.VOLUNTARY else Organisation.Kind.OTHER


def _set_many(organisation: Organisation, key: str, things: Iterable[Any]) -> bool:
    manager = getattr(organisation, key)
    wanted = {thing.pk for thing in things}
    if wanted == set(manager.values_list("pk", flat=True)):
        return False
    manager.set(wanted)
    return True


def _set_identifiers(organisation: Organisation, numbers: Pairs) -> bool:
    """Whether that changed anything. However they are written, the same number is the same."""
    wanted = {registers.clean(scheme, number) for scheme, number in numbers}
    held = {(one.scheme, one.number): one.pk for one in organisation.identifiers.all()}
    organisation.identifiers.filter(pk__in=[pk for pair, pk in held.items() if pair not in wanted]).delete()
    for scheme, number in sorted(wanted - held.keys()):
        _add_identifier(organisation, scheme, number)
    return wanted != held.keys()


def _add_identifier(organisation: Organisation, scheme: str, number: str) -> None:
    try:
        with transaction.atomic():
            Identifier.objects.create(organisation=organisation, scheme=scheme, number=number)
    except IntegrityError as taken:
        words = {"register": registers.label_of(scheme), "number": number}
        raise NumberTaken(_("%(register)s: %(number)s belongs to another organisation here") % words) from taken


def _new(name: str, sector: str, kind: str = Organisation.Kind.OTHER, **facts: Any) -> Organisation:
    return Organisation(name=" ".join(name.split()), sector=sector, kind=_kind(sector, kind), **facts)


def _insert(made: Sequence[Organisation]) -> None:
    """Give each a free address and keep them; with other addresses where somebody took one at the same moment."""
    while True:
        slugs = taken_by(one.name for one in made)
        for one in made:
            one.slug = slugs.free(one.name)
        try:
            with transaction.atomic():
                rows.insert(made)
        except IntegrityError:
            if not Organisation.objects.filter(slug__in=[one.slug for one in made]).exists():
                raise
        else:
            return
