"""Paper: facts and a template in, the bytes of a PDF out; the same facts give the same bytes.

It is accessible (PDF/UA-1) and archival (PDF/A-3a), and typeset with nothing but the fonts that typst carries, so that
it comes out alike on every machine. Any warning of typst is an error here. `house.typ` is how all our papers look.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
"""Templates stand in their rooms and find the look of the house from here: `#import "/kit/paper/house.typ": *`."""
LAYOUT = 3
"""One more whenever `layout` or the template set a paper otherwise: only the same one gives the same bytes again."""
STANDARDS: list[Any] = ["ua-1", "a-3a"]
STAND_IN = "\u25a1"
"""For a letter that no font of ours has. The web page shows it, and the exact text in the file keeps it."""
MOST_STAND_INS = 40
LONGEST_WORD = 30
MAY_BREAK = "\u200b"
"""Stands, unseen, within words that would not fit into a column."""

_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD // 2}}}(?=\S{{{LONGEST_WORD // 2}}})")


class CannotTypeset(Exception):
    """typst had something to say; its words are the message."""


def typeset(template: Path, told: dict[str, Any]) -> bytes:
    """The PDF of what was told, in the shape of a template."""
    import typst  # noqa: PLC0415  # only where a paper is set: it takes memory in every process

    for _attempt in range(MOST_STAND_INS):
        try:
            return _compiled(template, told)
        except typst.TypstError as why:
            missing = re.search(r'the text "(.+)" could not be displayed', str(why), re.DOTALL)
            if not missing:
                raise CannotTypeset(str(why)) from why
            told = _without(told, set(missing[1]))
    raise CannotTypeset("too many letters that no font has")


def version() -> str:
    """What sets the type: another version may break lines elsewhere."""
    return f"typst {metadata.version('typst')}, paper {LAYOUT}"


def _compiled(template: Path, told: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415  # as above

    compiler = typst.Compiler(template, root=ROOT, ignore_system_fonts=True, sys_inputs={"told": json.dumps(told)})
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
    if warnings:
        raise CannotTypeset("; ".join(one.message for one in warnings))
    if not isinstance(pdf, bytes):
        raise CannotTypeset("no PDF came back")
    return pdf


def printable(text: str) -> str:
    """A text with what a font of ours can show: other letters as a box, and nothing that is not seen at all."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(letter if _has(letter) else STAND_IN for letter in composed if letter == "\n" or _seen(letter))
    return _TOO_LONG.sub(lambda found: found[0] + MAY_BREAK, shown)


def line(text: str) -> dict[str, Any]:
    """One line, and which way it runs."""
    return {"text": printable(text), "rtl": runs_left(text)}


def runs_left(text: str) -> bool:
    """Whether the first letter that has a direction is of a script that runs from right to left."""
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way in {"L", "R", "AL"}:
            return way != "L"
    return False


def blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists of a text as we keep it (`kit.prose`)."""
    return [_block(block.split("\n")) for block in text.split("\n\n") if block.strip()]


def _block(lines: Sequence[str]) -> dict[str, Any]:
    if lines[0].startswith("- "):
        return {"kind": "list", "lines": [line(one.removeprefix("- ")) for one in lines]}
    return {"kind": "words", "lines": [line(one) for one in lines]}


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _has(letter: str) -> bool:
    if letter == "\n":
        return True
    starts, ends = _letters()
    at = bisect_right(starts, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at]


@cache
def _letters() -> tuple[list[int], list[int]]:
    """What the fonts in typst have, found by asking it letter by letter."""
    starts, ends = [], []
    for part in (Path(__file__).parent / "letters.txt").read_text().split():
        first, _dash, last = part.partition("-")
        starts.append(int(first, 16))
        ends.append(int(last or first, 16))
    return starts, ends


def _without(told: Any, letters: set[str]) -> Any:
    """The same, but for letters that could not be shown where they stood. What is attached stays as it is."""
    if isinstance(told, str):
        return "".join(STAND_IN if one in letters and one.strip() else one for one in told)
    if isinstance(told, list):
        return [_without(one, letters) for one in told]
    if isinstance(told, dict):
        return {name: one if name == "attached" else _without(one, letters) for name, one in told.items()}
    return told
