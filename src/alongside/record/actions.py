"""Writing down what happened, in the transaction of the action that did it."""

import uuid
from typing import Any

from django.db import models

from alongside.kit import clock
from alongside.record.models import Event


def write(
    kind: str,
    *,
    on: models.Model,
    by: models.Model | None,
    acting_for: uuid.UUID | None = None,
    facts: dict[str, Any] | None = None,
) -> Event:
    """Keep that `by` did `kind` ("service.published") to `on`. Call it inside the action's transaction.

    `by` is a person, or None where nobody is signed in or the house itself acts. `facts` holds ids, states and
    counts: never a name, an address or a text that somebody typed.
    """
    return Event.objects.create(
        kind=kind,
        at=clock.now(),
        by=by.pk if by else None,
        acting_for=acting_for,
        subject_kind=on._meta.label_lower,
        subject_id=on.pk,
        facts=facts or {},
    )
