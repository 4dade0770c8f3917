"""Who may open a file: the room that owns it says so. What no room speaks for is closed to everybody."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from alongside.files.models import File

MayOpen = Callable[[uuid.UUID, models.Model | None], bool]


@dataclass(frozen=True)
class Owner:
    """One kind of thing that has files."""

    may_open: MayOpen
    is_sensitive: bool


_owners: dict[str, Owner] = {}


class UnknownOwner(Exception):
    """No room speaks for files of this kind of owner, so nobody could ever open them."""


def register(kind: str, may_open: MayOpen, *, is_sensitive: bool = False) -> None:
    """Say who may open the files of one kind of owner: `may_open(owner_id, person)`, where a visitor is None.

    With `is_sensitive`, every opening is kept on record.
    """
    _owners[kind] = Owner(may_open, is_sensitive)


def owner(kind: str) -> Owner:
    """What the room of this kind of owner said."""
    try:
        return _owners[kind]
    except KeyError:
        raise UnknownOwner(kind) from None


def may_open(file: File, person: models.Model | None) -> bool:
    """Whether this reader may open `file`."""
    return file.owner_kind in _owners and _owners[file.owner_kind].may_open(file.owner_id, person)
