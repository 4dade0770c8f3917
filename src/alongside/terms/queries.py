"""Reading the words for needs."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from uuid import UUID

from django.db import models

from alongside.kit import kept
from alongside.kit.kept import Kept
from alongside.terms import rings
from alongside.terms.models import Taxonomy, Term, TermQuerySet

NEEDS = "needs"
"""The slug of our own list."""


def needs() -> TermQuerySet:
    """Our own list of needs as it is offered, by name."""
    return Term.objects.of(NEEDS).standing().order_by("name", "id")


def common_needs() -> TermQuerySet:
    """What many people come for: the needs that officers put on the first page, in that order."""
    return needs().exclude(common=None).order_by("common", "name", "id")


def taxonomies() -> models.QuerySet[Taxonomy]:
    """Every list of terms, with how many of each stand."""
    standing = models.Count("terms", filter=models.Q(terms__retired_at=None))
    return Taxonomy.objects.annotate(standing=standing).order_by("name", "id")


def terms_of(taxonomy: Taxonomy, *, words: str = "", retired: bool = False) -> TermQuerySet:
    """The terms of a list by name, those that speak of `words` in their name or lines; retired ones on request."""
    rows = Term.objects.filter(taxonomy=taxonomy, retired_at__isnull=not retired)
    for word in words.split():
        rows = rows.filter(models.Q(name__icontains=word) | models.Q(synonyms__icontains=word) | models.Q(alike__icontains=word))
    return rows.select_related("parent", "merged_into").order_by("name", "id")


def standing_for(ids: Iterable[UUID]) -> dict[UUID, Term]:
    """For each of these terms the one that stands for it now: itself, or the one it was merged into. Retired ones are left out."""
    led = dict(Term.objects.exclude(merged_into=None).values_list("id", "merged_into_id"))
    last = {key: _end(key, led) for key in ids}
    found = Term.objects.standing().in_bulk(set(last.values()))
    return {key: found[end] for key, end in last.items() if end in found}


def paths() -> dict[UUID, tuple[Term, ...]]:
    """For every term the one that stands for it and those above it, nearest first. Retired ones have none.

    What is marked with a term is found under each of them.
    """
    return _PATHS.at(edition())


def below(ids: Collection[UUID]) -> set[UUID]:
    """These terms, all that stand below them and all that were merged into any of them: whose paths lead through them."""
    rows = list(Term.objects.order_by("id").values_list("id", "parent_id", "merged_into_id"))
    found, more = set[UUID](), set(ids)
    while more:
        found |= more
        more = {key for key, *above in rows if not found.isdisjoint(above)} - found
    return found


def synonyms() -> dict[str, list[str]]:
    """Every everyday word or phrase -> words and phrases to look for as well. The same object until a term changes."""
    return _SYNONYMS.at(edition())


def edition() -> Hashable | None:
    """A key that changes whenever any term does. None while there are none."""
    return kept.edition("SELECT key FROM terms_edition")


def _synonyms() -> dict[str, list[str]]:
    terms = Term.objects.filter(models.Q(retired_at=None) | models.Q(merged_into__isnull=False)).order_by("name", "id")
    every = {term.id: term for term in terms}
    led = {term.id: term.merged_into_id for term in every.values() if term.merged_into_id}
    entries = (_entry(term, every.get(_end(term.id, led))) for term in every.values())
    return rings.synonyms(entry for entry in entries if entry)


def _entry(term: Term, end: Term | None) -> rings.Entry | None:
    """A term as the thesaurus sees it. One that was merged speaks for the term it was merged into: both names are alike."""
    if end is None or end.retired_at:
        return None
    names = [f"{end.name.replace(',', ' ')}, {term.name.replace(',', ' ')}"] if end is not term else []
    return rings.Entry(end.name, tuple(term.synonyms), (*names, *term.alike))


def _end(key: UUID, led: dict[UUID, UUID]) -> UUID:
    while key in led:
        key = led[key]
    return key


def _paths() -> dict[UUID, tuple[Term, ...]]:
    every = Term.objects.in_bulk()
    led = {term.id: term.merged_into_id for term in every.values() if term.merged_into_id}
    return {key: path for key in every if (path := tuple(_up(every[_end(key, led)], every, led)))}


def _up(term: Term, every: dict[UUID, Term], led: dict[UUID, UUID]) -> Iterator[Term]:
    """A standing term and those above it; where one above was merged, the one that stands for it."""
    seen: set[UUID] = set()
    step: Term | None = term
    while step and step.id not in seen and not (step.retired_at and step is term):
        seen.add(step.id)
        if not step.retired_at:
            yield step
        step = every[_end(step.parent_id, led)] if step.parent_id else None


_PATHS: Kept[dict[UUID, tuple[Term, ...]]] = Kept(_paths)
_SYNONYMS: Kept[dict[str, list[str]]] = Kept(_synonyms)
