"""Lists of terms."""

from typing import Any

from tests.addresses.rows import Row, officers
from tests.personas import County
from tests.terms.factories import TermFactory


def the_needs(county: County) -> dict[str, Any]:
    """Our own list, where it is the one that is meant."""
    TermFactory.create(name="Feeling lonely", synonyms=["lonely -> befriending"])
    return {}


def their_list(county: County) -> dict[str, Any]:
    """A list of terms."""
    return {"taxonomy": TermFactory.create(taxonomy__slug="others", name="Night shelter").taxonomy.slug}


def a_need(county: County) -> dict[str, Any]:
    """One entry of our own list."""
    return {"taxonomy": "needs", "slug": TermFactory.create(name="Feeling lonely").slug}


def a_need_to_offer(county: County) -> dict[str, Any]:
    """One entry of our own list, which is the only one that the first page takes from."""
    return {"slug": a_need(county)["slug"]}


ROWS = {
    "terms:needs": Row(get=officers(), args=the_needs),
    "terms:import": Row(get=officers(), post=officers()),
    "terms:imported": Row(get=officers(302)),
    "terms:list": Row(get=officers(), args=their_list),
    "terms:add": Row(get=officers(), post=officers(), args=their_list),
    "terms:term": Row(get=officers(), post=officers(), args=a_need),
    "terms:merge": Row(get=officers(), post=officers(), args=a_need),
    "terms:common": Row(post=officers(302), args=a_need_to_offer),
    "terms:retire": Row(post=officers(302), args=a_need),
    "terms:bring_back": Row(post=officers(302), args=a_need),
}

NOBODYS = {"terms.taxonomy", "terms.term"}
