"""What a file is, by what is in it. Its name and what the browser says of it count for nothing."""

import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """One kind of file that we take."""

    type: str
    ending: str
    is_picture: bool = False


PNG = Kind("image/png", ".png", is_picture=True)
JPEG = Kind("image/jpeg", ".jpg", is_picture=True)
GIF = Kind("image/gif", ".gif", is_picture=True)
WEBP = Kind("image/webp", ".webp", is_picture=True)
PDF = Kind("application/pdf", ".pdf")
WORD = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
EXCEL = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
POWERPOINT = Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")
TEXT_DOCUMENT = Kind("application/vnd.oasis.opendocument.text", ".odt")
SPREADSHEET = Kind("application/vnd.oasis.opendocument.spreadsheet", ".ods")
PRESENTATION = Kind("application/vnd.oasis.opendocument.presentation", ".odp")
CSV = Kind("text/csv", ".csv")
TEXT = Kind("text/plain", ".txt")

ZIP = Kind("application/zip", ".zip")
"""Only what the house itself packs: nobody can send one."""

PICTURES = frozenset({PNG, JPEG, GIF, WEBP})
PAPERS = frozenset({PDF, WORD, POWERPOINT, TEXT_DOCUMENT, PRESENTATION, TEXT})
SHEETS = frozenset({EXCEL, SPREADSHEET, CSV})
EVERY = PICTURES | PAPERS | SHEETS

BY_TYPE = {kind.type: kind for kind in EVERY | {ZIP}}
_OFFICE = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": POWERPOINT}
_OPEN = {kind.type.encode(): kind for kind in (TEXT_DOCUMENT, SPREADSHEET, PRESENTATION)}
_TEXTS = {".csv": CSV, ".txt": TEXT}


def of(file: Path, name: str) -> Kind | None:
    """What `file` is; None when we do not take it. Only plain text, which has no sign of its own, is told by its name."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _signed(head) or (_TEXTS.get(Path(name).suffix.lower()) if _is_text(file) else None)


def _signed(head: bytes) -> Kind | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    signs = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG, b"GIF87a": GIF, b"GIF89a": GIF, b"%PDF-": PDF}
    return next((kind for sign, kind in signs.items() if head.startswith(sign)), None)


def _packed(file: Path) -> Kind | None:
    """An office document, unless it carries a program."""
    try:
        with zipfile.ZipFile(file) as parts:
            names = parts.namelist()
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                return None
            if names[:1] == ["mimetype"] and parts.getinfo("mimetype").file_size < 100:
                return _OPEN.get(parts.read("mimetype"))
            return next((kind for part, kind in _OFFICE.items() if part in names), None)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None


def _is_text(file: Path) -> bool:
    """Whether it is text in UTF-8 or an older Windows writing, read in parts."""
    with file.open("rb") as opened:
        return not any(b"\0" in part for part in iter(lambda: opened.read(1 << 20), b""))
