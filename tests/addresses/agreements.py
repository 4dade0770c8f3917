"""Agreements: read, written, discussed, settled."""

from typing import Any

from tests.addresses.rows import Row, Statuses, everyone
from tests.agreements import texts
from tests.personas import County


def on_the_table(county: County) -> dict[str, Any]:
    """Version 1 under discussion, for its partners; the charity writes too."""
    return {"slug": texts.a_discussed(county).agreement.slug}


def with_a_say(county: County) -> dict[str, Any]:
    """Positions with a reservation and a doubt, some withheld; a disagreement; a comment with its answer."""
    version = texts.a_spoken_of(county)
    return {"id": texts.clause(version.agreement, "2.2").pk}


def spoken_of(county: County) -> dict[str, Any]:
    return {"slug": texts.a_spoken_of(county).agreement.slug}


def version_1(county: County) -> dict[str, Any]:
    return on_the_table(county) | {"number": 1}


def two_versions(county: County) -> dict[str, Any]:
    return {"slug": texts.two_versions(county).agreement.slug}


def a_clause(county: County) -> dict[str, Any]:
    version = texts.a_discussed(county)
    return {"slug": version.agreement.slug, "id": texts.clause(version.agreement, "1.1").pk}


def inside(status: int = 200, **others: int) -> Statuses:
    """Its partners and the officers; nobody else knows of it."""
    return everyone(status, volunteer=404, visitor=302) | others


def settlers(status: int = 200) -> Statuses:
    """Officers settle; partners know of it."""
    return inside(403, chief=status, officer=status)


def writers(status: int = 200) -> Statuses:
    """Officers, and the charity, which writes too."""
    return settlers(status) | {"charity": status}


ROWS = {
    "agreements:main": Row(get=everyone(), args=lambda county: on_the_table(county) and {}),
    "agreements:list": Row(get=everyone(), args=lambda county: on_the_table(county) and {}),
    "agreements:begin": Row(get=settlers() | {"volunteer": 403}, post=settlers() | {"volunteer": 403}),
    "agreements:clause": Row(get=inside(visitor=404), post=inside(visitor=404), args=with_a_say),
    "agreements:agreement": Row(get=inside(visitor=404), args=spoken_of),
    "agreements:version": Row(get=inside(visitor=404), args=version_1),
    "agreements:counted": Row(get=inside(visitor=404), args=spoken_of),
    "agreements:compare": Row(get=inside(visitor=404), args=two_versions),
    "agreements:describe": Row(get=settlers(), post=settlers(), args=on_the_table),
    "agreements:text": Row(get=inside(), args=two_versions),
    "agreements:paste": Row(get=writers(), post=writers(), args=on_the_table),
    "agreements:add": Row(get=writers(), post=writers(), args=on_the_table),
    "agreements:renumber": Row(post=writers(302), args=on_the_table),
    "agreements:edit": Row(get=writers(), post=writers(), args=a_clause),
    "agreements:change": Row(post=writers(302), args=a_clause),
    "agreements:parties": Row(get=inside(), post=settlers(404), args=on_the_table),
    "agreements:ask_partners": Row(post=settlers(302), args=on_the_table),
    "agreements:publish": Row(get=settlers(), post=settlers(), args=on_the_table),
    "agreements:settle": Row(get=settlers(), post=settlers(302), args=spoken_of),
    "agreements:review": Row(get=settlers(), post=settlers(302), args=on_the_table),
    "agreements:end": Row(get=settlers(), post=settlers(), args=on_the_table),
}

NOBODYS = {"agreements.agreement", "agreements.clause"}
