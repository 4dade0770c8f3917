"""What nobody offers yet: how often nothing was found for a need, by patch. Counts below five are never told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import permutations

from django.db.models import Sum
from django.utils.translation import gettext as _

from alongside.directory.actions.unmet import OTHER
from alongside.directory.models import UnmetNeed
from alongside.kit import clock, sheets
from alongside.places import queries as places

AT_LEAST = 5
MONTHS = 12
SHOWN = 40


@dataclass(frozen=True)
class Missing:
    """A need for which nothing was found, how often, and where."""

    need: str
    count: int
    patches: list[tuple[str, int]]


def missing() -> list[Missing]:
    """Of the last twelve months, the needs that were asked for most; each with the patches where that was at least five times."""
    since = clock.today().replace(day=1)
    since = since.replace(year=since.year - 1)
    rows = (
        UnmetNeed.objects.filter(month__gte=since)
        .order_by("words", "patches")
        .values_list("words", "patches")
        .annotate(Sum("count"))
    )
    by_need: dict[str, Counter[frozenset[str]]] = {}
    for words, patches, count in rows:
        by_need.setdefault(words, Counter())[frozenset(filter(None, patches.split("|")))] += count
    names = {patch.slug: patch.name for patch in places.patches()}
    found = [Missing(_said(words), counts.total(), _told(counts, names)) for words, counts in by_need.items()]
    return sorted((one for one in found if one.count >= AT_LEAST), key=lambda one: (-one.count, one.need))


def _said(words: str) -> str:
    return _("Something that our list of words does not know") if words == OTHER else words[:1].upper() + words[1:]


def _told(counts: Counter[frozenset[str]], names: dict[str, str]) -> list[tuple[str, int]]:
    """The patches with at least five, the most first; none that would tell, beside the others and the whole, of fewer than five."""
    told: list[tuple[str, int]] = []
    by_patch = Counter({slug: sum(n for where, n in counts.items() if slug in where) for slug in names})
    for slug, count in sorted(by_patch.items(), key=lambda one: (-one[1], names[one[0]])):
        if count >= AT_LEAST and _tells_no_few(counts, [*(other for other, _count in told), slug]):
            told.append((slug, count))
    return [(names[slug], count) for slug, count in told]


def _tells_no_few(counts: Counter[frozenset[str]], slugs: Collection[str]) -> bool:
    """Whether what lies in one of these patches and not in another, and what lies in none, is nothing or at least five."""
    apart = [[n for where, n in counts.items() if one in where and other not in where] for one, other in permutations(slugs, 2)]
    rest = [n for where, n in counts.items() if where.isdisjoint(slugs)]
    return not any(0 < sum(some) < AT_LEAST for some in (*apart, rest))


def sheet() -> str:
    """The same as CSV: a line for each need in all, and one for each patch."""
    headings = [_("Need"), _("Patch"), _("Searches without a result in twelve months")]
    lines = [line for one in missing() for line in ([one.need, _("All")], *([one.need, name] for name, _count in one.patches))]
    counts = [count for one in missing() for count in (one.count, *(count for _name, count in one.patches))]
    return sheets.write_csv(
        (dict(zip(headings, [*line, n], strict=True)) for line, n in zip(lines, counts, strict=True)), headings
    )
