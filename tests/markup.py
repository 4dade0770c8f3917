"""Whether a page is sound HTML: no parse error, no id twice, no link to a part of the page that is not there."""

from collections import Counter
from typing import Any

import html5lib

NOT_ERRORS: frozenset[str] = frozenset()


def parsed(html: str) -> Any:  # an element tree; html5lib carries no types
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def faults(html: str) -> list[str]:
    """What is wrong with a page, in words; nothing when it is sound."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    errors = [f"line {place[0]}: {code} {facts}" for place, code, facts in parser.errors if code not in NOT_ERRORS]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    twice = [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]
    return errors + twice + [f"nothing has the id {name}" for name in sorted(_pointed_at(tree) - set(ids))]


def _pointed_at(tree: Any) -> set[str]:
    """Every id that something on the page leads to, is labelled or described by."""
    found: set[str] = set()
    for element in tree.iter():
        href = element.get("href") or ""
        if href.startswith("#") and len(href) > 1:
            found.add(href[1:])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            found.update((element.get(name) or "").split())
    return found
