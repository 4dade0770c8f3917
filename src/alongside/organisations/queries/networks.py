"""Networks: who belongs to which, who speaks for them, and where nobody does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from alongside.kit import clock
from alongside.organisations.models import NetworkMember, Organisation, Representative
from alongside.organisations.models.network import NetworkMemberQuerySet

MOST = 200
"""Terms of one network that are looked at. A network that sent more people out shows the latest."""


@dataclass(frozen=True)
class Voice:
    """One body, and who speaks there for the network: `now`, or nobody since `lapsed`. `following` begins later."""

    body: str
    here: Organisation | None
    now: list[Representative]
    following: list[Representative]
    last: Representative | None
    lapsed: dt.date | None


def members_of(network: Organisation) -> NetworkMemberQuerySet:
    """Who belongs to it today, by name."""
    held = NetworkMember.objects.open_on(clock.today()).filter(network=network)
    return held.select_related("member").order_by("member__name", "id")


def networks_of(member: Organisation) -> list[NetworkMember]:
    """To which networks it belongs today."""
    held = NetworkMember.objects.open_on(clock.today()).filter(member=member)
    return list(held.select_related("network").order_by("network__name", "id")[:100])


def voices_of(network: Organisation) -> list[Voice]:
    """Each body on which it has a voice or should have one, by name. What it gave up is not among them."""
    terms = list(Representative.objects.filter(network=network).select_related("body_here").order_by("-ends", "id")[:MOST])
    terms.sort(key=_body)
    found = [_voice(list(group), clock.today()) for _key, group in groupby(terms, key=_body)]
    return [voice for voice in found if voice]


def is_network(organisation: Organisation) -> bool:
    """Whether organisations belong to it, or somebody speaks for it."""
    return members_of(organisation).exists() or Representative.objects.filter(network=organisation).exists()


def _body(one: Representative) -> str:
    """Upper and lower case, and spaces, make no other body."""
    return " ".join((one.body_here.name if one.body_here else one.body).split()).casefold()


def _voice(terms: list[Representative], today: dt.date) -> Voice | None:
    """`terms` are all on one body, the one that ends last first."""
    now = [one for one in terms if one.starts <= today < one.ends]
    following = [one for one in terms if one.starts > today]
    past = [one for one in terms if one.ends <= today]
    last = past[0] if past and not now else None
    if not now and not following and (last is None or last.is_given_up):
        return None
    first = terms[0]
    body = first.body_here.name if first.body_here else first.body
    lapsed = last.ends if last and not last.is_given_up else None
    return Voice(body, first.body_here, now, following, last, lapsed)
