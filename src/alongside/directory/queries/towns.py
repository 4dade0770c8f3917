"""The towns that stand in our addresses, so that people may search near a town that no official list told us of."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Avg, Count, Max

from alongside.directory.models import Service, ServiceLocation
from alongside.places.names import Named

OURS = 20
"""An official name of the same spelling goes before a town that was only seen in addresses."""


def edition() -> dt.datetime | None:
    """When a service last changed; with it, perhaps, a town."""
    last: dt.datetime | None = Service.objects.aggregate(last=Max("updated_at"))["last"]
    return last


def names() -> Iterator[Named]:
    """Each town of an address that is shown, at the middle of its addresses."""
    shown = ServiceLocation.objects.filter(service__status__in=Service.SHOWN, hidden=False, latitude__isnull=False).exclude(
        town=""
    )
    towns = shown.order_by().values("town").annotate(latitude=Avg("latitude"), longitude=Avg("longitude"), many=Count("pk"))
    for town in towns.order_by("-many", "town"):
        yield Named(town["town"], town["latitude"], town["longitude"], OURS)
