"""Two texts side by side, in words: what was taken out on the one side, what was put in on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_WORD = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
MOST = 4_000_000
"""Words on the one side times words on the other: beyond that, they are shown as two texts and not word by word."""


@dataclass(frozen=True)
class Sides:
    """The text before and after, as HTML: `del` on the one side, `ins` on the other, each said in words too."""

    before: SafeString
    after: SafeString


def compare(before: str, after: str) -> Sides:
    """The two sides."""
    if before == after:
        return Sides(_shown(before), _shown(after))
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > MOST:
        return Sides(_marked("del", _("removed"), before), _marked("ins", _("added"), after))
    left: list[SafeString] = []
    right: list[SafeString] = []
    for kind, a, b, c, d in _whole_phrases(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            left.append(_shown(was))
            right.append(_shown(now))
            continue
        if was:
            left.append(_marked("del", _("removed"), was))
        if now:
            right.append(_marked("ins", _("added"), now))
    return Sides(SafeString("".join(left)), SafeString("".join(right)))


Codes = list[tuple[str, int, int, int, int]]


def _whole_phrases(codes: Sequence[tuple[str, int, int, int, int]], old: list[str]) -> Codes:
    """Changes with nothing but a space between them are one change: people read phrases."""
    found: Codes = []
    for code in codes:
        kind, a, b, _c, d = code
        blank = kind == "equal" and not "".join(old[a:b]).strip()
        if found and found[-1][0] != "equal" and (blank or kind != "equal"):
            last = found.pop()
            found.append(("replace", last[1], b, last[3], d))
        else:
            found.append(code)
    return found


def _marked(tag: str, said: str, words: str) -> SafeString:
    return format_html('<{}><span class="vh">{}: </span>{}</{}>', tag, said, _shown(words), tag)


def _shown(words: str) -> SafeString:
    return mark_safe(escape(words).replace("\n", "<br>"))  # noqa: S308 escaped
