"""Pictures that people send: how many dots they have, read from their first words, and whether they can be drawn at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDEST = 6_000
"""More dots than this to a side fill the memory of whoever draws them, and no screen shows them."""

FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def dots(content: bytes) -> tuple[int, int] | None:
    """How wide and how high a picture says it is; None where it does not say so, as its kind should."""
    if content.startswith(b"\x89PNG") and content[12:16] == b"IHDR" and len(content) >= 24:
        return _big(content[16:20]), _big(content[20:24])
    if content.startswith(b"GIF8") and len(content) >= 10:
        return _little(content[6:8]), _little(content[8:10])
    if content.startswith(b"\xff\xd8"):
        return _of_jpeg(content)
    return _of_webp(content) if content.startswith(b"RIFF") and len(content) >= 30 else None


def is_whole(path: Path, type_: str) -> bool:
    """Whether all of it is there and can be drawn. typst, which sets our papers, reads it to the end."""
    import typst  # noqa: PLC0415  # only where a picture comes: it takes memory in every process

    sheet = f'#set page(width: auto, height: auto)\n#image("/{path.name}", format: "{FORMATS[type_]}", alt: "")'
    try:
        typst.Compiler(sheet.encode(), root=path.parent, ignore_system_fonts=True).compile(format="svg")
    except typst.TypstError:
        return False
    return True


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    """A JPEG is a row of parts, each with its length; the one that begins a frame has the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], _big(content[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            return _big(content[at + 7 : at + 9]), _big(content[at + 5 : at + 7])
        at += 1 if kind == 0xFF else 2 + length
    return None


def _of_webp(content: bytes) -> tuple[int, int] | None:
    """Of its three shapes one has a canvas, one is without loss, and one is as in a film."""
    if content[12:16] == b"VP8X":
        return _little(content[24:27]) + 1, _little(content[27:30]) + 1
    if content[12:16] == b"VP8L":
        packed = _little(content[21:25])
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if content[12:16] == b"VP8 ":
        return _little(content[26:28]) & 0x3FFF, _little(content[28:30]) & 0x3FFF
    return None


def _big(part: bytes) -> int:
    return int.from_bytes(part, "big")


def _little(part: bytes) -> int:
    return int.from_bytes(part, "little")
