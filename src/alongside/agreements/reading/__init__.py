"""Reading a text that somebody pasted or sent: what is a heading, a clause, a promise, and under which number it stood.

A Word document becomes plain text with a few marks first (`word`), so that its sender sees what we read and can mend it; that
text is then read like any other. Markdown's marks are understood, and so is plain text as word processors put it on the clipboard:
a line is a paragraph there, unless all lines are as short as those of a mail. A reader of whole Markdown would run them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alongside.agreements import policy
from alongside.agreements.models import Clause
from alongside.agreements.reading.word import UNPACKED, Unreadable, from_word
from alongside.kit import cleaning, prose

__all__ = ["UNPACKED", "Draft", "Read", "Unreadable", "from_word", "read"]

Kind = Clause.Kind
WRAPPED = 100
"""Where no line is longer, lines were broken to fit a mail, and belong together."""


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
    has_own: bool = False
    """Whether the text numbers some of its clauses itself."""

    def count(self, kind: str) -> int:
        """How many of one kind."""
        return sum(one.kind == kind for one in self.clauses)


_HEADING = re.compile(r"^(#{1,6})\s+(.*?)[\s#]*$")
_BOLD = re.compile(r"^(\*\*|__)(?=\S)([^*_]{1,90}\S)\1$")
"""A short line that is bold as a whole stands over what follows, as people write who know no styles."""
_NUMBER = re.compile(
    r"^(?:\*\*|__)?(?:(?:clause|part|section|article|principle|commitment)\s+)?((?:\d{1,3}\.)*\d{1,3})[.):]?(?:\*\*|__)?\s+(?=\S)",
    re.I,
)
_LETTER = re.compile(r"^\(?([a-z]|[ivx]{1,4})[.)]\s+(?=\S)", re.I)
_LABEL = re.compile(r"^(?:clause|part|section|article|principle|commitment)\s+(?:\d|[IVX])", re.I)
_ITEM = re.compile(r"^[-*•·‣▪●◦]\s+(?:\[[ xX]\]\s+)?")
_UNDERLINE = re.compile(r"^(={3,}|-{3,})$")
_RULE = re.compile(r"^([-*_])(\s*\1){2,}$")
_ENDS = (".", ";", ":", "?", "!", ",")
_WORDS = {
    Kind.PREAMBLE: re.compile(r"\b(preamble|introduction|background|purpose|foreword|who we are|about this)\b", re.I),
    Kind.PRINCIPLE: re.compile(r"\b(principles?|values|how we treat each other)\b", re.I),
    Kind.COMMITMENT: re.compile(r"\b(commitments?|promises?|pledges?|undertakings?|we will)\b", re.I),
}


def read(text: str) -> Read:
    """The clauses of a text. Raises Unreadable when it is too long to be an agreement."""
    if len(text) > policy.LARGEST_PASTE:
        raise Unreadable(_("This is too long for an agreement. Paste it in parts."))
    blocks = _parted(list(_blocks(text)))
    title = blocks.pop(0).text if _begins_with_title(blocks) else ""
    drafts = list(_drafts(blocks))
    clauses = _numbered(drafts)
    if len(clauses) > policy.MOST_CLAUSES:
        raise Unreadable(_("These are more than %(most)d clauses. Paste it in parts.") % {"most": policy.MOST_CLAUSES})
    if any(len(one.text) > policy.LONGEST_CLAUSE for one in clauses):
        raise Unreadable(_("One paragraph is longer than any clause can be. Break it up with empty lines."))
    return Read(clauses, title[:200], has_own=any(one.number for one in drafts))


@dataclass(frozen=True)
class _Block:
    """A heading (with its level; `guessed` where it only looks like one), a paragraph, or an item of a list."""

    text: str
    level: int = 0
    number: str = ""
    is_item: bool = False
    is_lettered: bool = False
    guessed: bool = False


def _begins_with_title(blocks: Sequence[_Block]) -> bool:
    """The only heading of its kind at the very top, or one with nothing below it but the next."""
    heads = [one for one in blocks if one.level]
    if len(heads) < 2 or not blocks[0].level:
        return False
    first, second = blocks[0], blocks[1]
    alone = sum(one.level == first.level for one in heads) == 1
    return alone or (second.level == first.level and not first.number and not second.number)


def _parted(blocks: Sequence[_Block]) -> list[_Block]:
    """What only looked like a heading and has nothing below it is a clause; a short line before the first clause of a part heads it."""
    found = []
    for at, one in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if one.guessed and one.number and (after is None or after.level):
            found.append(replace(one, level=0))
        elif after and after.number.endswith(".1") and _looks_like_heading(one):
            found.append(replace(one, level=2, guessed=True))
        else:
            found.append(one)
    return found


def _looks_like_heading(one: _Block) -> bool:
    plain = not one.level and not one.number and not one.is_item
    return plain and len(one.text) <= 60 and "\n" not in one.text and not one.text.endswith(_ENDS)


def _blocks(text: str) -> Iterator[_Block]:
    raw = prose.seen(text).split("\n")
    lines = [" ".join(line.split()) for line in raw]
    longest = max(map(len, lines), default=0)
    waiting: list[str] = []
    for at, line in enumerate(lines):
        if waiting and _UNDERLINE.match(line):
            yield _heading(" ".join(waiting), 1 if line[0] == "=" else 2)
            waiting = []
            continue
        if not line or _begins(line) or _RULE.match(line):
            yield from _paragraph(waiting)
            waiting = []
        if not line or _RULE.match(line):
            continue
        if found := _HEADING.match(line):
            yield _heading(found[2], len(found[1]))
            continue
        if line.startswith("|"):
            yield from _row(line)
            continue
        if _is_inside(raw[at]) and (number := _NUMBER.match(line)):
            yield _Block(_after(number, line), is_item=True)
            continue
        waiting.append(line.removeprefix("> "))
        goes_on = longest <= WRAPPED and len(line) >= 0.7 * longest and at + 1 < len(lines)
        if not goes_on and not (at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1])):
            yield from _paragraph(waiting)
            waiting = []
    yield from _paragraph(waiting)


def _is_inside(raw: str) -> bool:
    """Whether a line is set in, as a list within a list is. A number with dots says itself where it belongs."""
    expanded = raw.expandtabs(4)
    return len(expanded) - len(expanded.lstrip()) >= 2 and not re.match(r"\s*\d+\.\d", expanded)


def _row(line: str) -> Iterator[_Block]:
    """A row of a table as one line; what only draws the table goes."""
    cells = [cleaning.unmarked(one.strip()) for one in line.strip("|").split("|")]
    if any(cells) and not all(re.fullmatch(r":?-*:?", one) for one in cells):
        yield _Block("; ".join(one for one in cells if one))


def _begins(line: str) -> bool:
    return bool(
        _HEADING.match(line)
        or _BOLD.match(line)
        or _NUMBER.match(line)
        or _ITEM.match(line)
        or _LETTER.match(line)
        or line[0] == "|"
    )


def _heading(text: str, level: int, *, guessed: bool = False) -> _Block:
    found = _NUMBER.match(text)
    return _Block(_after(found, text) if found else cleaning.unmarked(text), level, found[1] if found else "", guessed=guessed)


def _after(number: re.Match[str], text: str) -> str:
    """What follows a number; where the number and some words were made bold together, without the other half of that mark."""
    rest, mark = text[number.end() :], text[:2]
    if mark in {"**", "__"} and mark not in text[2 : number.end()]:
        rest = rest.replace(mark, "", 1)
    return cleaning.unmarked(rest)


def _paragraph(lines: list[str]) -> Iterator[_Block]:
    if not lines:
        return
    text = " ".join(lines)
    if item := _ITEM.match(text):
        yield _Block(cleaning.unmarked(text[item.end() :]), is_item=True)
        return
    if (bold := _BOLD.match(text)) and not bold[2].endswith(_ENDS):
        yield _heading(bold[2], 2, guessed=True)
        return
    if found := _NUMBER.match(text):
        rest, number = _after(found, text), found[1]
        is_head = "." not in number and len(rest) <= 90 and not rest.endswith(_ENDS)
        yield _Block(rest, 2 if is_head else 0, number, guessed=is_head)
        return
    if _LETTER.match(text):
        yield _Block(cleaning.unmarked(text), is_item=True, is_lettered=True)
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
        elif block.is_item and held and (block.is_lettered or held.text.endswith(":") or "\n- " in held.text):
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
    """Their own numbers stay where every clause has one and no two have the same; else all are numbered anew.

    A part without a number takes the one that its clauses begin with; where they run on from part to part, none has one.
    """
    counted = [one.number for one in found if one.kind not in {Kind.PART, Kind.PREAMBLE}]
    whole = bool(counted) and all(counted) and len(set(counted)) == len(counted)
    parts = _parts(found)
    if whole and len({*filter(None, parts), *counted}) == len(list(filter(None, parts))) + len(counted):
        numbers = iter(parts)
        return [
            replace(one, number=next(numbers))
            if one.kind == Kind.PART
            else replace(one, number="")
            if one.kind == Kind.PREAMBLE
            else one
            for one in found
        ]
    return [Draft(one.kind, one.text) for one in found]


def _parts(found: Sequence[Draft]) -> list[str]:
    """The numbers of the parts, in order: their own, or what all clauses below them begin with."""
    told: list[str] = []
    below: list[set[str]] = []
    for one in found:
        if one.kind == Kind.PART:
            told.append(one.number)
            below.append(set())
        elif below and one.number:
            below[-1].add(one.number.rpartition(".")[0])
    if all(told):
        return told
    first = [next(iter(one)) if len(one) == 1 else "" for one in below]
    derived = [own or begin for own, begin in zip(told, first, strict=True)]
    return derived if all(derived) else [""] * len(told)
