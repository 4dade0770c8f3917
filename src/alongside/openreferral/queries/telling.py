"""What the page about open data says: how much there is, how sure we are, and what to try."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.openreferral import standard
from alongside.openreferral.models import Document, DocumentAtLocation, Edition
from alongside.places import queries as places

FRESH = dt.timedelta(days=91)
"""National directories hide what nobody has confirmed for three months. Source: openreferraluk.org, automated checks."""
LATELY = dt.timedelta(days=7)


@dataclass(frozen=True)
class Example:
    """One question to try, in words, and how it is asked."""

    said: str
    asked: str


@dataclass(frozen=True)
class Whole:
    """How the feed stands."""

    services: int
    at_locations: int
    fresh: int
    changed_at: dt.datetime | None


def whole() -> Whole:
    """The feed in numbers."""
    listed = Document.objects.filter(is_listed=True)
    return Whole(
        services=listed.count(),
        at_locations=DocumentAtLocation.objects.count(),
        fresh=listed.filter(service__assured_on__gte=clock.today() - FRESH).count(),
        changed_at=Edition.objects.order_by("-id").values_list("modified_at", flat=True).first(),
    )


def attribution() -> str:
    """What whoever uses the data is to write beside it."""
    place = places.the_place()
    words = _("Contains information on services in %(place)s from %(publisher)s, licensed under the %(licence)s.")
    return words % {"place": place.name, "publisher": place.coordinator_name, "licence": standard.LICENCE}


def examples() -> Sequence[Example]:
    """What people who take data ask first."""
    since = (clock.now() - LATELY).date().isoformat()
    return (
        Example(_("Five services in short"), "services?per_page=5"),
        Example(_("Five services with all that belongs to them"), "services?per_page=5&full=true"),
        Example(
            _("Open on Tuesdays from ten o’clock, for people of 60 and over"), "services?day=TU&start_time=10:00&minimum_age=60"
        ),
        Example(_("Where they happen, with address and point on the map"), "service_at_locations?per_page=5&full=true"),
        Example(_("The words for needs that we sort them by"), "taxonomy_terms"),
        Example(_("What changed or went in the last week"), f"services?modified_after={since}"),
        Example(_("Everything, one service on each line"), "services?format=ndjson&full=true"),
    )
