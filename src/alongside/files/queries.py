"""Which files there are."""

import uuid
from pathlib import Path

from django.db import models

from alongside.files import store
from alongside.files.models import File


def of(owner_kind: str, owner_id: uuid.UUID) -> "models.QuerySet[File]":
    """The files of one thing, the oldest first. Who may see the thing's page is up to its room."""
    return File.objects.filter(owner_kind=owner_kind, owner_id=owner_id)


def sent_by(person: models.Model | None) -> "models.QuerySet[File]":
    """Every file that a person sent, the oldest first."""
    return File.objects.filter(kept_by=person.pk) if person else File.objects.none()


def content_of(file: File) -> Path:
    """Where the content of a file lies."""
    return store.path_of(file.sha256)
