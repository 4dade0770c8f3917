"""The table of outward codes that comes with the software, read once."""

import csv
from functools import cache
from importlib import resources

from django.utils.translation import gettext_lazy as _

ATTRIBUTION = (
    _("Contains OS data © Crown copyright and database right."),
    _("Contains Royal Mail data © Royal Mail copyright and database right."),
    _("Contains National Statistics data © Crown copyright and database right."),
    _("Used under the Open Government Licence v3.0."),
)
"""What we owe those whose open data tell us where postcodes are. Shown on the page about the data."""

Point = tuple[float, float]


@cache
def shipped() -> dict[str, Point]:
    """Outward code to (latitude, longitude)."""
    table = resources.files("alongside.places") / "data" / "outcodes.csv"
    with table.open(encoding="utf-8") as lines:
        return {r["outcode"]: (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(lines)}
