"""What two services are compared by: each trait read once, in a plain form in which the same thing is written the same way."""

import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from alongside.directory.models import Contact, Service, ServiceLocation
from alongside.organisations.names import plain
from alongside.places import postcodes
from alongside.places import queries as places_of

_SPELT = 82.0
LETTERS = 400
"""So much of a description is compared."""
_LITTLE = frozenset(
    "a an and at by for from in of on the to with group club class classes session sessions service services team".split()
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TELLING = frozenset(
    {
        *_DAYS,
        *(f"{day}s" for day in _DAYS),
        *("junior", "juniors", "senior", "seniors", "baby", "babies", "toddler", "toddlers", "adult", "adults", "youth"),
        *("men", "mens", "women", "womens", "boys", "girls", "ladies", "children", "childrens", "over", "under", "families"),
        *(
            "beginner",
            "beginners",
            "intermediate",
            "advanced",
            "morning",
            "afternoon",
            "evening",
            "online",
            "north",
            "south",
            "indoor",
            "outdoor",
        ),
        *("east", "west", "beavers", "cubs", "scouts", "rainbows", "brownies", "guides", "rangers", "primary", "secondary"),
        *(
            "first",
            "second",
            "third",
            "one",
            "two",
            "three",
            "infant",
            "infants",
            "school",
            "preschool",
            "teen",
            "teens",
            "teenage",
            "ante",
            "post",
        ),
    }
)
"""Words by which services of one organisation are told apart."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One service as it is compared."""

    id: uuid.UUID
    name: str
    own: str
    runner: str
    phones: frozenset[str]
    emails: frozenset[str]
    links: frozenset[str]
    postcodes: frozenset[str]
    telling: frozenset[str]
    text: str
    towns: frozenset[str] = frozenset()

    @property
    def words(self) -> list[str]:
        """The words of its name that say something."""
        return saying(self.name)


def saying(name: str) -> list[str]:
    """The words of a name that say something; all where none does."""
    return [word for word in name.split() if word not in _LITTLE] or name.split()


def traits_of(key: uuid.UUID, name: str, runner: str, *, url: str = "", text: str = "", **more: Iterable[str]) -> Traits:
    """The traits of one service from its words. `more` are its phones, emails and postcodes, and words that name our `towns`."""
    runner, called = plain(runner), plain(name)
    own = _own_name(called, runner)
    return Traits(
        id=key,
        name=called,
        own=own,
        runner=runner,
        phones=frozenset(filter(None, map(_phone, more.get("phones", ())))),
        emails=frozenset(mail.strip().casefold() for mail in more.get("emails", ()) if mail.strip()),
        links=frozenset(filter(None, [link(url)])),
        postcodes=frozenset(found for one in more.get("postcodes", ()) if (found := postcodes.key(one))),
        telling=frozenset(word for word in own.split() if word in _TELLING or any(letter.isdigit() for letter in word)),
        text=" ".join(text.casefold().split())[:LETTERS],
        towns=frozenset(own.split()) & frozenset(more.get("towns", ())),
    )


def _own_name(name: str, runner: str) -> str:
    """What a service is called by itself: "Mill Hall: choir", run by Mill Hall, is the choir."""
    of_runner = runner.split()
    rest = [word for word in name.split() if not any(fuzz.ratio(word, other) >= _SPELT for other in of_runner)]
    return " ".join(rest) if set(rest) - _LITTLE else name


def read(ids: Collection[uuid.UUID] | None = None) -> list[Traits]:
    """The traits of all services that are shown, or of these; in a constant number of queries."""
    shown = Service.objects.published() if ids is None else Service.objects.filter(pk__in=list(ids))
    services = shown.order_by("pk").values_list("pk", "name", "organisation__name", "url", "description")
    here = shown.order_by().values("pk")
    contacts = _by_service(Contact.objects.filter(service__in=here).order_by("pk").values_list("service", "kind", "value"))
    places = _by_service(ServiceLocation.objects.filter(service__in=here).order_by("pk").values_list("service", "postcode"))
    towns = {word for town in places_of.towns() for word in plain(town.name).split() if word not in _LITTLE}
    return [
        traits_of(
            pk,
            name,
            runner,
            towns=towns,
            url=url,
            text=text,
            phones=[value for kind, value in contacts[pk] if kind != Contact.Kind.EMAIL],
            emails=[value for kind, value in contacts[pk] if kind == Contact.Kind.EMAIL],
            postcodes=[postcode for (postcode,) in places[pk]],
        )
        for pk, name, runner, url, text in services
    ]


def _by_service(rows: Iterable[tuple[Any, ...]]) -> dict[uuid.UUID, list[tuple[str, ...]]]:
    found: dict[uuid.UUID, list[tuple[str, ...]]] = defaultdict(list)
    for service, *rest in rows:
        found[service].append(tuple(rest))
    return found


def _phone(value: str) -> str:
    digits = re.sub(r"\D", "", value.replace("+44", "0", 1).replace("(0)", ""))
    return digits if len(digits) >= 6 else ""


def link(url: str) -> str:
    """A web address without what does not matter: how it is fetched, www, a slash or a page name at the end."""
    try:
        parts = urlsplit(url.strip().casefold())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = re.sub(r"/(index|home|default)(\.\w+)?$", "", parts.path.rstrip("/"))
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")
