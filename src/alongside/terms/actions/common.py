"""Which needs the first page offers. It does not touch their words, so a newer list may still teach them."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.record import actions as record
from alongside.terms import policy, queries
from alongside.terms.actions.editing import Person, WrongMove
from alongside.terms.models import Taxonomy, Term


@transaction.atomic
def make_common(term: Term, *, by: Person) -> Term:
    """Offer a need of our own list on the first page, after those that are there."""
    Taxonomy.objects.select_for_update().get(pk=term.taxonomy_id)
    there = list(queries.common_needs())
    if term not in queries.needs():
        raise WrongMove(_("%(name)s is no longer on the list.") % {"name": term.name})
    if term in there:
        return term
    if len(there) >= policy.MOST_COMMON:
        raise WrongMove(_("The first page has room for %(number)d needs. Take one off first.") % {"number": policy.MOST_COMMON})
    return _placed(term, max((one.common or 0 for one in there), default=0) + 1, "terms.made_common", by)


@transaction.atomic
def make_uncommon(term: Term, *, by: Person) -> Term:
    """Offer a need no longer on the first page. It stays on the list."""
    return _placed(term, None, "terms.made_uncommon", by)


def _placed(term: Term, place: int | None, kind: str, by: Person) -> Term:
    Term.objects.filter(pk=term.pk).update(common=place)
    term.common = place
    record.write(kind, on=term, by=by)
    return term
