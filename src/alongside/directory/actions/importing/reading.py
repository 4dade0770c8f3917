"""Opens a source, whatever it is: the address or file of a feed, a spreadsheet, a workbook, a folder or a zip of sheets."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.directory.actions.importing import cleaning, feed, feed3, fetching
from alongside.directory.actions.importing.columns import shown
from alongside.directory.actions.importing.feed import inside, listed
from alongside.directory.actions.importing.fetching import Progress
from alongside.directory.actions.importing.mapping import Mapper
from alongside.directory.actions.importing.shapes import Catalogue, Notes, Problem, Record, Refused, SourceError
from alongside.directory.actions.importing.tables import Sheets, Tables
from alongside.directory.models import Source
from alongside.kit import sheets

MAX_BYTES = 60_000_000
OF_3 = ("schedules", "attributes", "last_modified", "eligibility_description", "alongside", "assurer_email")


def read(
    source: str,
    *,
    name: str = "",
    content: bytes | None = None,
    allow_private: bool = False,
    progress: Progress = print,
    memory: fetching.Memory | None = None,
) -> Catalogue:
    """A source in our words. `content` is that of an upload called `source`; else `source` is an address or a path.

    `memory` keeps the answers of an address that is read again and again.
    """
    if content is None and re.match(r"https?://", source, re.I):
        found = fetching.Feed(source, progress, allow_private=allow_private, memory=memory)
        catalogue = _of_feed(found.services(), source, name or found.site, is_3=found.version == 3)
        catalogue.has, catalogue.is_whole, catalogue.provenance = found.has, found.is_whole, found.provenance()
        return catalogue
    if content is not None:
        return _of_bytes(content, source, name or PurePosixPath(source.replace("\\", "/")).stem)
    path = Path(source).expanduser().resolve()
    if not path.exists():
        raise SourceError(_("There is no file or folder at %(path)s.") % {"path": source})
    if path.is_dir():
        return _of_sheets(_sheets(lambda: sheets.read(path)), str(path), name or path.name)
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(_("This file is too large. The most we can read is 60 MB."))
    return _of_bytes(path.read_bytes(), str(path), name or path.stem)


def _of_bytes(content: bytes, address: str, name: str) -> Catalogue:
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        given = fetching.parsed(content)
        return _of_feed(fetching.services(given), address, name, is_3=isinstance(given, dict) and "contents" in given)
    if content.startswith(b"PK") and not _is_workbook(content):
        return _of_sheets(_unzipped(content), address, name)
    return _of_sheets(_sheets(lambda: sheets.read_bytes(content, name=name)), address, name)


def _of_feed(raws: list[Any], address: str, name: str, *, is_3: bool = False) -> Catalogue:
    notes = Notes()
    mapper = Mapper(notes)
    version = Source.Kind.FEED_3 if is_3 or any(map(_is_of_3, raws)) else Source.Kind.FEED_1
    reader = feed3.record if version == Source.Kind.FEED_3 else feed.record

    def put(raw: Any, row: int) -> Record:
        one = reader(raw, row, mapper)
        one.is_partly = bool(raw.get(fetching.PARTLY))
        return one

    records, problems = _put_in_our_words(raws, put, _feed_label)
    return Catalogue(version, _title(name), _slug(name), address, records, problems, notes)


def _is_of_3(raw: Any) -> bool:
    """Whether a record has what only version 3 has."""
    if not isinstance(raw, dict):
        return False
    places = [inside(link, "location") for link in listed(raw, "service_at_locations")]
    return any(key in raw for key in OF_3) or any("location_type" in place for place in places)


def _of_sheets(given: Sheets, address: str, name: str) -> Catalogue:
    notes = Notes()
    tables = Tables(given, Mapper(notes))
    records, problems = _put_in_our_words(tables.rows, tables.record, tables.label)
    return Catalogue(Source.Kind.SHEETS, _title(name), _slug(name), address, records, problems, notes, shown(tables.columns))


def _put_in_our_words(
    raws: Any, record: Callable[[Any, int], Record], label: Callable[[Any], tuple[str, str]]
) -> tuple[list[Record], list[Problem]]:
    """Every row as a record or as a problem, in the order of the source. A key may come only once."""
    records: list[Record] = []
    problems: list[Problem] = []
    seen: dict[str, Record] = {}
    for number, raw in enumerate(raws, start=1):
        try:
            one = record(raw, number)
            _refuse_second(seen.setdefault(one.key, one), one)
            records.append(one)
        except Refused as reason:
            key, name = label(raw)
            problems.append(Problem(number, cleaning.line(key)[:200], cleaning.line(name)[:300], str(reason)))
    return records, problems


def _refuse_second(first: Record, one: Record) -> None:
    """The same identifier with other words would make two services of one."""
    if first is not one and first.digest != one.digest:
        raise Refused(
            _("Its identifier was used before, by “%(name)s” in row %(row)s, with other words.")
            % {"name": first.name, "row": first.row}
        )


def _feed_label(raw: Any) -> tuple[str, str]:
    return (str(raw.get("id") or ""), str(raw.get("name") or "")) if isinstance(raw, dict) else ("", "")


def _sheets(reading: Callable[[], Sheets]) -> Sheets:
    try:
        return reading()
    except sheets.SheetError as reason:
        raise SourceError(str(reason)) from reason


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "[Content_Types].xml" in parts.namelist()
    except zipfile.BadZipFile as reason:
        raise SourceError(_("This file is broken. Send it again.")) from reason


def _unzipped(content: bytes) -> Sheets:
    """The sheets in a zip of CSV files. What it unpacks to has a limit."""
    found: Sheets = {}
    left = MAX_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            path = PurePosixPath(part.filename)
            if part.is_dir() or path.suffix.lower() not in (".csv", ".tsv", ".xlsx") or path.name.startswith((".", "_")):
                continue
            with parts.open(part) as file:
                data = file.read(left + 1)
            left -= len(data)
            if left < 0:
                raise SourceError(_("This file unpacks into more than we can read. The most is 60 MB."))
            found |= _sheets(lambda data=data, path=path: sheets.read_bytes(data, name=path.stem))  # type: ignore[misc]
    if not found:
        raise SourceError(_("There is no spreadsheet in this file. We look for .csv and .xlsx files."))
    return found


def title_of(called: str) -> str:
    """What a source is called, where nobody said."""
    is_address = re.match(r"https?://", called, re.I)
    return _title(fetching.site_of(called) if is_address else PurePosixPath(called.replace("\\", "/")).stem)


def _title(name: str) -> str:
    """A file name as one would say it."""
    plain = re.sub(r"[-_]+", " ", name).strip() or _("Import")
    return (plain[0].upper() + plain[1:])[:200]


def _slug(name: str) -> str:
    return slugify(name)[:100] or "import"
