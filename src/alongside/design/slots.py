"""Places on a page that rooms above may fill, without this room knowing them.

A room fills a slot in its AppConfig.ready(): `slots.fill("service.actions", refer_button)`. A template offers one:
`{% slot "service.actions" service %}`. The main menu and the two lists in the footer are slots of their own.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[..., str]


def _always(request: HttpRequest) -> bool:
    return True


def _none(request: HttpRequest) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a menu. `count` is a number that waits for the reader, shown beside the label when not 0."""

    label: str | Promise
    url_name: str
    order: int = 50
    visible: Callable[[HttpRequest], bool] = _always
    count: Callable[[HttpRequest], int] = _none
    counted: str | Promise = ""

    @property
    def url(self) -> str:
        """The address, or nothing while the room that serves it does not stand."""
        return _address(self.url_name, get_resolver(get_urlconf()), get_script_prefix())


@lru_cache
def _address(url_name: str, resolver: URLResolver, prefix: str) -> str:
    """An address, looked up once for each set of addresses: every page shows some forty."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu item as one reader sees it."""

    label: str
    url: str
    current: str
    count: int
    counted: str


class Menu:
    """A list of links that rooms add to."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def add(self, item: Item) -> None:
        self.items = sorted([*self.items, item], key=lambda one: one.order)

    append = __call__ = add

    def entries(self, request: HttpRequest) -> list[Entry]:
        """What this reader sees, with the page they are on marked."""
        return [
            Entry(str(item.label), item.url, _current(request, item), item.count(request), str(item.counted))
            for item in self.items
            if item.url and item.visible(request)
        ]


def _current(request: HttpRequest, item: Item) -> str:
    """What `aria-current` says: "page" on the page itself, "true" on the pages below it."""
    if request.path == item.url:
        return "page"
    below = item.url.rstrip("/") + "/"
    return "true" if below != "/" and request.path.startswith(below) else ""


navigation = Menu()
help_links = Menu()
about_links = Menu()
_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)


def fill(name: str, filler: Filler, *, order: int = 50) -> None:
    """Put something into the slot `name`: `filler(request, *things)` returns HTML, or "" for nothing."""
    _fillers[name] = sorted([*_fillers[name], (order, filler)], key=lambda one: one[0])


def render(name: str, request: HttpRequest, *things: Any) -> SafeString:
    """What the rooms put into a slot, in order. Text that is not marked safe is escaped."""
    return mark_safe("".join(conditional_escape(filler(request, *things)) for _, filler in _fillers[name]))  # noqa: S308
