"""Changing a list term by term. Each change keeps its record and tells what was made from terms that they changed."""

import uuid
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.record import actions as record
from alongside.terms import registry
from alongside.terms.models import Edition, Taxonomy, Term

Person = models.Model | None
RESERVED = {"add"}
"""Words that stand in the place of a slug in our addresses."""


class WrongMove(ValueError):
    """Something that cannot be done to this term, in words for the person who tried."""


@transaction.atomic
def add(
    taxonomy: Taxonomy,
    *,
    name: str,
    by: Person,
    synonyms: Iterable[str] = (),
    alike: Iterable[str] = (),
    parent: Term | None = None,
    uri: str = "",
) -> Term:
    """Add a term to a list."""
    _refuse_same_name(taxonomy, name)
    term = Term.objects.create(
        taxonomy=taxonomy,
        slug=free_slugs(taxonomy)(name),
        name=name,
        parent=parent,
        uri=uri,
        synonyms=list(synonyms),
        alike=list(alike),
        edited_at=clock.now(),
    )
    return _changed("terms.added", term, by)


@transaction.atomic
def rename(term: Term, *, name: str, by: Person) -> Term:
    """Give a term another name. Its slug stays, so that links go on working."""
    term = _locked(term)
    _refuse_same_name(term.taxonomy, name, but=term)
    term.name = name
    return _edited("terms.renamed", term, by)


@transaction.atomic
def reword(term: Term, *, synonyms: Iterable[str], alike: Iterable[str], by: Person) -> Term:
    """Change the everyday words that lead to a term. How lines are written: `rings`."""
    term = _locked(term)
    term.synonyms, term.alike = list(synonyms), list(alike)
    return _edited("terms.reworded", term, by, leads=len(term.synonyms), alike=len(term.alike))


@transaction.atomic
def change(term: Term, *, name: str, synonyms: Iterable[str], alike: Iterable[str], by: Person) -> Term:
    """Rename and reword in one go, each only where it differs."""
    synonyms, alike = list(synonyms), list(alike)
    if name != term.name:
        term = rename(term, name=name, by=by)
    if (synonyms, alike) != (term.synonyms, term.alike):
        term = reword(term, synonyms=synonyms, alike=alike, by=by)
    return term


@transaction.atomic
def retire(term: Term, *, by: Person) -> Term:
    """Take a term from the list. What is marked with it stays marked, and it can be brought back."""
    term = _standing(term)
    term.retired_at = clock.now()
    return _edited("terms.retired", term, by)


@transaction.atomic
def merge(term: Term, *, into: Term, by: Person) -> Term:
    """Let another term of the same list stand for this one, its words included. It can be brought back."""
    term, into = _standing(term), _standing(into)
    if term.pk == into.pk or term.taxonomy_id != into.taxonomy_id:
        raise WrongMove(_("A term can only be merged into another one of the same list."))
    term.retired_at, term.merged_into = clock.now(), into
    return _edited("terms.merged", term, by, into=str(into.pk))


@transaction.atomic
def bring_back(term: Term, *, by: Person) -> Term:
    """Undo that a term was retired or merged."""
    term = _locked(term)
    if term.retired_at is None:
        raise WrongMove(_("%(name)s is on the list already.") % {"name": term.name})
    _refuse_same_name(term.taxonomy, term.name, but=term)
    term.retired_at = term.merged_into = None
    return _edited("terms.brought_back", term, by)


def free_slugs(taxonomy: Taxonomy) -> Callable[[str], str]:
    """Gives a slug for a name, each time one that no term of the list has."""
    taken = RESERVED | set(Term.objects.filter(taxonomy=taxonomy).values_list("slug", flat=True))

    def free(name: str) -> str:
        base = slugify(name)[:100] or "term"
        slug = next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
        taken.add(slug)
        return slug

    return free


def told(ids: list[uuid.UUID]) -> None:
    """Note that terms changed: a new edition, and everyone who listens hears of it."""
    Edition.objects.update_or_create(id=1, defaults={"key": uuid.uuid4()})
    registry.tell(ids)


def _edited(kind: str, term: Term, by: Person, **facts: Any) -> Term:
    term.edited_at = clock.now()
    term.save()
    return _changed(kind, term, by, **facts)


def _changed(kind: str, term: Term, by: Person, **facts: Any) -> Term:
    told([term.pk])
    record.write(kind, on=term, by=by, facts=facts)
    return term


def _locked(term: Term) -> Term:
    return Term.objects.select_for_update(of=("self",)).select_related("taxonomy").get(pk=term.pk)


def _standing(term: Term) -> Term:
    term = _locked(term)
    if term.retired_at:
        raise WrongMove(_("%(name)s is no longer on the list.") % {"name": term.name})
    return term


def _refuse_same_name(taxonomy: Taxonomy, name: str, but: Term | None = None) -> None:
    same = Term.objects.standing().filter(taxonomy=taxonomy, name__iexact=name)
    if any(term != but for term in same):
        raise WrongMove(_("%(name)s is on the list already.") % {"name": name})
