"""Official areas: districts, parishes, wards and towns."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.places import area_files
from alongside.places.actions import edition
from alongside.places.area_files import Shape
from alongside.places.models import Area, Place
from alongside.record import actions as record


def load_areas(
    path: Path | str, progress: Callable[[str], None] = print, *, kind: str = "", by: models.Model | None = None
) -> int:
    """Load areas from boundaries as GeoJSON; an area that is there is brought up to date. Raises `NotAnAreaFile`."""
    shapes = area_files.shapes(Path(path), kind)
    put_areas(shapes, by=by)
    progress(_("%(number)s areas kept") % {"number": f"{len(shapes):,}"})
    return len(shapes)


@transaction.atomic
def put_areas(shapes: Iterable[Shape], *, by: models.Model | None) -> list[Area]:
    """Keep areas by their codes, each as the shape says; returns them in the order given."""
    every = {shape.code: shape for shape in shapes}
    Area.objects.bulk_create(
        [
            Area(code=s.code, name=s.name, kind=s.kind, latitude=s.latitude, longitude=s.longitude, outline=s.outline)
            for s in every.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "latitude", "longitude", "outline"],
    )
    edition.renew()
    kept = {area.code: area for area in Area.objects.filter(code__in=every)}
    record.write("places.areas_kept", on=Place(id=1), by=by, facts={"areas": len(kept)})
    return [kept[code] for code in every]
