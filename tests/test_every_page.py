"""What every page of the house is held to: valid HTML, one heading of the first level, a title, words that can be
translated, and a direction that follows the language. The pages are those of the every-URL table."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from html5lib.html5parser import ParseError

from tests import personas
from tests.addresses.table import ROWS
from tests.personas import County

pytestmark = pytest.mark.one_database  # on PostgreSQL the every-URL table opens the same pages

FOR_BUILDERS = frozenset({"design:gallery"})
"""Pages that only speak to those who build the house, in their one language."""

PAGES = sorted(name for name, row in ROWS.items() if row.get and 200 in row.get.values() and row.is_page)


def reader(name: str) -> str:
    """Who reads this page in a test: the visitor where they may, else the first persona who may."""
    allowed = [persona for persona in reversed(personas.NAMES) if (ROWS[name].get or {}).get(persona) == 200]
    return allowed[0]


@pytest.fixture
def county(standing_county: County) -> County:
    return standing_county


@pytest.fixture
def read(county: County) -> Callable[[str], str]:
    """The HTML of a page, as its reader gets it."""

    def reading(name: str) -> str:
        row = ROWS[name]
        answer = county.client(reader(name)).get(reverse(name, kwargs=row.args(county)) + row.query)
        assert answer.status_code == 200
        return answer.content.decode()

    return reading


def held_to(html: str) -> None:
    """Valid HTML, ids that stand once, one first heading, a title, a main part."""
    try:
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    except ParseError as why:
        pytest.fail(f"{why}: {html[:400]}")
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len(document.findall(".//h1")) == 1
    assert document.findtext(".//title", "").strip()
    assert document.findall(".//main")


class Words(HTMLParser):
    """The words that a page says to people: its text, and the texts of attributes that are read out or shown."""

    SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description"})
    SILENT = frozenset({"script", "style", "code", "pre", "samp"})

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for name, value in attrs if name in self.SPOKEN and value]
        if tag in self.SILENT:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.text.append(data.strip())


MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


@pytest.fixture
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translation is its own text in brackets: what stands on a page without them cannot be translated."""
    real: Any = translation._trans  # type: ignore[attr-defined]

    def marked(text: str) -> str:
        return f"⟦{text}⟧" if text.strip() and "⟦" not in text else text

    monkeypatch.setattr(real, "gettext", marked)
    monkeypatch.setattr(real, "pgettext", lambda context, text: marked(text))
    monkeypatch.setattr(real, "ngettext", lambda one, many, number: marked(one if number == 1 else many))
    monkeypatch.setattr(real, "npgettext", lambda context, one, many, number: marked(one if number == 1 else many))


def unmarked(html: str, data: set[str]) -> list[str]:
    """What a page says that neither comes from a translation nor is data."""
    words = Words()
    words.feed(html)
    said = "\n".join([*words.text, *words.attributes])
    while MARKED.search(said):  # a text may hold another, such as the name of a month
        said = MARKED.sub("", said)
    said = re.sub(r"https?://\S+", "", said)
    for known in sorted(data, key=len, reverse=True):
        said = said.replace(known, "")
    return [line for line in said.splitlines() if re.search(r"[A-Za-z]{2}", line)]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_valid_html_and_every_word_can_be_translated(
    name: str, read: Callable[[str], str], county: County, pseudo_language: None
) -> None:
    html = read(name)
    held_to(html)
    assert name in FOR_BUILDERS or not unmarked(html, county.words())


@pytest.mark.django_db
def test_page_is_written_in_the_direction_of_its_language(client: Client, settings: Any) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("ar", "Arabic")]
    assert '<html lang="en-gb" dir="ltr"' in client.get("/").content.decode()
    assert '<html lang="ar" dir="rtl"' in client.get("/", headers={"accept-language": "ar"}).content.decode()
