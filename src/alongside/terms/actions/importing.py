"""Bringing in a list of terms that somebody else keeps, as often as it changes."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.record import actions as record
from alongside.terms import lists
from alongside.terms.actions.editing import WrongMove, free_slugs, told
from alongside.terms.lists import LONGEST, Listed
from alongside.terms.models import Taxonomy, Term
from alongside.terms.queries import NEEDS

Key = tuple[str, str]
T = TypeVar("T")


@dataclass(slots=True)
class Imported:
    """What an import did. `read` is the sum of created, updated, unchanged, kept and refused."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    """Terms that an officer has changed here: they stay as they are."""
    refused: list[tuple[int, str]] = field(default_factory=list)
    """Rows that could not be taken: their number and why."""
    gone: int = 0
    """Terms that stand here and are no longer in the file. They are left alone; an officer may retire them."""

    def told(self, at_most: int = 100) -> dict[str, Any]:
        """What its page shows: every count, and the first of the rows that were refused."""
        return {**asdict(self), "refused": self.refused[:at_most], "refusals": len(self.refused)}


@transaction.atomic
def import_taxonomy(path: Path | str, *, slug: str, name: str, by: models.Model | None, uri: str = "") -> Imported:
    """Bring in a list, or bring it up to date: matched by uri, else by name and parent. Raises `NotAList`."""
    if slug == NEEDS:
        raise WrongMove(_("Our own list of needs is changed on its page, not by an import."))
    listed = lists.read(path)
    taxonomy, _new = Taxonomy.objects.get_or_create(slug=slug, defaults={"name": name, "uri": uri})
    taxonomy = Taxonomy.objects.select_for_update().get(pk=taxonomy.pk)
    report = Imported(read=len(listed))
    _take(taxonomy, _sound(listed, report), report)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    facts = {"read": report.read, "created": report.created, "updated": report.updated, "digest": digest}
    record.write("terms.imported", on=taxonomy, by=by, facts=facts)
    return report


def _sound(listed: list[Listed], report: Imported) -> dict[Key, Listed]:
    """The rows that can be taken, by what tells them apart."""
    above = _above(listed)
    sound: dict[Key, Listed] = {}
    for number, row in enumerate(listed):
        one = row if number in above else replace(row, parent="")
        if fault := _fault(one, sound):
            report.refused.append((number + 1, fault))
        else:
            sound[_key(one.uri, one.name, one.parent)] = one
    return sound


def _above(listed: list[Listed]) -> dict[int, int]:
    """Which row stands above which. A parent that is not in the file, or that leads back to the row itself, is none."""
    called = _called(enumerate(listed))
    above = {number: called[up] for number, one in enumerate(listed) if (up := one.parent.casefold()) in called}
    return {number: up for number, up in above.items() if not _circles(number, above)}


def _called(listed: Iterable[tuple[T, Listed]]) -> dict[str, T]:
    """Rows by what others may call them: their uri, else the first of their name."""
    every = list(listed)
    by_name = {one.name.casefold(): key for key, one in reversed(every) if one.name}
    return by_name | {one.uri.casefold(): key for key, one in every if one.uri}


def _circles(number: int, above: dict[int, int]) -> bool:
    seen, at = {number}, above.get(number)
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(at)
    return at is not None


def _fault(one: Listed, sound: dict[Key, Listed]) -> str:
    if not one.name:
        return _("It has no name.")
    if len(one.name) > LONGEST or len(one.uri) > LONGEST:
        return _("Its name or address is longer than 200 letters.")
    if _key(one.uri, one.name, one.parent) in sound:
        return _("It stands in the file twice.")
    return ""


def _take(taxonomy: Taxonomy, sound: dict[Key, Listed], report: Imported) -> None:
    """Write what is new or different; parents come last, when every term is there."""
    there, slugs = _there(taxonomy), free_slugs(taxonomy)
    new = {
        key: Term(taxonomy=taxonomy, slug=slugs(one.name), name=one.name, uri=one.uri)
        for key, one in sound.items()
        if key not in there
    }
    Term.objects.bulk_create(new.values())
    taken = {key: new.get(key) or there[key] for key in sound}
    called = _called(sound.items())
    parents = {key: taken[called[one.parent.casefold()]] for key, one in sound.items() if one.parent.casefold() in called}
    kept = {key for key, term in taken.items() if term.edited_at}
    changed = {key for key in taken.keys() - kept if _is_changed(taken[key], sound[key], parents.get(key))}
    Term.objects.bulk_update([taken[key] for key in changed], ["name", "parent", "alike"], batch_size=200)
    if touched := changed | new.keys():
        told([taken[key].pk for key in touched])
    report.created, report.kept, report.updated = len(new), len(kept), len(changed - new.keys())
    report.unchanged = len(taken) - report.created - report.kept - report.updated
    report.gone = len({term.pk for term in there.values() if not term.retired_at} - {term.pk for term in taken.values()})


def _is_changed(term: Term, one: Listed, parent: Term | None) -> bool:
    """Give a term what the list says of it. Its synonyms mean the same as its name, so they stand beside it."""
    before = term.name, term.parent_id, term.alike
    plain = [text.replace(",", " ") for text in (one.name, *one.synonyms)]
    term.name, term.parent, term.alike = one.name, parent, [", ".join(plain)] * bool(one.synonyms)
    return before != (term.name, term.parent_id, term.alike)


def _there(taxonomy: Taxonomy) -> dict[Key, Term]:
    """The terms of a list by every key that a file may know them by: a parent may be named by its uri or its name."""
    there: dict[Key, Term] = {}
    for term in Term.objects.filter(taxonomy=taxonomy).select_related("parent").order_by("id"):
        for parent in (term.parent.uri, term.parent.name) if term.parent else ("",):
            there.setdefault(_key(term.uri, term.name, parent), term)
    return there


def _key(uri: str, name: str, parent: str) -> Key:
    return (uri, "") if uri else (name.casefold(), parent.casefold())
