"""All that the modules beside this one say, together. The tests read it from here."""

import importlib
import pkgutil
from collections.abc import Callable
from http import HTTPMethod
from typing import Any

from django.db import transaction

from alongside.organisations.models import Organisation
from tests import addresses
from tests.addresses.rows import Row
from tests.personas import County

ROWS: dict[str, Row] = {}
"""Every address by its full name."""
OWNERS: dict[str, Callable[[Any], Organisation]] = {}
"""Whose each kind of thing is."""
NOBODYS: set[str] = set()
"""Of the place and its officers, or for everybody: here own and other are the same."""
OF_THE_PLACE: set[str] = set()
"""Addresses that name things by other means than a key; they are for officers alone."""


def gather() -> None:
    """Read every module once. The same address in two of them would hide one row, and is refused."""
    for found in pkgutil.iter_modules(addresses.__path__, f"{addresses.__name__}."):
        if found.name in {__name__, Row.__module__}:
            continue
        said = importlib.import_module(found.name)
        twice = (ROWS.keys() & said.ROWS.keys()) | (OWNERS.keys() & getattr(said, "OWNERS", {}).keys())
        if twice:
            raise RuntimeError(f"said twice, the second time in {found.name}: {sorted(twice)}")
        ROWS.update(said.ROWS)
        OWNERS.update(getattr(said, "OWNERS", {}))
        NOBODYS.update(getattr(said, "NOBODYS", ()))
        OF_THE_PLACE.update(getattr(said, "OF_THE_PLACE", ()))


gather()


def status(county: County, persona: str, method: HTTPMethod, address: str) -> int:
    """What `persona` gets there. What they changed by it is undone, so that the next finds the county as it was."""
    client = county.client(persona)
    with transaction.atomic():
        answer = client.generic(method, address)
        transaction.set_rollback(True)
    if answer.streaming:
        answer.getvalue()  # a file is open until it is read
    return int(answer.status_code)
