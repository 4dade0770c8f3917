"""What an officer sees of pairs: the likeliest first, why, and both side by side."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Merge, Pair, Service
from alongside.directory.queries import facts as reading
from alongside.directory.queries import telling
from alongside.directory.queries.duplicates.scoring import POINTS, REASONS
from alongside.kit import words

if TYPE_CHECKING:
    from alongside.directory.queries.facts import Facts

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("summary",),
    ("description",),
    ("url",),
    ("terms",),
    ("at_place", "at_home", "by_phone", "online"),
    ("locations", "times", "times_text"),
    ("closed_on_holidays", "closed_on"),
    ("everywhere", "patches", "areas"),
    ("eligibility",),
    ("minimum_age", "maximum_age"),
    ("cost", "cost_pence", "cost_text"),
    ("start", "start_text"),
    ("expect",),
    ("bring",),
    ("languages",),
    ("contacts",),
)
"""Facts that belong together, and are taken together."""
RUNNER = "organisation"
LABELS = {
    "at_place": _("How it reaches people"),
    "locations": _("Where and when"),
    "closed_on_holidays": _("When it is closed"),
    "everywhere": _("For which parts of the county"),
    "minimum_age": _("For which ages"),
}
FIELDS = (RUNNER, *(keys[0] for keys in TOGETHER))
"""All that an officer may choose from either side."""
_DEEP = 10
"""A service that was made one with another may lead on so many times."""


@dataclass(frozen=True)
class Side:
    """One thing said of two services, how each says it, and which of them is the better guess."""

    field: str
    label: str
    first: str
    second: str
    take_second: bool


def pairs(state: str = Pair.State.OPEN) -> QuerySet[Pair]:
    """Pairs that are to be looked at, the likeliest first; or those that were decided, the latest first."""
    found = Pair.objects.filter(state=state).select_related("first__organisation", "second__organisation")
    if state == Pair.State.OPEN:
        return found.filter(first__status__in=Service.SHOWN, second__status__in=Service.SHOWN).order_by("-score", "id")
    return found.order_by("-decided_at", "id")


def open_pairs() -> int:
    """How many wait for an officer."""
    return pairs().count()


def decided() -> int:
    """How many were decided."""
    return Pair.objects.exclude(state=Pair.State.OPEN).count()


def why(pair: Pair) -> str:
    """The reasons in words: what they share, and what tells them apart."""
    shared, apart = (
        words.joined([str(REASONS[reason]) for reason in pair.reasons if reason in REASONS and (POINTS[reason] > 0) is is_shared])
        for is_shared in (True, False)
    )
    return _t("%(shared)s, but %(apart)s") % {"shared": shared, "apart": apart} if apart else shared


def of_service(service: Service) -> QuerySet[Merge]:
    """What was made one with this service, and still is."""
    part = Q(kept=service) | Q(gone=service)
    return Merge.objects.filter(part, undone_at=None).select_related("kept", "gone", "pair").order_by("-at", "id")


def kept_for(gone: uuid.UUID) -> Service | None:
    """The service that one which was made part of another leads to now; None where it leads nowhere."""
    end = leads_to([gone]).get(gone)
    return Service.objects.filter(pk=end).exclude(status=Service.Status.WITHDRAWN).first() if end else None


def leads_to(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Of these services those that were made part of another, each with the one that is left in the end."""
    ends = {pk: pk for pk in ids}
    for _step in range(_DEEP):
        steps = part_of(set(ends.values()))
        if not steps:
            break
        ends = {pk: steps.get(end, end) for pk, end in ends.items()}
    return {pk: end for pk, end in ends.items() if pk != end}


def part_of(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Of these services those that were made part of another, each with the one that took it in."""
    return dict(Merge.objects.filter(gone__in=ids, undone_at=None).values_list("gone", "kept").order_by("pk"))


def together(field: str) -> tuple[str, ...]:
    """The facts that go with this one."""
    return next((keys for keys in TOGETHER if keys[0] == field), ())


def side_by_side(first: Service, second: Service) -> list[Side]:
    """All in which two services differ, in the order in which a service is told. Cheap where `WITH_ALL` was prefetched."""
    one, other = reading.facts_of(first), reading.facts_of(second)
    later = is_later(second, first)
    found = [
        Side(
            keys[0],
            str(LABELS.get(keys[0], telling.LABELS.get(keys[0], keys[0]))),
            _said(keys, one),
            _said(keys, other),
            take_second=_prefers_second(keys, one, other, later=later),
        )
        for keys in TOGETHER
        if any(reading.comparable(key, one[key]) != reading.comparable(key, other[key]) for key in keys)
    ]
    if first.organisation_id != second.organisation_id:
        sides = (first.organisation.name, second.organisation.name)
        found.insert(0, Side(RUNNER, str(_("Who runs it")), *sides, take_second=later))
    return found


def is_later(one: Service, other: Service) -> bool:
    """Whether `one` was confirmed more lately."""
    return one.assured_on is not None and (other.assured_on is None or one.assured_on > other.assured_on)


def _prefers_second(keys: Sequence[str], one: Facts, other: Facts, *, later: bool) -> bool:
    """What is said goes before what is not; else what was confirmed more lately."""
    mine, theirs = _is_said(keys, one), _is_said(keys, other)
    return theirs and (later or not mine)


def _is_said(keys: Collection[str], facts: Facts) -> bool:
    return any(facts[key] not in (None, "", [], False, "unknown") for key in keys)


def _said(keys: Sequence[str], facts: Facts) -> str:
    if len(keys) == 1:
        return telling.fact(keys[0], facts)
    lines = [
        str(telling.LABELS[key]) if facts[key] is True else telling.fact(key, facts)
        for key in keys
        if key in telling.LABELS and facts[key]
    ]
    return "\n".join(line for line in lines if line)
