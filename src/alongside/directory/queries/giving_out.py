"""What others put up, hand out or show on their own pages: the services for one need in one patch."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from alongside.directory.queries import shortlists
from alongside.directory.queries.shortlists import Entry
from alongside.places import queries as places
from alongside.search import queries as search
from alongside.search.shapes import Query
from alongside.terms import queries as terms

NEAR, ANYWHERE = 8, 4
"""So many happen there, and so many reach people wherever they are: together they fit on two sheets of paper."""


@dataclass(frozen=True)
class Chosen:
    """One need and one patch, each as a slug and its name; empty where none was chosen."""

    need: str = ""
    need_name: str = ""
    patch: str = ""
    patch_name: str = ""

    @property
    def query(self) -> str:
        """As the end of an address."""
        return urlencode({key: value for key, value in (("need", self.need), ("patch", self.patch)) if value})


@dataclass(frozen=True)
class Given:
    """What there is: in the patch, and wherever one is."""

    chosen: Chosen
    there: list[Entry]
    anywhere: list[Entry]
    more: int
    """How many more there are in the patch than fit."""

    @property
    def is_empty(self) -> bool:
        return not self.there and not self.anywhere


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The needs and the patches that may be chosen."""
    return [(one.slug, one.name) for one in terms.needs()], [(one.slug, one.name) for one in places.patches()]


def chosen(given: Mapping[str, str]) -> Chosen:
    """What the address names of it. What is not on our lists is none."""
    needs, patches = (dict(some) for some in choices())
    need, patch = given.get("need", ""), given.get("patch", "")
    return Chosen(need if need in needs else "", needs.get(need, ""), patch if patch in patches else "", patches.get(patch, ""))


def given(asked: Chosen) -> Given:
    """The services, the surest first. What nobody confirmed for a year comes last, so it is there only where nothing else is.

    What reaches people wherever they are, and says which patches it is for, stands on the sheets of those alone.
    """
    need = {"term": (asked.need,)} if asked.need else {}
    there = {"patch": (asked.patch,)} if asked.patch else {"reach": ("place",)}
    near = search.find(Query(kind="service", values={**need, **there}, size=NEAR))
    reach = "everyone" if asked.patch else "anywhere"
    wide = search.find(Query(kind="service", values={**need, "reach": (reach,)}, size=NEAR + ANYWHERE))
    here = [hit.id for hit in near.hits]
    away = [hit.id for hit in wide.hits if hit.id not in here][:ANYWHERE]
    entries = {one.service.pk: one for one in shortlists.entries([*here, *away], {})}
    return Given(asked, _of(here, entries), _of(away, entries), max(near.total - len(here), 0))


def _of(ids: list[uuid.UUID], entries: dict[uuid.UUID, Entry]) -> list[Entry]:
    return [entries[pk] for pk in ids if pk in entries]
