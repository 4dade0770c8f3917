"""Which files there are."""

import uuid

from django.db import models

from alongside.files.models import File


def of(owner_kind: str, owner_id: uuid.UUID) -> "models.QuerySet[File]":
    """The files of one thing, the oldest first. Who may see the thing's page is up to its room."""
    return File.objects.filter(owner_kind=owner_kind, owner_id=owner_id)
