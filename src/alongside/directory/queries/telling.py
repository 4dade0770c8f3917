"""Each fact of a service in words: for checking answers, and for showing what differs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.models import Contact, Service
from alongside.directory.queries import sentences
from alongside.directory.queries.facts import Facts
from alongside.directory.queries.times import Slot, Timetable
from alongside.directory.queries.times import sentences as times_in_words
from alongside.kit import words
from alongside.people.consent import Publish
from alongside.places import queries as places
from alongside.terms import queries as terms

LABELS = {
    "name": gettext_lazy("Name"),
    "summary": gettext_lazy("What happens"),
    "description": gettext_lazy("What else to know"),
    "url": gettext_lazy("Web page"),
    "terms": gettext_lazy("What it helps with"),
    "at_place": gettext_lazy("At a place"),
    "at_home": gettext_lazy("Comes to their home"),
    "by_phone": gettext_lazy("By phone"),
    "online": gettext_lazy("Online"),
    "locations": gettext_lazy("Places"),
    "times": gettext_lazy("Days and times"),
    "times_text": gettext_lazy("More about when"),
    "closed_on_holidays": gettext_lazy("Closed on bank holidays"),
    "closed_on": gettext_lazy("Other days when it is closed"),
    "everywhere": gettext_lazy("For the whole county"),
    "patches": gettext_lazy("For some parts of it"),
    "eligibility": gettext_lazy("Who it is for"),
    "minimum_age": gettext_lazy("From which age"),
    "maximum_age": gettext_lazy("Up to which age"),
    "cost": gettext_lazy("Cost"),
    "cost_pence": gettext_lazy("Price"),
    "cost_text": gettext_lazy("More about the price"),
    "start": gettext_lazy("How to start"),
    "start_text": gettext_lazy("More about how to start"),
    "expect": gettext_lazy("What to expect"),
    "bring": gettext_lazy("What to bring"),
    "languages": gettext_lazy("Languages"),
    "contacts": gettext_lazy("Numbers and addresses"),
}
"""Every fact that people can change, in the order in which a service is told."""


def fact(key: str, facts: Facts) -> str:
    """One fact in words; nothing where it is empty."""
    value = facts.get(key)
    if key in _SAID:
        return _SAID[key](value)
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if isinstance(value, list):
        return words.joined([str(one) for one in value])
    return "" if value is None else str(value)


def told(facts: Facts) -> list[tuple[str, str]]:
    """All that is said of a service, fact by fact."""
    said = ((str(label), fact(key, facts)) for key, label in LABELS.items())
    return [(label, text) for label, text in said if text]


def _locations(value: Any) -> str:
    return "\n".join(_location(one) for one in value or [])


def _location(one: Facts) -> str:
    town = " ".join(part for part in (one.get("town"), one.get("postcode")) if part)
    address = ", ".join(part for part in (one.get("name"), one.get("line_1"), one.get("line_2"), town) if part)
    private = _("(kept private)") if one.get("hidden") else ""
    access = sentences.getting_in(one.get("access") or {}, one.get("access_text") or "")
    return " ".join(part for part in (f"{address}.", private, access) if part)


def _times(value: Any) -> str:
    slots = tuple(
        Slot(one["rule"], dt.time.fromisoformat(one["opens"]), dt.time.fromisoformat(one["closes"])) for one in value or []
    )
    return times_in_words(Timetable(slots), today=dt.date.min)


def _contacts(value: Any) -> str:
    return "\n".join(_contact(one) for one in value or [])


def _contact(one: Facts) -> str:
    shown = {Publish.YES: _("shown to all"), Publish.NO: _("not shown")}.get(one["publish"], _("not shown until somebody agrees"))
    label = f" ({one['label']})" if one.get("label") else ""
    return f"{Contact.Kind(one['kind']).label}: {one['value']}{label}, {shown}"


def _dates(value: Any) -> str:
    return words.joined([words.date(dt.date.fromisoformat(date)) for date in value or []])


_SAID: dict[str, Callable[[Any], str]] = {
    "locations": _locations,
    "times": _times,
    "contacts": _contacts,
    "closed_on": _dates,
    "cost": lambda value: str(Service.Cost(value or "unknown").label),
    "cost_pence": lambda value: sentences.pounds(value) if value else "",
    "start": lambda value: str(Service.Start(value or "unknown").label),
    "terms": lambda value: words.joined([term.name for term in terms.needs() if term.slug in (value or [])]),
    "patches": lambda value: words.joined([patch.name for patch in places.patches() if patch.slug in (value or [])]),
}
