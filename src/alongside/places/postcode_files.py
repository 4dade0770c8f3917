"""Reading the postcode files that Britain publishes, a row at a time whatever their size.

Understood, by their columns: the ONS Postcode Directory (also its newer headings with years in them), OS Code-Point Open
(no headings, eastings and northings), and any table with the columns postcode, latitude and longitude. Each as one csv
file, as a folder of them, or in the zip file that was downloaded.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from alongside.places import national_grid, postcodes

OTHER_TERMS = ("BT", "GY", "JE", "IM")  # Northern Ireland and the islands: not under the Open Government Licence
NO_AREA = "99999999"  # how the ONS writes that there is none
AREAS = re.compile(r"oslaua|laua|lad\d\dcd|osward|ward|wd\d\dcd|parish|parncp\d\dcd|par\d\dcd|oscty|cty\d\dcd")
CODES = ("pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode")
LATITUDES, LONGITUDES = ("lat", "latitude"), ("long", "longitude", "lng", "lon")
BRITAIN = (49.0, 61.5, -9.0, 2.5)
CODE_POINT_COLUMNS = 10


class NotAPostcodeFile(ValueError):
    """The file holds no postcodes that we can read. The message says so in plain words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A full postcode, where it is, and the areas that it lies in (None: the file does not say)."""

    code: str
    latitude: float
    longitude: float
    areas: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One csv file, perhaps inside a zip."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


Read = Callable[[list[str]], Row | None]
"""One line of a file to a row; None for a line that is of no use."""


def parts(path: Path) -> list[Part]:
    """The csv files of a source that hold postcodes, in an order that stays."""
    every = sorted(_zipped(path) if path.suffix.lower() == ".zip" else _lying(path), key=lambda part: part.name)
    found = [part for part in every if _reader(_first_line(part))]
    whole = [part for part in found if "multi_csv" not in part.name.lower()]  # the same rows again, cut into pieces
    if not found:
        raise NotAPostcodeFile(
            _(
                "%(name)s holds no postcodes that we can read. Give the ONS Postcode Directory, Code-Point Open, "
                "or a csv file with the columns postcode, latitude and longitude."
            )
            % {"name": path.name}
        )
    return whole or found


def digest(path: Path) -> str:
    """What tells this source from any other."""
    sums = hashlib.sha256()
    for file in sorted(path.rglob("*.csv")) if path.is_dir() else [path]:
        with file.open("rb") as stream:
            sums.update(hashlib.file_digest(stream, "sha256").digest())
    return sums.hexdigest()


def rows(part: Part, at: Callable[[int], None]) -> Iterator[Row | None]:
    """Every row of a part, None for one of no use. `at` hears how many bytes are behind us."""
    with part.open() as stream, _text(stream) as text:
        lines = csv.reader(text)
        first = next(lines)
        read = _reader(first)
        if read is None:
            return
        if _is_code_point(first):
            yield _used(read, first)
        for number, line in enumerate(lines):
            if number % 2000 == 0:
                at(stream.tell())
            yield _used(read, line)


def _used(read: Read, line: list[str]) -> Row | None:
    try:
        row = read(line)
    except (ValueError, IndexError):
        return None
    if row is None or row.code.startswith(OTHER_TERMS):
        return None
    south, north, west, east = BRITAIN
    return row if south < row.latitude < north and west < row.longitude < east else None


def _reader(first: list[str]) -> Read | None:
    """How to read the lines below this first one; None when they are no postcodes."""
    if _is_code_point(first):
        return _code_point
    heads = [head.strip().lower() for head in first]
    code, latitude, longitude = (_column(heads, names) for names in (CODES, LATITUDES, LONGITUDES))
    if code is None or latitude is None or longitude is None:
        return None
    areas = [n for n, head in enumerate(heads) if AREAS.fullmatch(head)]

    def read(line: list[str]) -> Row | None:
        key = postcodes.key(line[code])
        codes = tuple(line[n] for n in areas if line[n] and not line[n].endswith(NO_AREA))
        return Row(key, float(line[latitude]), float(line[longitude]), codes if areas else None) if key else None

    return read


def _code_point(line: list[str]) -> Row | None:
    key, quality = postcodes.key(line[0]), line[1]
    if not key or quality == "90":  # no point is known
        return None
    latitude, longitude = national_grid.to_wgs84(float(line[2]), float(line[3]))
    return Row(key, round(latitude, 6), round(longitude, 6), tuple(code for code in line[7:10] if code))


def _is_code_point(line: list[str]) -> bool:
    return len(line) == CODE_POINT_COLUMNS and bool(postcodes.key(line[0])) and line[2].isdigit() and line[3].isdigit()


def _column(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _first_line(part: Part) -> list[str]:
    with part.open() as stream, _text(stream) as text:
        try:
            return next(csv.reader(text), [])
        except (csv.Error, UnicodeDecodeError):
            return []


@contextmanager
def _text(stream: IO[bytes]) -> Iterator[io.TextIOWrapper]:
    yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _lying(path: Path) -> Iterator[Part]:
    for file in path.rglob("*.csv") if path.is_dir() else [path]:
        yield Part(str(file), file.stat().st_size, partial(_opened, file))


def _opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def _zipped(path: Path) -> Iterator[Part]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
    for info in infos:
        yield Part(info.filename, info.file_size, partial(_unzipped, path, info.filename))


def _unzipped(path: Path, name: str) -> IO[bytes]:
    with zipfile.ZipFile(path) as archive:
        return archive.open(name)  # keeps the archive's file open for as long as it is read
