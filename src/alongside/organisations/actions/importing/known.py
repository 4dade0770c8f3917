"""What stands here already, as an import compares with it: read once, in a constant number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from rapidfuzz import fuzz

from alongside.organisations import names
from alongside.organisations.models import Contact, Identifier, ImportRow, LogEntry, Organisation, OrganisationAddress
from alongside.organisations.queries import whole
from alongside.places import postcodes

PLAIN = ("name", "legal_name", "about", "url", "opening", "size", "staff", "trustees", "volunteers")
CLOSE, CLOSE_AT_ONE_POSTCODE = 88, 72
ALIKE = 60
COMMON = 60
"""A word that so many names have tells them apart no more."""
MOST_CANDIDATES = 3


@dataclass
class Here:
    """One organisation as it stands."""

    id: uuid.UUID
    slug: str
    facts: dict[str, Any]
    other_names: list[str]
    what: str
    identifiers: dict[str, str] = field(default_factory=dict)
    status: dict[str, tuple[str, str]] = field(default_factory=dict)
    contacts: set[tuple[str, str]] = field(default_factory=set)
    address: dict[str, str] = field(default_factory=dict)
    log: set[tuple[str, str]] = field(default_factory=set)
    patches: set[str] = field(default_factory=set)
    client_groups: set[str] = field(default_factory=set)

    @property
    def postcode(self) -> str:
        return self.address.get("postcode", "")

    @property
    def all_names(self) -> list[str]:
        return [str(self.facts["name"]), *filter(None, [self.facts["legal_name"]]), *self.other_names]


def stand(ids: Collection[uuid.UUID] | None = None) -> dict[uuid.UUID, Here]:
    """The organisations that are open, with all that an import compares; those of `ids` only, where these are given."""
    chosen = Organisation.objects.filter(pk__in=ids) if ids is not None else Organisation.objects.filter(closed_at=None)
    rows = chosen.order_by("pk").values_list("pk", "slug", "other_names", "sector", "kind", *PLAIN)
    here = {
        pk: Here(pk, slug, dict(zip(PLAIN, plain, strict=True)), others, f"{sector}:{kind}")
        for pk, slug, others, sector, kind, *plain in rows
    }
    of: dict[str, Any] = {"organisation_id__in": list(here)} if ids is not None else {"organisation__closed_at": None}
    for pk, scheme, number, status, checked in _rows(Identifier.objects, of, "scheme", "number", "status", "checked_on"):
        here[pk].identifiers[scheme] = number
        here[pk].status[number] = (status, checked.isoformat() if checked else "")
    for pk, kind, value in _rows(Contact.objects, of, "kind", "value"):
        here[pk].contacts.add(contact_key(kind, value))
    for pk, *lines in _rows(OrganisationAddress.objects, of, *LINES):
        here[pk].address = dict(zip(LINES, lines, strict=True))
    for pk, day, text in _rows(LogEntry.objects, of, "on", "text"):
        here[pk].log.add((day.isoformat(), text))
    for pk, other in _rows(Organisation.patches.through.objects, of, "patch_id"):
        here[pk].patches.add(str(other))
    for pk, other in _rows(Organisation.client_groups.through.objects, of, "term_id"):
        here[pk].client_groups.add(str(other))
    return here


LINES = ("line_1", "line_2", "town", "county", "postcode")


def contact_key(kind: str, value: str) -> tuple[str, str]:
    """The same for the same number or address, however it is spaced or cased."""
    return kind, "".join(value.split()).casefold()


def _rows(manager: models.Manager[Any], of: dict[str, Any], *fields: str) -> Iterable[tuple[Any, ...]]:
    return manager.filter(**of).order_by("pk").values_list("organisation_id", *fields)


def numbers_left() -> dict[tuple[str, str], uuid.UUID]:
    """The numbers of those that are part of another by now and that it could not take, having its own; and which that is."""
    instead = whole.kept_instead()
    left = Identifier.objects.filter(organisation__in=instead).order_by().values_list("scheme", "number", "organisation_id")
    return {(scheme, number): instead[gone] for scheme, number, gone in left}


class Index:
    """Finds the organisation that a row speaks of: by number, by name, by a close name, by postcode."""

    def __init__(self, here: dict[uuid.UUID, Here], left: dict[tuple[str, str], uuid.UUID]) -> None:
        self.here = here
        self.by_number = {(scheme, number): one for one in here.values() for scheme, number in one.identifiers.items()}
        self.by_left_number = {pair: here[kept] for pair, kept in left.items() if kept in here}
        self.by_name: dict[str, list[Here]] = defaultdict(list)
        self.by_word: dict[str, list[tuple[str, Here]]] = defaultdict(list)
        self.by_postcode: dict[str, list[Here]] = defaultdict(list)
        for one in here.values():
            self._add(one)

    def _add(self, one: Here) -> None:
        for name in {names.plain(each) for each in one.all_names}:
            self.by_name[name].append(one)
            for word in set(name.split()):
                self.by_word[word].append((name, one))
        if code := postcodes.key(one.postcode):
            self.by_postcode[code].append(one)

    def find(self, called: Iterable[str], numbers: Iterable[tuple[str, str]], postcode: str) -> tuple[Here | None, list[Here]]:
        """The one that it is, or else those that it may be."""
        numbers, plain = list(numbers), [names.plain(each) for each in called]
        by_number = (self.by_number.get(pair) or self.by_left_number.get(pair) for pair in numbers)
        if found := next(filter(None, by_number), None):
            return (found, []) if alike(plain[0], found.all_names) else (None, [found])
        same = list({one.id: one for name in plain for one in self.by_name.get(name, ())}.values())
        sure = [one for one in same if not _contradicts(one, numbers, postcode)]
        if len(sure) > 1:
            sure = [one for one in sure if postcode and _code(one.postcode) == _code(postcode)] or sure
        if len(sure) == 1:
            return sure[0], []
        return None, self._may_be(plain[0], same, postcode)

    def _may_be(self, plain: str, same: list[Here], postcode: str) -> list[Here]:
        found = {one.id: (100.0, one) for one in same}
        for score, one in self._close(plain):
            found.setdefault(one.id, (score, one))
        for one in self.by_postcode.get(_code(postcode), ()) if postcode else ():
            score = max(fuzz.token_set_ratio(plain, names.plain(each)) for each in one.all_names)
            if score >= CLOSE_AT_ONE_POSTCODE:
                found.setdefault(one.id, (score, one))
        best = sorted(found.values(), key=lambda pair: (-pair[0], str(pair[1].facts["name"])))
        return [one for _score, one in best[:MOST_CANDIDATES]]

    def _close(self, plain: str) -> Iterator[tuple[float, Here]]:
        """Those whose name is spelt nearly so, among those that share a telling word or the beginning of one."""
        for word in set(plain.split()):
            rows = self.by_word.get(word, ())
            for name, one in rows if len(rows) <= COMMON else ():
                score = fuzz.token_sort_ratio(plain, name, score_cutoff=CLOSE)
                if score:
                    yield score, one


class Listed:
    """Finds the earlier row of the same list whose name is spelt nearly so, and that nothing else tells apart."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[tuple[str, frozenset[str], str, ImportRow]]] = defaultdict(list)

    def like(self, row: ImportRow) -> ImportRow | None:
        """The nearest of those before; and the row itself is known from now on."""
        name, postcode = names.plain(row.name), _code(row.facts.get("address", {}).get("postcode", ""))
        words = name.split()
        told = frozenset(word for word in words if any(letter.isdigit() for letter in word))
        best, found = 0.0, None
        for word in set(words):
            held = self.by_word[word]
            for other, numbers, code, earlier in held if len(held) <= COMMON else ():
                if numbers != told or (code and postcode and code != postcode) or _two_numbers(row, earlier):
                    continue
                score = fuzz.token_sort_ratio(name, other, score_cutoff=CLOSE)
                if score > best:
                    best, found = score, earlier
            if len(held) <= COMMON:
                held.append((name, told, postcode, row))
        return found


def _two_numbers(one: ImportRow, other: ImportRow) -> bool:
    """Whether a register knows them as two."""
    first, second = (dict(row.facts.get("identifiers", ())) for row in (one, other))
    return any(second.get(scheme, number) != number for scheme, number in first.items())


def alike(plain: str, others: Iterable[str]) -> bool:
    """Whether one body may go by both: branches and projects often give the number of their parent."""
    return max(fuzz.token_set_ratio(plain, names.plain(other)) for other in others) >= ALIKE


def _contradicts(one: Here, numbers: list[tuple[str, str]], postcode: str) -> bool:
    """Whether the same name belongs to two: another number in the same register, or another postcode and no number."""
    if any(one.identifiers.get(scheme, number) != number for scheme, number in numbers):
        return True
    return bool(postcode and one.postcode and _code(postcode) != _code(one.postcode))


def _code(postcode: str) -> str:
    return postcodes.key(postcode) or postcode
