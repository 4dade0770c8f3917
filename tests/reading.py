"""How hard a page is to read: the automated readability index, in years of school."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset("p li h1 h2 h3 h4 dt dd figcaption th td summary label button caption legend blockquote".split())
SILENT = frozenset({"script", "style", "svg", "code"})


class Main(HTMLParser):
    """The words of the main part of a page, one block to a line."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.silent = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        self.silent += tag in SILENT
        self._block(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        self.silent -= tag in SILENT
        self._block(tag)

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.words.append(data)

    def _block(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append("\n")


def sentences(html: str) -> list[str]:
    """What the main part says in sentences; labels and names of fewer than four words are none."""
    main = Main()
    main.feed(html)
    parts = [part for line in "".join(main.words).splitlines() for part in re.split(r"(?<=[.?!:;])\s+", line.strip())]
    return [part for part in parts if len(part.split()) >= 4]


def grade(html: str) -> float:
    """The school year in which most people can read it."""
    said = sentences(html)
    words = [word for sentence in said for word in re.findall(r"[\w’'-]+", sentence)]
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(said) - 21.43
