"""Loading full postcodes, millions of them if need be, so that a stop in the middle costs nothing but the time so far."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.places import postcode_files
from alongside.places.actions import edition
from alongside.places.models import Outcode, Postcode, PostcodeFile
from alongside.places.postcode_files import Part, Row
from alongside.record import actions as record

BATCH = 5_000  # rows in one transaction: a writer beside us waits for no more than a moment
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file did: rows read, postcodes kept, and rows left out since they have no use here."""

    read: int
    kept: int
    again: bool = False
    """The file had been loaded before; nothing was done."""

    @property
    def left_out(self) -> int:
        return self.read - self.kept


def load_postcodes(
    path: Path | str, progress: Progress = print, *, by: models.Model | None = None, only: Collection[str] = ()
) -> Loaded:
    """Load the ONS Postcode Directory, Code-Point Open or a table with a point per postcode: csv, folder or zip.

    `only` names the postcode areas to keep ("TA", "BA"); all of them without it. A load that was stopped goes on where
    it was; a file that was the last to be loaded is not loaded twice. Raises `NotAPostcodeFile`.
    """
    path = Path(path)
    parts = postcode_files.parts(path)
    progress(_("Reading %(name)s") % {"name": path.name})
    file = _file(path, only)
    if file.finished_at and file == PostcodeFile.objects.exclude(finished_at=None).order_by("finished_at").last():
        return Loaded(file.read, file.kept, again=True)
    if file.finished_at:
        _begin_again(file)
    elif file.read:
        progress(_("Going on after row %(number)s") % {"number": f"{file.read:,}"})
    rows = islice(_rows(parts, progress), file.read, None)
    while batch := list(islice(rows, BATCH)):
        _keep(file, batch, only)
    _finish(file, by)
    return Loaded(file.read, file.kept)


@transaction.atomic
def put_postcodes(rows: Iterable[Row], *, by: models.Model | None) -> int:
    """Keep some postcodes with their points and areas, and place their outward codes anew. Returns how many."""
    kept = {row.code: row for row in rows}
    _upsert(kept.values())
    _place_outcodes()
    edition.renew()
    return len(kept)


def _file(path: Path, only: Collection[str]) -> PostcodeFile:
    digest = postcode_files.digest(path)
    if only:
        digest = f"{digest[:40]}:{','.join(sorted(only))}"[:64]
    facts = {"name": path.name[:200], "started_at": clock.now()}
    return PostcodeFile.objects.get_or_create(digest=digest, defaults=facts)[0]


def _begin_again(file: PostcodeFile) -> None:
    file.read = file.kept = 0
    file.started_at, file.finished_at = clock.now(), None
    file.save()


def _rows(parts: list[Part], progress: Progress) -> Iterator[Row | None]:
    behind, whole = 0, sum(part.size for part in parts) or 1
    said = [-1]

    def at(position: int) -> None:
        percent = min(99, 100 * (behind + position) // whole)
        if percent > said[0]:
            said[0] = percent
            progress(_("%(percent)s%% of the file") % {"percent": percent})

    for part in parts:
        yield from postcode_files.rows(part, at)
        behind += part.size


@transaction.atomic
def _keep(file: PostcodeFile, batch: list[Row | None], only: Collection[str]) -> None:
    wanted = {row.code: row for row in batch if row and (not only or _area(row.code) in only)}
    _upsert(wanted.values())
    file.read += len(batch)
    file.kept += len(wanted)
    file.save(update_fields=["read", "kept"])


@transaction.atomic
def _finish(file: PostcodeFile, by: models.Model | None) -> None:
    _place_outcodes()
    edition.renew()
    file.finished_at = clock.now()
    file.save(update_fields=["finished_at"])
    record.write("places.postcodes_loaded", on=file, by=by, facts={"read": file.read, "kept": file.kept})


def _area(code: str) -> str:
    return code[:2] if code[1].isalpha() else code[:1]


def _upsert(rows: Collection[Row]) -> None:
    """Write rows over those that are there. Areas that a file does not speak of stay as they were."""
    for areas in (True, False):
        some = [row for row in rows if (row.areas is not None) is areas]
        facts: list[dict[str, Any]] = [{"code": r.code, "latitude": r.latitude, "longitude": r.longitude} for r in some]
        Postcode.objects.bulk_create(
            [Postcode(**fact, areas=list(row.areas or ())) for row, fact in zip(some, facts, strict=True)],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["latitude", "longitude", *["areas"] * areas],
        )


def _place_outcodes() -> None:
    first = Substr("code", 1, Length("code") - 3)
    means = Postcode.objects.order_by().annotate(first=first).values("first")
    points = means.annotate(north=models.Avg("latitude"), east=models.Avg("longitude"))
    Outcode.objects.all().delete()
    Outcode.objects.bulk_create(
        Outcode(code=p["first"], latitude=round(p["north"], 5), longitude=round(p["east"], 5)) for p in points
    )
