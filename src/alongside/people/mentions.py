"""Names of people in what others wrote and what stays: an officer finds them, and takes them out.

What is kept by declaration, such as an answer or a note of a talk, may name somebody who is forgotten. Rooms say which of their
texts those are: never words that are sealed, signed or chained, since those cannot be changed without being seen to be.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.record import actions as record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.people.models import Person

SHORTEST, MOST, AROUND = 3, 100, 70
"""A shorter name is found everywhere; so many places are shown at once; so many letters stand around each."""


@dataclass(frozen=True)
class Text:
    """One kind of text that somebody may be named in, and what it is called."""

    label: str
    field: str
    called: str | Promise

    @property
    def rows(self) -> models.QuerySet[Any]:
        model = apps.get_model(self.label)
        return models.QuerySet(model).order_by("pk")

    def naming(self, name: str) -> models.QuerySet[Any]:
        """The rows in which a name stands."""
        return self.rows.filter(**{f"{self.field}__icontains": name})


@dataclass(frozen=True)
class Mention:
    """One text that names somebody: where it stands, and the words around the name."""

    key: str
    what: str
    before: str
    name: str
    after: str
    times: int


_texts: dict[str, Text] = {}


def register(label: str, called: str | Promise, *fields: str) -> None:
    """Rows of this model ("replies.turn") keep words in these fields that may name anybody."""
    for field in fields:
        _texts[f"{label.lower()}.{field}"] = Text(label.lower(), field, called)


def find(name: str) -> list[Mention]:
    """Where a name stands in what is kept, so many places at most."""
    return list(_found(_plain(name)))[:MOST]


def count(name: str) -> int:
    """In how many kept texts a name stands; none for a name too short to mean anybody."""
    name = _plain(name)
    return sum(text.naming(name).count() for text in _texts.values()) if len(name) >= SHORTEST else 0


@transaction.atomic
def take_out(keys: Iterable[str], *, name: str, by: Person) -> int:
    """Put "[name removed]" for the name in these texts, and keep on record where, never whom. Returns how many texts changed."""
    name, done = _plain(name), 0
    for key in keys:
        path, _colon, pk = key.partition(":")
        text = _texts.get(path)
        row = text.rows.select_for_update().filter(pk=pk).first() if text and _is_id(pk) else None
        if text is None or row is None or len(name) < SHORTEST:
            continue
        said = str(getattr(row, text.field))
        left = _pattern(name).sub(_("[name removed]"), said)
        if left == said:
            continue
        size = row._meta.get_field(text.field).max_length
        text.rows.filter(pk=row.pk).update(**{text.field: left[:size]})
        record.write("people.mention_removed", on=row, by=by, facts={"field": text.field})
        done += 1
    return done


def _found(name: str) -> Iterator[Mention]:
    if len(name) < SHORTEST:
        return
    for path, text in _texts.items():
        for pk, said in text.naming(name).values_list("pk", text.field)[:MOST]:
            hits = list(_pattern(name).finditer(said))
            if hits:
                yield _mention(f"{path}:{pk}", text, said, hits)


def _mention(key: str, text: Text, said: str, hits: list[re.Match[str]]) -> Mention:
    first, last = hits[0].span()
    before, after = said[max(0, first - AROUND) : first], said[last : last + AROUND]
    if first > AROUND:
        before = "…" + before
    if last + AROUND < len(said):
        after += "…"
    return Mention(key, str(text.called), before, said[first:last], after, len(hits))


def _pattern(name: str) -> re.Pattern[str]:
    """The name as a whole word, however it is written large or small and whatever space is between its parts."""
    parts = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)


def _plain(name: str) -> str:
    return " ".join(name.replace("\0", "").split())


def _is_id(pk: str) -> bool:
    try:
        uuid.UUID(pk)
    except ValueError:
        return False
    return True
