"""What every kind of source has in common on the way to our words: checks, mendings and notes."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.directory.actions.importing import cleaning
from alongside.directory.actions.importing.shapes import Notes, Refused, Runner
from alongside.directory.models import Service
from alongside.directory.queries.facts import Facts
from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.people.consent import Publish
from alongside.places.address import Precision

LONGEST_NAME = 300
BRITAIN = ((49.0, 61.5), (-9.5, 2.5))
"""Latitudes and longitudes between which a place of ours can lie."""
SECTORS = frozenset({"voluntary", "council", "health", "public", "business"})
STATUSES = {
    "": Service.Status.PUBLISHED,
    "active": Service.Status.PUBLISHED,
    "published": Service.Status.PUBLISHED,
    "open": Service.Status.PUBLISHED,
    "live": Service.Status.PUBLISHED,
    "temporarily closed": Service.Status.PAUSED,
    "paused": Service.Status.PAUSED,
    "suspended": Service.Status.PAUSED,
    "inactive": Service.Status.WITHDRAWN,
    "defunct": Service.Status.WITHDRAWN,
    "closed": Service.Status.WITHDRAWN,
    "withdrawn": Service.Status.WITHDRAWN,
}


@dataclass
class Mapper:
    """Gathers notes while records of one source become ours."""

    notes: Notes
    today: dt.date = field(default_factory=clock.today)

    def name(self, value: object) -> str:
        name = cleaning.line(value)
        if not name:
            raise Refused(_("It has no name."))
        if len(name) > LONGEST_NAME:
            raise Refused(
                _("Its name is %(count)s letters long. A name has at most %(most)s.") % {"count": len(name), "most": LONGEST_NAME}
            )
        return name

    def runner(
        self,
        key: object,
        name: object,
        about: object = "",
        url: object = "",
        *,
        sector: object = "",
        numbers: Iterable[tuple[object, object]] = (),
    ) -> Runner:
        called = cleaning.line(name)
        if not called:
            raise Refused(_("It does not say which organisation runs it."))
        if len(called) > LONGEST_NAME:
            raise Refused(_("The name of its organisation is too long to be one."))
        known = cleaning.line(key)[:200] or cleaning.name_key(called)[:200]
        spoken = str(sector) if sector in SECTORS else ""
        written = tuple(dict.fromkeys(pair for given in numbers if (pair := _in_register(*given))))
        return Runner(known, called, cleaning.text(about), self.url(url), spoken, written)

    def status(self, value: object) -> Service.Status:
        given = cleaning.line(value).casefold()
        if given not in STATUSES:
            raise Refused(_("We do not know the status “%(status)s”.") % {"status": given[:60]})
        return STATUSES[given]

    def url(self, value: object) -> str:
        """A web address, mended where only its beginning was missing."""
        address, done = cleaning.url(value)
        if done == "completed":
            self.notes.add(_("A web address without https:// in front was completed."), address)
        if done == "dropped":
            self.notes.add(_("A web address that cannot be right was left out."), str(value)[:100])
        return address

    def words(self, description: object, intro: object = "") -> Facts:
        """The long text, and the few words that a list shows: the given intro, or how the long text begins."""
        long, short = cleaning.text(description), cleaning.line(intro)
        begins = not short or " ".join(long.split()).startswith(short.rstrip("….")[:200])
        return {"description": long, "summary": cleaning.first_words(long if begins and long else short)}

    def ages(self, minimum: int | None, maximum: int | None) -> Facts:
        if maximum is not None and maximum >= 99:
            maximum = None
        if minimum is not None and minimum > 120:
            raise Refused(_("It is for people from %(age)s years, which cannot be.") % {"age": minimum})
        if minimum is not None and maximum is not None and minimum > maximum:
            raise Refused(_("Its lowest age (%(low)s) is above its highest (%(high)s).") % {"low": minimum, "high": maximum})
        return {"minimum_age": minimum or None, "maximum_age": maximum}

    def assured_on(self, value: object) -> dt.date | None:
        if not cleaning.line(value):
            return None
        day = cleaning.date(value)
        if day is None or day > self.today or day.year < 1990:
            self.notes.add(_("A date of confirmation that cannot be right was left out."), str(value)[:40])
            return None
        return day

    def point(self, latitude: object, longitude: object) -> Facts:
        """A point that came with the address, if it can be one of ours."""
        try:
            lat, lon = float(str(latitude).strip()), float(str(longitude).strip())
        except ValueError:
            return {}
        if not (BRITAIN[0][0] <= lat <= BRITAIN[0][1] and BRITAIN[1][0] <= lon <= BRITAIN[1][1]):
            if lat or lon:
                self.notes.add(_("A point on the map that is not in Britain was left out."), f"{latitude}, {longitude}"[:60])
            return {}
        return {"latitude": lat, "longitude": lon, "precision": Precision.GIVEN.value}

    def location(self, key: str, lines: list[object], *, town: object, county: object, postcode: object, **more: Any) -> Facts:
        """An address. Lines beyond the second are kept in the second."""
        given = [cleaning.line(one) for one in lines if cleaning.line(one)]
        return {
            "key": key,
            "name": cleaning.line(more.pop("name", ""))[:200],
            "line_1": given[0][:200] if given else "",
            "line_2": ", ".join(given[1:])[:200],
            "town": cleaning.line(town)[:120],
            "county": cleaning.line(county)[:120],
            "postcode": cleaning.postcode(postcode),
            "latitude": None,
            "longitude": None,
            "precision": Precision.NONE.value,
            "hidden": False,
            "access": {},
            "access_text": "",
            **more,
        }

    def contact(self, kind: str, value: object, *, publish: Publish, label: object = "") -> list[Facts]:
        """A contact as a list of none or one. What is no number and no address is left out."""
        clean = cleaning.email(value) if kind == "email" else cleaning.phone(value)
        if not clean:
            if cleaning.line(value):
                self.notes.add(_("A telephone number or e-mail address that cannot be right was left out."))
            return []
        return [{"kind": kind, "value": clean, "label": cleaning.line(label)[:120], "publish": publish.value}]


def _in_register(scheme: object, number: object) -> tuple[str, str] | None:
    """A number in a public register as it is kept; what cannot be one is left out."""
    try:
        return organisations.number_in(cleaning.line(scheme), cleaning.line(number))
    except ValueError:
        return None


def key_of(given: object, *parts: str) -> str:
    """The key of a record: its own identifier, or one made of what it says that does not change."""
    clean = cleaning.line(given)[:200]
    if identifier := cleaning.identifier(clean):
        return str(identifier)
    return clean or slugify(" ".join(parts))[:200] or uuid.uuid5(cleaning.NAMESPACE, "|".join(parts)).hex
