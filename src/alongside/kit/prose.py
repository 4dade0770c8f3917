"""Texts as we keep them: plain words, a blank line between paragraphs, "- " before a list item, addresses written out.

HTML that others send becomes such a text, and such a text becomes HTML only on its way to a page. Reading HTML
takes no tree: what comes out is plain text that is escaped whenever it is shown, and a single pass over the tags
cannot be slowed down by deep nesting, which made every tree parser we tried take quadratic time.
"""

import html as entities
import re
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(?P<hidden>script|style|template|title|noscript|iframe)\b.*?(?:</(?P=hidden)[^<>]*+>|\Z)
    | <(?P<close>/?)(?P<tag>[a-z][a-z0-9:-]*+)(?P<rest>(?>[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)(?:>|\Z|(?=<))
    | <[!?/][^>]*+(?:>|\Z)
    | (?P<text>[^<]++|<)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "li",
        "br",
    ]
)
_LINES = frozenset({"br", "tr", "dt", "dd"})
_HREF = re.compile(r"""(?:^|\s)href\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"']++))""", re.IGNORECASE)

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BULLET = re.compile(r"^(?:[-*•·‣▪●◦\u2013][^\S\n]+|[•‣▪●◦])(?=\S)")

_LINK = re.compile(
    r"""(?P<url>\b(?:https?://|www\.)[^\s<>"]++)
    | (?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++)""",
    re.IGNORECASE | re.VERBOSE,
)


def from_html(html: str) -> str:
    """Our plain text of any HTML, however broken. Text without a single block tag keeps its own line ends."""
    reading = _Reading(keeps_lines=not _has_blocks(html))
    for token in _TOKEN.finditer(html):
        if token["text"] is not None:
            reading.text(entities.unescape(token["text"]))
        elif token["tag"]:
            reading.tag(token["tag"].lower(), token["rest"], closes=bool(token["close"]))
    return tidy(reading.done())


def to_html(text: str) -> SafeString:
    """The HTML of one of our plain texts, safe to put on a page."""
    return mark_safe("\n".join(_block(block) for block in tidy(text).split("\n\n") if block))  # noqa: S308 escaped below


def tidy(text: str) -> str:
    """A text as we keep it, from what somebody typed or pasted."""
    text = seen(text)
    blocks: list[list[str]] = []
    before = "nothing"
    for line in (_BULLET.sub("- ", " ".join(typed.split())) for typed in text.split("\n")):
        kind = "item" if line.startswith("- ") else "words" if line else "nothing"
        if kind not in {before, "nothing"}:
            blocks.append([])
        if line:
            blocks[-1].append(line)
        before = kind
    return "\n\n".join("\n".join(block) for block in blocks)


def seen(text: str) -> str:
    """A text with one kind of line end and nothing in it that cannot be seen."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


class _Reading:
    """The text so far, while the tags of a piece of HTML go by."""

    def __init__(self, *, keeps_lines: bool) -> None:
        self.keeps_lines = keeps_lines
        self.parts: list[str] = []
        self.lists = 0
        self.in_item = False
        self.waits = ""  # for the next word: an item may open several tags before it
        self.address = ""
        self.link_starts = 0

    def text(self, words: str) -> None:
        if not self.keeps_lines:
            words = re.sub(r"\s+", " ", words)
        if self.waits:
            words = words.lstrip()
            if not words:
                return
            self.parts.append(self.waits)
            self.waits = ""
        self.parts.append(words)

    def tag(self, name: str, rest: str, *, closes: bool) -> None:
        if name == "a":
            self.end_link()
            if not closes:
                self.address, self.link_starts = _address(rest), len(self.parts)
        elif name == "li":
            self.in_item, self.waits = not closes, "" if closes else "\n- "
        elif name in {"ul", "ol"}:
            self.list_tag(closes=closes)
        elif name in {"td", "th"}:
            self.parts.append(" ")
        elif name in _BLOCKS:
            self.parts.append(" " if self.in_item else "\n" if name in _LINES else "\n\n")

    def list_tag(self, *, closes: bool) -> None:
        """A list inside a list goes on in the outer one: we keep one level."""
        inner = self.lists > closes
        self.lists = max(0, self.lists - 1) if closes else self.lists + 1
        self.in_item, self.waits = False, "\n" if inner else ""
        if not inner:
            self.parts.append("\n\n")

    def end_link(self) -> None:
        if not self.address:
            return
        words = "".join(self.parts[self.link_starts :])
        if not words.strip():
            self.text(self.address)
        elif _bare(words) != _bare(self.address):
            self.parts[self.link_starts :] = [words.rstrip(), f" ({self.address})", words[len(words.rstrip()) :]]
        self.address = ""

    def done(self) -> str:
        self.end_link()
        return "".join(self.parts)


def _has_blocks(html: str) -> bool:
    return any(token["tag"] and token["tag"].lower() in _BLOCKS for token in _TOKEN.finditer(html))


def _address(rest: str) -> str:
    """Where a link leads, when that is somewhere a reader can go from here."""
    found = _HREF.search(rest)
    href = entities.unescape(next(filter(None, found.groups()), "")).strip() if found else ""
    scheme, colon, after = href.partition(":")
    scheme = scheme.lower()
    if scheme in {"mailto", "tel"} and colon:
        return _UNSEEN.sub("", after.partition("?")[0]).strip("/ ")
    if href.startswith("//"):
        scheme, after = "https", href
    if scheme not in {"http", "https"} or not after.startswith("//"):
        return ""
    return f"{scheme}:{quote(after, safe='/:?#[]@!$&()*+,;=%~-._' + chr(39))}"


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.strip().lower()).rstrip("/")


def _block(block: str) -> str:
    lines = block.split("\n")
    if lines[0].startswith("- "):
        return f"<ul>{''.join(f'<li>{linked(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(linked(line) for line in lines)}</p>"


def linked(line: str) -> SafeString:
    """A line, escaped, with its addresses made into links."""
    parts, done = [], 0
    for found in _LINK.finditer(line):
        shown = _without_stop(found[0])
        target = f"mailto:{shown}" if found["mail"] else shown if "://" in shown else f"https://{shown}"
        parts += [escape(line[done : found.start()]), format_html('<a href="{}" rel="nofollow">{}</a>', target, shown)]
        done = found.start() + len(shown)
    return mark_safe("".join([*parts, escape(line[done:])]))  # noqa: S308 escaped above


def _without_stop(address: str) -> str:
    """An address without the full stop or bracket that only ends its sentence."""
    closing = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in ".,;:!?'\"]" or (address[end - 1] == ")" and closing > 0):
        closing -= address[end - 1] == ")"
        end -= 1
    return address[:end]
