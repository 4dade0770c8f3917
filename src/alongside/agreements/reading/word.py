"""A Word document as plain text with a few marks: headings, numbers of lists, items, rows of tables, notes where they are called."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from typing import BinaryIO

from django.utils.translation import gettext as _

UNPACKED = 40_000_000
"""What a Word document may unpack to: more is a bomb, not an agreement."""
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h5:fresh
"""
"""Its title stands above all headings."""


class Unreadable(Exception):
    """We cannot read this. The text says why, to who sent it."""


def from_word(file: BinaryIO) -> str:
    """The text of a Word document with the marks that we read: headings, numbers of lists, items."""
    import mammoth  # noqa: PLC0415  # it is asked seldom

    broken = _("We cannot read this as a Word document. Save it as .docx, or copy its text and paste it.")
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(one.file_size for one in parts.infolist())
    except zipfile.BadZipFile as reason:
        raise Unreadable(broken) from reason
    if size > UNPACKED:
        raise Unreadable(_("This document is too large for an agreement."))
    file.seek(0)
    no_pictures = mammoth.images.img_element(lambda image: {"src": ""})
    try:
        html = mammoth.convert_to_html(file, convert_image=no_pictures, external_file_access=False, style_map=STYLES).value
    except Exception as reason:  # whatever a broken document makes a reader of it raise
        raise Unreadable(broken) from reason
    notes = _Notes()
    notes.feed(html)
    reader = _Word(notes.said)
    reader.feed(html)
    reader.close()
    return "\n\n".join(reader.lines).strip()


class _Notes(HTMLParser):
    """What the notes at the foot say, by their address."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.now = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.now = _note(dict(attrs).get("id"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self.now = ""

    def handle_data(self, data: str) -> None:
        if self.now:
            self.said[self.now] = " ".join(f"{self.said.get(self.now, '')} {data.replace('↑', '')}".split())


def _note(id: str | None) -> str:
    return id if id and re.fullmatch(r"(?:foot|end)note-\d+", id) else ""


class _Word(HTMLParser):
    """Plain lines of the simple HTML that is made of a Word document."""

    def __init__(self, notes: dict[str, str]) -> None:
        super().__init__()
        self.notes = notes
        self.lines: list[str] = []
        self.now: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.mark = ""
        self.cells: list[str] | None = None
        self.bold, self.plain = 0, False
        self.skips = 0
        """Within a note at the foot, or within the number that calls one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self.skips:
            self.skips += tag in {"li", "a"}
        elif tag == "li" and _note(told.get("id")):
            self._end()
            self.skips = 1
        elif tag == "a" and (note := (told.get("href") or "").removeprefix("#")) in self.notes:
            self.now.append(f" ({self.notes[note]})")
            self.skips = 1
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._end()
            self.lists.append((tag, 0))
        elif tag == "li":
            self._item()
        elif re.fullmatch(r"h[1-6]", tag):
            self._end()
            self.mark = "#" * int(tag[1]) + " "
        elif tag == "tr":
            self._end()
            self.cells = []
        elif tag in {"p", "table"}:
            self._end()
        elif tag == "br":
            self.now.append(" ")
        elif tag in {"strong", "b"}:
            self.bold += 1

    def _item(self) -> None:
        self._end()
        kind, number = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1] = (kind, number + 1)
        outer = [str(number) for kind, number in self.lists if kind == "ol"]
        self.mark = f"{'.'.join(outer)} " if kind == "ol" else "- "

    def handle_endtag(self, tag: str) -> None:
        if self.skips:
            self.skips -= tag in {"li", "a"}
        elif tag in {"td", "th"} and self.cells is not None:
            self.cells.append(" ".join("".join(self.now).split()))
            self.now = []
        elif tag == "tr":
            row, self.cells = self.cells or [], None
            self.now.append("; ".join(one for one in row if one))
            self.plain = True
            self._end()
        elif tag in {"p", "li"} or re.fullmatch(r"h[1-6]", tag):
            self._end()
        elif tag in {"ol", "ul"}:
            self._end()
            if self.lists:
                self.lists.pop()
        elif tag in {"strong", "b"}:
            self.bold = max(0, self.bold - 1)

    def handle_data(self, data: str) -> None:
        if not self.skips:
            self.now.append(data)
            self.plain |= bool(data.strip()) and not self.bold

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        if self.cells is not None:  # several paragraphs in one cell are one
            self.now.append(" ")
            return
        words = " ".join("".join(self.now).split())
        heads = words and not self.plain and not self.mark and len(words) <= 90
        self.now, self.plain = [], False
        if words:
            self.lines.append(f"**{words}**" if heads else f"{self.mark}{words}")
            self.mark = ""
