"""What is wrong with how a service is kept: how old, what bounced, which link is dead, what is missing. The worst weighs most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.directory import policy
from alongside.directory.models import Service
from alongside.directory.queries import assurance
from alongside.people.consent import Publish

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WEIGHTS: dict[str, tuple[int, _StrPromise]] = {
    "quiet": (50, _("Not confirmed for a year")),
    "never": (40, _("Never confirmed")),
    "old": (30, _("Not confirmed for six months")),
    "due": (10, _("Not confirmed for three months")),
    "bounced": (25, _("A mail to them came back")),
    "dead_link": (25, _("Their web address is dead")),
    "no_contact": (20, _("Nobody can be reached")),
    "no_place": (15, _("No address that we can show on a map")),
    "no_needs": (12, _("No need that it helps with")),
    "no_summary": (8, _("No sentence that says what it is")),
    "no_times": (6, _("No times")),
    "no_cost": (4, _("No cost")),
}
"""Each trouble, how much it weighs, and its words. The words are what an officer asks about."""

AGES = ("quiet", "never", "old", "due")


def troubles(service: Service, today: dt.date, *, bounced: bool, dead: Collection[str]) -> list[str]:
    """The troubles of one service, the worst first. Its rows are best prefetched."""
    found = [*_age(service, today), *_reached(service, bounced=bounced, dead=dead), *_missing(service)]
    return sorted(found, key=lambda one: (-WEIGHTS[one][0], one))


def score(found: Collection[str]) -> int:
    """How soon somebody should look."""
    return sum(WEIGHTS[one][0] for one in found)


def assured_since(today: dt.date) -> dt.date:
    """From which day on a confirmation makes a service assured: the standard asks for three months."""
    return today - policy.ASSURED


def _age(service: Service, today: dt.date) -> Iterator[str]:
    standing = assurance.standing(service.assured_on, today)
    if standing != "recent":
        yield standing
    elif service.assured_on and service.assured_on < assured_since(today):
        yield "due"


def _reached(service: Service, *, bounced: bool, dead: Collection[str]) -> Iterator[str]:
    if bounced:
        yield "bounced"
    if service.url in dead:
        yield "dead_link"
    if not service.url and not any(one.publish == Publish.YES for one in service.contacts.all()):
        yield "no_contact"


def _missing(service: Service) -> Iterator[str]:
    locations = list(service.locations.all())
    if service.at_place and not any(one.hidden or one.latitude is not None for one in locations):
        yield "no_place"
    if not service.terms.all():
        yield "no_needs"
    if not service.summary and not service.description:
        yield "no_summary"
    if not service.times.all() and not service.times_text:
        yield "no_times"
    if service.cost == Service.Cost.UNKNOWN and not service.cost_text:
        yield "no_cost"
