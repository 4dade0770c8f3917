"""Keeps true what changes by itself: next dates, how old a confirmation is, where a postcode lies."""

import uuid
from collections.abc import Iterator

from django.db import transaction

from alongside.directory import policy, registry
from alongside.directory.actions.importing import asked
from alongside.directory.models import Import, Service, ServiceLocation
from alongside.kit import clock
from alongside.places import queries as places
from alongside.places.address import Precision

BATCH = 200


def refresh() -> Iterator[int]:
    """Write anew what is kept with every service that is shown, batch by batch; each number is how far it came."""
    ids = list(Service.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            locate(ids[start : start + BATCH])
            registry.written(ids[start : start + BATCH])
        yield start


def locate(ids: list[uuid.UUID]) -> None:
    """Give the addresses of these services a better point where there is one, such as after postcodes were loaded."""
    rough = ServiceLocation.objects.filter(service__in=ids, precision__in=(Precision.NONE, Precision.OUTCODE)).exclude(
        postcode=""
    )
    rows = list(rough.order_by("pk"))
    points = places.points_of({row.postcode for row in rows})
    better = [row for row in rows if row.postcode in points and _place(row) != points[row.postcode]]
    for row in better:
        row.latitude, row.longitude, row.precision = points[row.postcode]
    ServiceLocation.objects.bulk_update(better, ["latitude", "longitude", "precision"], batch_size=100)


def _place(row: ServiceLocation) -> tuple[float | None, float | None, str]:
    return row.latitude, row.longitude, row.precision


def forget_uploads() -> None:
    """What was sent in for an import that nobody finished goes after a week."""
    left = Import.objects.exclude(upload="").filter(started_at__lt=clock.now() - policy.KEEP_UPLOADS)
    for row in left.order_by("pk"):
        asked.forget_upload(row)
