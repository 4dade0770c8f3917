"""What happened, kept for good, and the threads between things. Ids only: never names or sensitive values.

Nothing here has a foreign key: history survives what it is about.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from alongside.record.kept import Kept, KeptQuerySet

READ = "record.read"
"""The kind of event that says: somebody saw a sensitive thing."""


class EventQuerySet(KeptQuerySet["Event"]):
    def of(self, kind: str, id: Any) -> "EventQuerySet":
        return self.filter(subject_kind=kind, subject_id=id)

    def unchained(self) -> "EventQuerySet":
        """Committed, and not yet in the chain."""
        return self.filter(position=None).order_by("at", "id")


class Event(Kept):
    """One thing that somebody did. `facts` is a small JSON object of ids, states and counts.

    `position`, `prev` and `hash` are filled soon after, when the sweep takes the event into the chain.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    acting_for = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    prev = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "at"), name="event_subject"),
            models.Index(fields=("by", "at"), name="event_by"),
            models.Index(fields=("at", "id"), condition=Q(position=None), name="event_unchained"),
            models.Index(fields=("-at", "-id"), condition=Q(kind=READ), name="event_read"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(position=None, prev="", hash="") | (Q(position__gte=1) & ~Q(prev="") & ~Q(hash="")),
                name="event_chained_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_id}"


class Head(models.Model):
    """The end of the chain: how long it is, and the hash that an outsider may keep. One row."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_head"),)

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


class Tie(models.Model):
    """One thread: this thing leads to that one, and why ("became", "evidence")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    from_kind = models.CharField(max_length=60)
    from_id = models.UUIDField()
    to_kind = models.CharField(max_length=60)
    to_id = models.UUIDField()
    why = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("to_kind", "to_id"), name="tie_backwards"),)
        constraints = (
            models.UniqueConstraint(fields=("from_kind", "from_id", "to_kind", "to_id", "why"), name="one_tie_each"),
            models.CheckConstraint(condition=~Q(from_kind=F("to_kind"), from_id=F("to_id")), name="tie_between_two"),
        )

    def __str__(self) -> str:
        return f"{self.from_kind} {self.from_id} {self.why} {self.to_kind} {self.to_id}"
