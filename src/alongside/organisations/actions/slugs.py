"""The addresses of organisations: each has its own, made of its name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import slugify

from alongside.organisations.models import Organisation

RESERVED = frozenset({"add", "imports", "new", "records"})
"""Words that stand in the addresses of this room, so that no organisation may be called by them there."""


@dataclass
class Slugs:
    """Gives out free ones, knowing which are taken."""

    taken: set[str]
    last: dict[str, int] = field(default_factory=dict)

    def free(self, name: str) -> str:
        base = _base(name)
        number, slug = self.last.get(base, 1), base if base not in self.taken else ""
        while not slug or slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self.last[base] = number
        self.taken.add(slug)
        return slug


def all_taken() -> Slugs:
    """For a list of any names."""
    return Slugs(set(Organisation.objects.values_list("slug", flat=True)) | RESERVED)


def taken_by(names: Iterable[str]) -> Slugs:
    """For these names and no others."""
    bases = Counter(map(_base, names))
    every = Organisation.objects.order_by("slug").values_list("slug", flat=True)
    taken = {*every.filter(slug__in=bases), *RESERVED}
    for base, times in bases.items():
        if base in taken or times > 1:
            taken.update(every.filter(slug__startswith=f"{base}-"))
    return Slugs(taken)


def _base(name: str) -> str:
    return slugify(name)[:100] or "organisation"
