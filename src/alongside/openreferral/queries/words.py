"""Lists of terms as the standard says them: our own needs, and whatever other list the place has."""

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.openreferral import standard
from alongside.openreferral.queries.values import uri
from alongside.terms import queries as terms

if TYPE_CHECKING:
    from alongside.terms.models import Taxonomy, Term


def lists() -> list[standard.Taxonomy]:
    """Every list, by its id."""
    return sorted(map(_list, terms.taxonomies()), key=lambda one: one.id)


def words() -> list[standard.TaxonomyTerm]:
    """Every term that is offered, by its id."""
    names = names_of_lists()
    standing = {path[0].pk: path for path in terms.paths().values()}
    return sorted((word(path, names) for path in standing.values()), key=lambda one: one.id)


def word(path: tuple["Term", ...], names: Mapping[uuid.UUID, str]) -> standard.TaxonomyTerm:
    """The term at the beginning of `path`, which goes on with those above it."""
    term = path[0]
    return standard.TaxonomyTerm(
        id=str(term.pk),
        name=term.name,
        description=": ".join(step.name for step in reversed(path)),
        parent_id=str(path[1].pk) if len(path) > 1 else None,
        taxonomy=names.get(term.taxonomy_id),
        taxonomy_id=str(term.taxonomy_id),
        term_uri=uri(term.uri),
    )


def names_of_lists() -> dict[uuid.UUID, str]:
    """What each list is called."""
    return {one.pk: one.name for one in terms.taxonomies()}


def leading_to(term: uuid.UUID) -> list[uuid.UUID]:
    """The terms that are published as this one: itself, and those that were merged into it."""
    return [key for key, path in terms.paths().items() if path[0].pk == term]


def of_list(taxonomy: uuid.UUID) -> list[uuid.UUID]:
    """The terms that are published as one of this list."""
    return [key for key, path in terms.paths().items() if path[0].taxonomy_id == taxonomy]


def _list(one: "Taxonomy") -> standard.Taxonomy:
    said = _("What people look for, in everyday words.") if one.slug == terms.NEEDS else _("A list of words: %(name)s.")
    return standard.Taxonomy(id=str(one.pk), name=one.name, description=said % {"name": one.name}, uri=uri(one.uri))
