"""What happened, kept for good: events hold ids only, never names or sensitive values, and no foreign keys."""

import uuid

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, kind: str, id: uuid.UUID) -> "EventQuerySet":
        return self.filter(subject_kind=kind, subject_id=id)


class Event(models.Model):
    """One thing that somebody did. `facts` is a small JSON object of ids, states and counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    acting_for = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("subject_kind", "subject_id", "at"), name="event_subject"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_id}"
