"""For whom the person acts whose request is being answered: chosen openly, and kept with all that they do meanwhile.

Set in one place for every page, so that no action can forget it. An action that knows better says so by `acting_for`.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

_now: ContextVar[tuple[uuid.UUID, uuid.UUID] | None] = ContextVar("who acts for whom", default=None)


@contextmanager
def acting(person: models.Model, organisation: models.Model) -> Iterator[None]:
    """Until the end of the block, `person` acts for `organisation`."""
    token = _now.set((person.pk, organisation.pk))
    try:
        yield
    finally:
        _now.reset(token)


def organisation_of(by: models.Model | None, on: models.Model) -> uuid.UUID | None:
    """The organisation that `by` acts for just now. Whoever changes their own account does that for themselves."""
    acts = _now.get()
    return acts[1] if acts and by is not None and by.pk == acts[0] != on.pk else None
