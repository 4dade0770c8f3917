"""Services as rows of a list: read from what was written with each service, without building model objects."""

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import cache

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from alongside.directory import policy
from alongside.directory.queries import assurance
from alongside.directory.queries import capacity as capacities
from alongside.kit import replicas, words
from alongside.places import distance
from alongside.places import queries as places

SECTORS = {
    "voluntary": lazy("Charity or group"),
    "council": lazy("Council"),
    "health": lazy("NHS"),
    "public": lazy("Public body"),
    "business": lazy("Business"),
}
WAYS = {"home": lazy("comes to you"), "phone": lazy("by phone"), "online": lazy("online")}


class Spot(msgspec.Struct, array_like=True, frozen=True):
    """One place where a service happens: a point, the town it is in, and how well we know the point."""

    latitude: float
    longitude: float
    town: str
    precision: str


class Facts(msgspec.Struct, omit_defaults=True, frozen=True):
    """What a list says of a service. Cost and times are sentences already."""

    name: str
    slug: str
    organisation: str
    sector: str
    summary: str = ""
    cost: str = ""
    times: str = ""
    ways: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    everywhere: bool = False
    hidden: bool = False
    paused: bool = False
    assured_on: dt.date | None = None
    capacity: str = ""
    capacity_on: dt.date | None = None
    weeks: int | None = None
    until: dt.date | None = None


class Said(msgspec.Struct, frozen=True):
    """What a list says of a service on a day, wherever it stands in the list."""

    facts: Facts
    today: dt.date
    lasts: dt.timedelta | None = None
    """How long a capacity counts by the rules of now: what is said of it is kept by this too."""

    @property
    def cost(self) -> str:
        return self.facts.cost or _("Cost not given")

    @property
    def times(self) -> str:
        return self.facts.times or _("times not given")

    @property
    def confirmed(self) -> str:
        """How sure we are, in words. Silence says so by itself."""
        return assurance.said(self.facts.assured_on, self.today)

    @property
    def recent(self) -> bool:
        return assurance.standing(self.facts.assured_on, self.today) == "recent"

    @property
    def capacity(self) -> capacities.Statement | None:
        """How full it is, as last said."""
        facts = self.facts
        return capacities.statement(facts.capacity, facts.capacity_on, facts.weeks, facts.until)

    @property
    def room(self) -> str:
        """The same in words; nothing where nobody said."""
        return self.capacity.words(self.today) if self.capacity else ""

    @property
    def room_kind(self) -> str:
        return self.capacity.kind(self.today) if self.capacity else ""


class Row(msgspec.Struct):
    """One service in a list: its number there, how far it is (metres, None when not known), and from where to which spot."""

    id: uuid.UUID
    said: Said
    number: int
    distance_m: int | None = None
    spot: Spot | None = None
    near: places.Located | None = None

    @property
    def facts(self) -> Facts:
        return self.said.facts

    @property
    def at(self) -> str:
        """Where it stands on the page."""
        return f"r{self.number}"

    @property
    def key(self) -> str:
        """Its id, as a form names it."""
        return str(self.id)

    @property
    def url(self) -> str:
        return f"{_services()}{self.facts.slug}/"

    @property
    def runner(self) -> str:
        """Who runs it; where that is the same as its name, the kind of body that it is."""
        facts = self.facts
        return facts.organisation if facts.organisation.casefold() != facts.name.casefold() else str(SECTORS[facts.sector])

    @property
    def where(self) -> str:
        """How far and in which town; else how it comes to people; else plainly that no address is given."""
        facts = self.facts
        if self.spot and self.near and self.distance_m is not None:
            far = distance.said(self.distance_m, self.spot.precision, self.near.precision)
            return ", ".join(filter(None, (far, self.spot.town)))
        if towns := list(dict.fromkeys(spot.town for spot in facts.spots if spot.town)):
            return words.joined(towns) if len(towns) < 3 else _and_more(towns)
        if facts.ways:
            said = words.joined([str(WAYS[way]) for way in facts.ways])
            return said[:1].upper() + said[1:]
        if facts.hidden:
            return _("Address kept private")
        return _("Serves the whole area") if facts.everywhere else _("No address given")


_FACTS = msgspec.json.Decoder(Facts)


def _and_more(towns: Sequence[str]) -> str:
    more = len(towns) - 1
    return ngettext("%(town)s and %(more)s more place", "%(town)s and %(more)s more places", more) % {
        "town": towns[0],
        "more": more,
    }


def rows(found: Sequence[tuple[uuid.UUID, int | None]], *, first: int, today: dt.date, near: places.Located | None) -> list[Row]:
    """The rows of these services, in this order, in one query. `found` pairs an id with its distance in metres."""
    kept = _kept([id_ for id_, _ in found])
    lasts = policy.CAPACITY_LASTS()
    facts = [(id_, metres, _FACTS.decode(kept[id_])) for id_, metres in found if id_ in kept]
    return [
        Row(id_, Said(one, today, lasts), number, metres, _spot(one, near), near)
        for number, (id_, metres, one) in enumerate(facts, start=first)
    ]


def _kept(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The cards of these services by plain SQL: the query builder would take longer than all the rest of a row."""
    if not ids:
        return {}
    connection = replicas.connection()
    native = connection.features.has_native_uuid_field
    known = {id_ if native else id_.hex: id_ for id_ in ids}
    marks = ", ".join(["%s"] * len(known))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT service_id, facts FROM directory_card WHERE service_id IN ({marks})", [*known])  # noqa: S608
        return {known[key]: facts for key, facts in cursor.fetchall()}


@cache
def _services() -> str:
    """The address under which the pages of services stand."""
    return reverse("directory:service", args=["x"]).removesuffix("x/")


def _spot(facts: Facts, near: places.Located | None) -> Spot | None:
    """The spot nearest to where somebody is, else the first."""
    if near:
        return min(facts.spots, key=lambda spot: distance.metres(*near.point, spot.latitude, spot.longitude), default=None)
    return facts.spots[0] if facts.spots else None
