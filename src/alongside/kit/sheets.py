"""Spreadsheets as charities have them: CSV of any breed, Excel workbooks, folders of both; read and written.

Reading is strict about size, since a small file can unpack into a huge one, and forgiving about everything else.
Writing never lets a cell begin a formula on somebody else's machine.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from django.utils.translation import gettext as _

MAX_BYTES = 100_000_000
MAX_UNPACKED = 400_000_000
MAX_ROWS = 250_000
MAX_COLUMNS = 300
MOST_BLANKS = 20_000  # a formatted column makes a million empty rows: after so many in a row the sheet is over
LONGEST_CELL = 32_767  # Excel's own limit
DELIMITERS = ",;\t|"

Row = dict[str, str]
_FORMULA = re.compile(r"'?[=+\-@\t\r]")
_FORMULA_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class SheetError(Exception):
    """The file cannot be read; the message says why and what to do, for the person who sent it."""


def read(path: Path | str) -> dict[str, list[Row]]:
    """Every sheet of a CSV file, a workbook or a folder of them, by its name; each row by its headings."""
    path = Path(path)
    if not path.is_dir():
        return _read_file(path)
    sheets: dict[str, list[Row]] = {}
    for file in sorted(path.iterdir()):
        if file.suffix.lower() in {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"} and not file.name.startswith((".", "~")):
            for name, rows in _read_file(file).items():
                sheets[_free_name(name, sheets)] = rows
    if not sheets:
        raise SheetError(_("There is no spreadsheet in this folder. We look for .csv and .xlsx files."))
    return sheets


def read_bytes(content: bytes, *, name: str) -> dict[str, list[Row]]:
    """The same for the content of a file, such as an upload; `name` is that of its only sheet when it is a CSV."""
    if len(content) > MAX_BYTES:
        raise SheetError(_("This file is too large. The most we can read is 100 MB."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(_("This is an old or locked Excel file. Save it as .xlsx or .csv, without a password."))
    if content.startswith(b"PK"):
        return {name: _by_headings(rows) for name, rows in _workbook(content)}
    return {name: _by_headings(_csv_rows(_decoded(content)))}


def write_csv(rows: Iterable[Mapping[str, object]], headings: Sequence[str]) -> str:
    """A CSV of `rows`. Send it as utf-8-sig: Excel needs the mark to read accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(heading) for heading in headings])
    writer.writerows([_guarded(row.get(heading)) for heading in headings] for row in rows)
    return out.getvalue()


def write_xlsx(rows: Iterable[Mapping[str, object]], headings: Sequence[str], *, title: str = "Sheet1") -> bytes:
    """A workbook of one sheet, with its headings in view. Text stays text: nothing becomes a formula or a link."""
    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written: it takes memory in every process

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, heading in enumerate(headings):
                value = row.get(heading)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_string(number, column, _text(value)[:LONGEST_CELL])
    return out.getvalue()


def _read_file(path: Path) -> dict[str, list[Row]]:
    try:
        with path.open("rb") as file:
            return read_bytes(file.read(MAX_BYTES + 1), name=path.stem)
    except OSError as reason:
        raise SheetError(_("We could not open %(name)s.") % {"name": path.name}) from reason


def _decoded(content: bytes) -> str:
    """The text of a CSV, whatever program saved it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:200]:
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> Iterator[list[str]]:
    text = text.replace("\0", "")
    if re.search(r"[\x01-\x08\x0e-\x1a]", text[:2000]):
        raise SheetError(_("This file is not a table that we can read. Save it as .csv or .xlsx."))
    hint = re.match(r"sep=(.)\r?\n", text)
    delimiter = hint[1] if hint else max(DELIMITERS, key=lambda each: _width(text, each))
    try:
        yield from csv.reader(io.StringIO(text[hint.end() :] if hint else text, newline=""), delimiter=delimiter)
    except csv.Error as reason:
        raise SheetError(_("This file is not a table that we can read. Save it as .csv or .xlsx.")) from reason


def _width(text: str, delimiter: str) -> int:
    """How many columns the first filled row has, if `delimiter` is what separates them."""
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return len(next((row for row in rows if any(row)), []))
    except csv.Error:
        return 0


def _workbook(content: bytes) -> Iterator[tuple[str, Iterator[Sequence[object]]]]:
    if _unpacked_size(content) > MAX_UNPACKED:
        raise SheetError(_("This workbook unpacks into more than we can read. Split it into smaller files."))
    import openpyxl  # noqa: PLC0415  # only where a workbook is read: it takes memory in every process

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as reason:  # a hostile or broken file may fail anywhere inside the reader
        raise SheetError(_("This is not an Excel workbook that we can read. Save it as .xlsx or .csv.")) from reason
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        yield sheet.title, _sheet_rows(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True))
    book.close()


def _unpacked_size(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as reason:
        raise SheetError(_("This is not an Excel workbook that we can read. Save it as .xlsx or .csv.")) from reason


def _sheet_rows(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    try:
        yield from rows
    except Exception as reason:  # as above: the sheet itself is only parsed now
        raise SheetError(_("A sheet of this workbook is damaged. Open it in Excel and save it again.")) from reason


def _by_headings(rows: Iterable[Sequence[object]]) -> list[Row]:
    """Rows by the headings in the first filled row; rows with nothing in them are left out."""
    headings: list[str] = []
    found: list[Row] = []
    blanks = 0
    for row in rows:
        cells = [_text(cell) for cell in row[: len(headings) or MAX_COLUMNS]]
        blanks = 0 if any(cells) else blanks + 1
        if blanks > MOST_BLANKS:
            break
        if blanks:
            continue
        if not headings:
            headings = _headings(cells)
            continue
        if len(found) == MAX_ROWS:
            raise SheetError(_("This sheet has more than %(most)s rows. Split it.") % {"most": f"{MAX_ROWS:,}"})
        found.append(dict(zip_longest(headings, cells, fillvalue="")))
    return found


def _headings(cells: Sequence[str]) -> list[str]:
    """Headings without stars and doubled spaces. The second "Phone" is "Phone 2", a gap between headings is numbered,
    and nothing is read to the right of the last one.
    """
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        names.append(_free_name(" ".join(cell.replace("*", " ").split()) or f"Column {position}", names))
    return names[: max(position for position, cell in enumerate(cells, start=1) if cell)]


def _free_name(name: str, taken: Iterable[str]) -> str:
    taken, number, free = set(taken), 2, name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _text(value: object) -> str:
    """A cell as one would read it aloud: whole numbers without ".0", dates as 2026-11-02."""
    if value is None or value in _FORMULA_ERRORS:
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _guarded(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value if value is not None else "")
    return f"'{text}" if _FORMULA.match(text) else text
