"""Reading a text that somebody pasted or sent: what is a heading, a clause, a promise, and under which number it stood.

A Word document becomes plain text with a few marks first, so that its sender sees what we read and can mend it; that text
is then read like any other. Markdown's marks are understood, and so is plain text as word processors put it on the clipboard:
a line is a paragraph there, unless all lines are as short as those of a mail. A reader of whole Markdown would run them together.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import BinaryIO

from django.utils.translation import gettext as _

from alongside.agreements import policy
from alongside.agreements.models import Clause
from alongside.kit import cleaning, prose

Kind = Clause.Kind
UNPACKED = 40_000_000
"""What a Word document may unpack to: more is a bomb, not an agreement."""
WRAPPED = 100
"""Where no line is longer, lines were broken to fit a mail, and belong together."""


class Unreadable(Exception):
    """We cannot read this. The text says why, to who sent it."""


@dataclass(frozen=True)
class Draft:
    """One clause as it was read."""

    kind: str
    text: str
    number: str = ""


@dataclass(frozen=True)
class Read:
    """All that was read: the clauses, the title where the text begins with one, and what was done to it."""

    clauses: list[Draft]
    title: str = ""

    def count(self, kind: str) -> int:
        """How many of one kind."""
        return sum(one.kind == kind for one in self.clauses)


_HEADING = re.compile(r"^(#{1,6})\s+(.*?)[\s#]*$")
_NUMBER = re.compile(r"^(?:(?:clause|part|section|article|principle|commitment)\s+)?((?:\d{1,3}\.)*\d{1,3})[.):]?\s+(?=\S)", re.I)
_LETTER = re.compile(r"^\(?([a-z]|[ivx]{1,4})[.)]\s+(?=\S)", re.I)
_LABEL = re.compile(r"^(?:clause|part|section|article|principle|commitment)\s+(?:\d|[IVX])", re.I)
_WORDS = {
    Kind.PREAMBLE: re.compile(r"\b(preamble|introduction|background|purpose|foreword|who we are|about this)\b", re.I),
    Kind.PRINCIPLE: re.compile(r"\b(principles?|values|how we treat each other)\b", re.I),
    Kind.COMMITMENT: re.compile(r"\b(commitments?|promises?|pledges?|undertakings?|we will)\b", re.I),
}


def read(text: str) -> Read:
    """The clauses of a text. Raises Unreadable when it is too long to be an agreement."""
    if len(text) > policy.LARGEST_PASTE:
        raise Unreadable(_("This is too long for an agreement. Paste it in parts."))
    blocks = list(_blocks(text))
    title = ""
    heads = [one for one in blocks if one.level]
    if blocks and heads and blocks[0].level and sum(one.level == blocks[0].level for one in heads) == 1 and len(heads) > 1:
        title = blocks.pop(0).text
    clauses = _numbered(list(_drafts(blocks)))
    if len(clauses) > policy.MOST_CLAUSES:
        raise Unreadable(_("These are more than %(most)d clauses. Paste it in parts.") % {"most": policy.MOST_CLAUSES})
    if any(len(one.text) > policy.LONGEST_CLAUSE for one in clauses):
        raise Unreadable(_("One paragraph is longer than any clause can be. Break it up with empty lines."))
    return Read(clauses, title[:200])


@dataclass
class _Block:
    """A heading (with its level), a paragraph, or an item of a list."""

    text: str
    level: int = 0
    number: str = ""
    is_item: bool = False


def _blocks(text: str) -> Iterator[_Block]:
    lines = [" ".join(line.split()) for line in prose.seen(text).split("\n")]
    longest = max(map(len, lines), default=0)
    waiting: list[str] = []
    for at, line in enumerate(lines):
        if not line or _begins(line):
            yield from _paragraph(waiting)
            waiting = []
        if not line:
            continue
        if found := _HEADING.match(line):
            yield _heading(found[2], len(found[1]))
            continue
        waiting.append(line)
        goes_on = longest <= WRAPPED and len(line) >= 0.7 * longest and at + 1 < len(lines)
        if not goes_on:
            yield from _paragraph(waiting)
            waiting = []
    yield from _paragraph(waiting)


def _begins(line: str) -> bool:
    return bool(_HEADING.match(line) or _NUMBER.match(line) or re.match(r"[-*•·‣▪●◦]\s", line) or _LETTER.match(line))


def _heading(text: str, level: int) -> _Block:
    found = _NUMBER.match(text)
    return _Block(cleaning.unmarked(text[found.end() :] if found else text), level, found[1] if found else "")


def _paragraph(lines: list[str]) -> Iterator[_Block]:
    if not lines:
        return
    text = " ".join(lines)
    if item := re.match(r"[-*•·‣▪●◦]\s+", text):
        yield _Block(cleaning.unmarked(text[item.end() :]), is_item=True)
        return
    if found := _NUMBER.match(text):
        rest, number = cleaning.unmarked(text[found.end() :]), found[1]
        is_head = "." not in number and len(rest) <= 90 and not rest.endswith((".", ";", ":", "?", "!", ","))
        yield _Block(rest, 2 if is_head else 0, number)
        return
    if _LETTER.match(text):
        yield _Block(cleaning.unmarked(text), is_item=True)
        return
    if (len(lines) == 1 and len(text) <= 60 and text.isupper()) or _LABEL.match(text):
        yield _Block(cleaning.unmarked(text), 2)
        return
    yield _Block(cleaning.unmarked(text))


def _drafts(blocks: Sequence[_Block]) -> Iterator[Draft]:
    """Clauses, each of the kind that the heading above it speaks of. Items belong to the sentence that announces them."""
    kind: str = Kind.PREAMBLE
    held: Draft | None = None
    for block in blocks:
        if not block.text:
            continue
        if block.level:
            if held:
                yield held
                held = None
            kind = next((kind for kind, words in _WORDS.items() if words.search(block.text)), Kind.CLAUSE)
            yield Draft(Kind.PART, block.text[:300], block.number)
        elif block.is_item and held and (held.text.endswith(":") or "\n- " in held.text):
            held = Draft(
                held.kind,
                f"{held.text}\n\n- {block.text}" if "\n- " not in held.text else f"{held.text}\n- {block.text}",
                held.number,
            )
        elif held and not block.number and held.number and not block.is_item:
            held = Draft(held.kind, f"{held.text}\n\n{block.text}", held.number)
        else:
            if held:
                yield held
            held = Draft(Kind.CLAUSE if kind == Kind.PREAMBLE and block.number else kind, block.text, block.number)
    if held:
        yield held


def _numbered(found: list[Draft]) -> list[Draft]:
    """Their own numbers stay where every clause has one and no two have the same; else all are numbered anew."""
    counted = [one.number for one in found if one.kind not in {Kind.PART, Kind.PREAMBLE}]
    whole = bool(counted) and all(counted) and len(set(counted)) == len(counted)
    parts = [one.number for one in found if one.kind == Kind.PART]
    if whole and all(parts) and len({*parts, *counted}) == len(parts) + len(counted):
        return [one if one.kind != Kind.PREAMBLE else Draft(one.kind, one.text) for one in found]
    return [Draft(one.kind, one.text) for one in found]


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
        html = mammoth.convert_to_html(file, convert_image=no_pictures, external_file_access=False).value
    except Exception as reason:  # whatever a broken document makes a reader of it raise
        raise Unreadable(broken) from reason
    reader = _Word()
    reader.feed(html)
    reader.close()
    return "\n\n".join(reader.lines).strip()


class _Word(HTMLParser):
    """Plain lines of the simple HTML that is made of a Word document."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.now: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ol", "ul"}:
            self._end()
            self.lists.append((tag, 0))
        elif tag == "li":
            self._end()
            kind, number = self.lists[-1] if self.lists else ("ul", 0)
            if self.lists:
                self.lists[-1] = (kind, number + 1)
            outer = [str(number) for kind, number in self.lists if kind == "ol"]
            self.mark = f"{'.'.join(outer)} " if kind == "ol" else "- "
        elif re.fullmatch(r"h[1-6]", tag):
            self._end()
            self.mark = "#" * int(tag[1]) + " "
        elif tag in {"p", "tr", "table"}:
            self._end()
        elif tag in {"td", "th", "br"}:
            self.now.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "tr"} or re.fullmatch(r"h[1-6]", tag):
            self._end()
        elif tag in {"ol", "ul"}:
            self._end()
            if self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.now.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        words = " ".join("".join(self.now).split())
        self.now = []
        if words:
            self.lines.append(f"{self.mark}{words}")
            self.mark = ""
