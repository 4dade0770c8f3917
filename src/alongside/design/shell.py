"""What every page's shell needs to know: whose place this is, the menus, and who to ring."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from alongside.design import accent, slots


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who runs these pages and how to reach them. Every field may be empty: a new installation has no name yet."""

    place: str = ""
    coordinator: str = ""
    phone: str = ""
    email: str = ""
    accent: str = accent.HOUSE
    logo: str = ""
    """The address of a picture."""


_imprint: Callable[[], Imprint] = Imprint


def register(imprint: Callable[[], Imprint]) -> None:
    """Say where the imprint comes from. One room does this, in its AppConfig.ready()."""
    global _imprint
    _imprint = imprint


class Shell:
    """Worked out only when a page asks for it: a fragment of a page has no shell."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def imprint(self) -> Imprint:
        return _imprint()

    @cached_property
    def navigation(self) -> list[slots.Entry]:
        return slots.navigation.entries(self.request)

    @cached_property
    def help_links(self) -> list[slots.Entry]:
        return slots.help_links.entries(self.request)

    @cached_property
    def about_links(self) -> list[slots.Entry]:
        return slots.about_links.entries(self.request)

    @cached_property
    def colours(self) -> str:
        """The place's own colour as it stands in the address of its style sheet, or "" for the colour of the house."""
        chosen = self.imprint.accent.lower()
        return "" if chosen == accent.HOUSE or accent.refusal(chosen) else chosen.removeprefix("#")


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor: one name, `shell`."""
    return {"shell": Shell(request)}
