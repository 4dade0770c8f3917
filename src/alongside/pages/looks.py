"""Who looked at what is kept about people: each look at a sensitive thing, for officers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.paging import Page, page_of
from alongside.record import queries as record
from alongside.record import sentences, threads

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from alongside.people.models import Person
    from alongside.record.threads import Described

SIZE = 50
WORDS: dict[str, str | Promise] = {
    "people.person": gettext_lazy("An account"),
    "files.file": gettext_lazy("A file"),
    "replies.owedreply": gettext_lazy("A question"),
}
"""What kind of thing was looked at."""


@dataclass(frozen=True)
class Look:
    """One look: when, by whom, for whom, and at what."""

    at: dt.datetime
    who: Described | None
    acting_for: Described | None
    kind: str
    what: Described | None


def looks(person: Person, *, number: str | None) -> Page[Look]:
    """The latest first. What is gone since has no name any more."""
    page = page_of(record.reads(), number, SIZE)
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for event in page.rows:
        wanted[event.subject_kind].add(event.subject_id)
    known = {kind: threads.describe(kind, ids, person) for kind, ids in wanted.items()}
    rows = [
        Look(told.at, told.who, told.acting_for, _kind(event.subject_kind), known[event.subject_kind].get(event.subject_id))
        for event, told in zip(page.rows, sentences.tell(page.rows, person), strict=True)
    ]
    return Page(rows, page.number, page.total, page.pages, page.first, page.last)


def _kind(label: str) -> str:
    return str(WORDS.get(label, _("Something else")))
