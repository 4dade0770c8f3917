"""What nobody offers yet: how often nothing was found for a need, by patch. Counts below five are never told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

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
    total: Counter[str] = Counter()
    by_patch: dict[str, Counter[str]] = {}
    for words, patches, count in rows:
        total[words] += count
        for slug in filter(None, patches.split("|")):
            by_patch.setdefault(words, Counter())[slug] += count
    names = {patch.slug: patch.name for patch in places.patches()}
    return [
        Missing(_said(words), count, _told(by_patch.get(words, Counter()), names))
        for words, count in sorted(total.items(), key=lambda one: (-one[1], one[0]))
        if count >= AT_LEAST
    ]


def _said(words: str) -> str:
    return _("Something that our list of words does not know") if words == OTHER else words[:1].upper() + words[1:]


def _told(counts: Counter[str], names: dict[str, str]) -> list[tuple[str, int]]:
    found = [(names[slug], count) for slug, count in counts.items() if slug in names and count >= AT_LEAST]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def sheet() -> str:
    """The same as CSV: a line for each need in all, and one for each patch."""
    headings = [_("Need"), _("Patch"), _("Searches without a result in twelve months")]
    lines = [line for one in missing() for line in ([one.need, _("All")], *([one.need, name] for name, _count in one.patches))]
    counts = [count for one in missing() for count in (one.count, *(count for _name, count in one.patches))]
    return sheets.write_csv(
        (dict(zip(headings, [*line, n], strict=True)) for line, n in zip(lines, counts, strict=True)), headings
    )
