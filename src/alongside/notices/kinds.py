"""The kinds of mail that somebody may stop. Rooms above say which; whatever is not named here always goes.

What always goes: codes and links to sign in with, word that an account has changed, questions that somebody is owed an answer to,
and answers to what somebody asked. Without these a person would be locked out, or left waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """Mails that may be stopped: what they are called ("The monthly mail"), when they come, and what becomes of it without them."""

    name: str
    title: str | Promise
    about: str | Promise


_kinds: dict[str, Kind] = {}


def register(name: str, *, title: str | Promise, about: str | Promise) -> None:
    """Mails that `notices.actions.send(name, …)` writes may be stopped by whoever gets them."""
    _kinds[name] = Kind(name, title, about)


def find(name: str) -> Kind | None:
    """The kind of this name, where its mails may be stopped."""
    return _kinds.get(name)


def every() -> list[Kind]:
    """All that may be stopped, by their titles."""
    return sorted(_kinds.values(), key=lambda kind: str(kind.title))
