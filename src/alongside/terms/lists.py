"""Reading lists of terms that others publish: a table, the JSON of Open Eligibility, SKOS as JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alongside.kit import sheets

NAMES = ("name", "label", "preflabel", "term", "title")
URIS = ("uri", "id", "identifier", "code")
PARENTS = ("parent", "parent_id", "parent_uri", "broader")
SYNONYMS = ("synonyms", "synonym", "altlabel", "alt_label", "also known as")
LONGEST = 200


class NotAList(ValueError):
    """The file holds no terms that we can read. The message says so in plain words."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One term as a list gives it. `parent` is the uri or the name of another one."""

    name: str
    uri: str = ""
    parent: str = ""
    synonyms: tuple[str, ...] = ()


def read(path: Path | str) -> list[Listed]:
    """Every term of a file, in its order; a row without a name is among them, with an empty one."""
    path = Path(path)
    try:
        found = list(_json(path) if path.suffix.lower() in {".json", ".jsonld"} else _table(path))
    except (ValueError, KeyError, TypeError, AttributeError, sheets.SheetError, OSError) as wrong:
        raise _nothing_in(path) from wrong
    if not any(listed.name for listed in found):
        raise _nothing_in(path)
    return found


def _nothing_in(path: Path) -> NotAList:
    return NotAList(
        _(
            "%(name)s holds no list of terms that we can read. Give a table with the columns name, uri, parent and synonyms, or JSON."
        )
        % {"name": path.name}
    )


def _table(path: Path) -> Iterator[Listed]:
    for rows in sheets.read(path).values():
        for row in rows:
            cells = {heading.strip().lower(): value.strip() for heading, value in row.items() if value}
            name, uri, parent, synonyms = (_first(cells, headings) for headings in (NAMES, URIS, PARENTS, SYNONYMS))
            yield Listed(name, _as_uri(uri), _as_uri(parent), tuple(_split(synonyms)))


def _json(path: Path) -> Iterator[Listed]:
    found = json.loads(path.read_text(encoding="utf-8-sig"))
    if isinstance(found, dict):
        found = next((found[key] for key in ("concept", "concepts", "@graph", "terms", "items") if key in found), [])
    for item in found:
        facts = {key.removeprefix("skos:").lstrip("@").lower(): value for key, value in item.items()}
        if "preflabel" in facts or facts.get("type") in {"Concept", "skos:Concept"}:
            broader = next(iter(_texts(facts.get("broader"))), "")
            yield Listed(
                next(iter(_texts(facts.get("preflabel"))), ""), str(facts["id"]), broader, tuple(_texts(facts.get("altlabel")))
            )
        elif "name" in facts:
            yield Listed(
                str(facts["name"]).strip(), _as_uri(facts.get("uri") or facts.get("id")), _as_uri(facts.get("parent_id"))
            )


def _texts(value: Any) -> list[str]:
    """The texts of a value as JSON-LD may write it: one or many, bare, by language, or as a reference."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        english = value.get("@value") or value.get("@id") or value.get("id") or value.get("en")
        return _texts(english or next(iter(value.values()), None))
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _as_uri(value: Any) -> str:
    """An identifier as a uri: a bare UUID gets the name that the standard gives it."""
    text = str(value or "").strip()
    return f"urn:uuid:{text}" if len(text) == 36 and text.count("-") == 4 else text


def _first(cells: dict[str, str], headings: tuple[str, ...]) -> str:
    return next((cells[heading] for heading in headings if heading in cells), "")


def _split(text: str) -> list[str]:
    mark = next((mark for mark in ";|\n" if mark in text), ",")
    return [part.strip() for part in text.split(mark) if part.strip()]
