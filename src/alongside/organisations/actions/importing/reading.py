"""Opens a list of organisations or an extract of the charity register, whatever it was saved as."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import msgspec
from django.utils.translation import gettext as _

from alongside.kit import sheets
from alongside.organisations.actions.importing import columns
from alongside.organisations.models import Import

Row = dict[str, str]
REGISTER = frozenset({"registered_charity_number", "charity_name", "charity_registration_status"})
"""The columns by which we know an extract of the register of the Charity Commission for England and Wales."""
MOST_UNPACKED = 1_000_000_000


class ListError(Exception):
    """The file as a whole cannot be read. The message says why and what to do."""


@dataclass
class Sheet:
    """A file as read: its rows by their headings, and what its columns seem to mean."""

    kind: str
    rows: list[Row]
    columns: columns.Columns = field(default_factory=dict)

    @property
    def headings(self) -> list[str]:
        return list(self.rows[0]) if self.rows else []


class _Charity(msgspec.Struct):
    """What we read of a charity in the register. Its names are those of the published extract."""

    registered_charity_number: int | str | None = None
    linked_charity_number: int | str | None = None
    charity_name: str | None = None
    charity_registration_status: str | None = None
    date_of_removal: str | None = None
    date_of_extract: str | None = None
    latest_income: float | str | None = None
    charity_contact_postcode: str | None = None
    charity_contact_web: str | None = None
    charity_company_registration_number: str | None = None


def read(content: bytes, *, name: str) -> Sheet:
    """The rows of a file. Of a workbook with several sheets, the one whose headings we understand best."""
    content = _unzipped(content)
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in (b"[", b"{"):
        return Sheet(Import.Kind.REGISTER, _of_json(content))
    if _is_extract(content):
        return Sheet(Import.Kind.REGISTER, _of_extract(content))
    rows = _best(_sheets(content, name))
    if rows.keys() >= REGISTER:
        return Sheet(Import.Kind.REGISTER, rows.rows)
    return Sheet(Import.Kind.LIST, rows.rows, columns.guessed(rows.rows[0]))


@dataclass(frozen=True)
class _Rows:
    rows: list[Row]

    def keys(self) -> set[str]:
        return set(self.rows[0])


def _sheets(content: bytes, name: str) -> Iterable[list[Row]]:
    try:
        return sheets.read_bytes(content, name=name).values()
    except sheets.SheetError as why:
        raise ListError(str(why)) from why


def _best(found: Iterable[list[Row]]) -> _Rows:
    filled = [rows for rows in found if rows]
    if not filled:
        raise ListError(_("There are no rows in it. The first row should hold the headings, such as Name and Postcode."))
    return _Rows(max(filled, key=lambda rows: len(columns.guessed(rows[0]))))


def _of_json(content: bytes) -> list[Row]:
    try:
        text = (
            _decoded(content).strip() if content.startswith((b"\xff\xfe", b"\xfe\xff")) else content.removeprefix(b"\xef\xbb\xbf")
        )
        found = msgspec.json.decode(text, type=list[_Charity])
    except (msgspec.DecodeError, UnicodeDecodeError) as why:
        raise ListError(_("This is not the JSON of the charity register, which is a list of charities.")) from why
    rows = [{key: _plain(value) for key, value in msgspec.structs.asdict(one).items()} for one in found]
    if not any(row["registered_charity_number"] and row["charity_name"] for row in rows):
        raise ListError(_("No charity in it has a registered_charity_number and a charity_name."))
    return rows


def _is_extract(content: bytes) -> bool:
    """Whether the first line holds the register's own names of its columns, in whatever order and parted however."""
    if content.startswith(b"PK"):
        return False
    first = _decoded(content[:20_000]).partition("\n")[0]
    return {name.strip().strip('"') for name in re.split(r"[\t,;]", first)} >= REGISTER


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[: len(content) // 2 * 2].decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="replace")


def _of_extract(content: bytes) -> list[Row]:
    """The register's own text: parted by tabs without quotes, so that a name may begin with one; or saved again as a sheet.

    It is far longer than the sheets that people keep.
    """
    text = io.StringIO(_decoded(content), newline="")
    first = text.readline()
    delimiter = max("\t,;", key=first.count)
    is_raw = delimiter == "\t" and not first.startswith('"')
    text.seek(0)
    wanted = _Charity.__struct_fields__
    try:
        plain = csv.DictReader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows = plain if is_raw else csv.DictReader(text, delimiter=delimiter)
        return [{key: (row.get(key) or "").strip() for key in wanted} for row in rows]
    except csv.Error as why:
        raise ListError(_("This extract of the register is damaged. Download it again.")) from why


def _plain(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _unzipped(content: bytes) -> bytes:
    """The one file in a zip, as the register is published; a workbook is a zip too and stays as it is."""
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [part for part in parts.infolist() if PurePosixPath(part.filename).suffix in (".json", ".txt", ".csv")]
            if "[Content_Types].xml" in parts.namelist() or not names:
                return content
            if names[0].file_size > MOST_UNPACKED:
                raise ListError(_("This file unpacks into more than we can read."))
            return parts.read(names[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as why:
        raise ListError(_("This file is broken. Send it again.")) from why
