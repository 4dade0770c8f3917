"""What a mail says: written once as plain text, shown as text and as HTML.

A paragraph stands between blank lines. One whose lines begin with "- " is a list, with "> " somebody's own words.
"Answer now: https://…" alone, to one of our own addresses, is the thing to do; after a sentence it is a mere link. A
short code alone is shown large.
"""

import re
from dataclasses import dataclass
from functools import cache

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

CODE = re.compile(r"[A-Z0-9]{3,8}(-[A-Z0-9]{2,8})*")
STEP = re.compile(r"(?P<label>[^\n.?!]{1,80}?): ?\n?(?P<url>https?://\S+)")


@dataclass(frozen=True)
class Part:
    """One paragraph, list, quotation, code, or thing to do."""

    kind: str
    lines: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Letter:
    """What goes into a mail: the line that mail programs show beside the subject, the words, why somebody
    gets them, and where they stop mails like it.
    """

    text: str
    preheader: str = ""
    because: str = ""
    stop: str = ""


def parts(text: str) -> list[Part]:
    """The paragraphs of `text`, each known for what it is."""
    return [_part(found.strip("\n")) for found in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if found.strip()]


def _part(words: str) -> Part:
    lines = tuple(words.split("\n"))
    step = STEP.fullmatch(words.strip())
    if step and step["url"].startswith(f"{settings.ADDRESS}/"):
        return Part("step", (step["label"],), step["url"])
    if CODE.fullmatch(words.strip()) and any(mark.isdigit() or mark == "-" for mark in words):
        return Part("code", (words.strip(),))
    for kind, mark in (("list", "- "), ("quote", "> ")):
        if all(line.startswith(mark.strip()) for line in lines):
            return Part(kind, tuple(line.removeprefix(mark.strip()).strip() for line in lines))
    return Part("words", lines)


def as_text(letter: Letter, runner: str) -> str:
    """The mail in plain text: the words, then why it came and who sent it."""
    stop = _("Stop these mails, or choose which you get: %(url)s") % {"url": letter.stop} if letter.stop else ""
    foot = "\n".join(filter(None, (letter.because, stop, runner, f"{settings.ADDRESS}/")))
    return f"{tidy(letter.text)}\n\n-- \n{foot}\n"


def as_html(letter: Letter, *, subject: str, place: str, runner: str) -> str:
    """The same mail in HTML, with every style beside its element since mail programs drop style sheets."""
    page = render_to_string(
        "notices/mail.html",
        {
            "parts": parts(tidy(letter.text)),
            "letter": letter,
            "subject": subject,
            "place": place,
            "runner": runner,
            "address": settings.ADDRESS,
        },
    )
    return _inliner().inline(page).replace("</head>", f"{render_to_string('notices/mail-dark.html')}</head>", 1)


def tidy(text: str) -> str:
    """Without the gaps that template tags leave, and without marks that no reader sees."""
    seen = "".join(mark for mark in text.replace("\r\n", "\n") if mark == "\n" or mark.isprintable())
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", seen)).strip()


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
