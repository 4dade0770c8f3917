"""Work that waits its turn, in the database beside the data it is about."""

import datetime as dt

from django.db import models
from django.db.models import Q

from alongside.jobs import registry


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> "JobQuerySet":
        return self.filter(done_at=None, failed_at=None)

    def waiting(self) -> "JobQuerySet":
        return self.unfinished().filter(held_until=None)

    def due(self, now: dt.datetime) -> "JobQuerySet":
        return self.waiting().filter(due__lte=now).order_by("due", "id")

    def abandoned(self, now: dt.datetime) -> "JobQuerySet":
        """Held longer than agreed: whoever held them is dead or stuck."""
        return self.unfinished().filter(held_until__lt=now).order_by("held_until", "id")

    def held(self, by: str) -> "JobQuerySet":
        return self.unfinished().filter(held_by=by)


class Job(models.Model):
    """One piece of work: its kind, and the ids it is about. Never names, addresses or words that somebody wrote."""

    name = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    once = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  # null may repeat, "" may not
    put_at = models.DateTimeField()
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    held_by = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ("due", "id")
        indexes = (
            models.Index(fields=("due", "id"), condition=Q(done_at=None, failed_at=None), name="job_unfinished"),
            models.Index(fields=("name", "done_at"), name="job_name_done"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(done_at=None) | Q(failed_at=None), name="job_ends_one_way"),
            models.CheckConstraint(
                condition=Q(held_until=None, held_by="") | (Q(held_until__isnull=False) & ~Q(held_by="")),
                name="job_held_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(done_at=None, failed_at=None), name="job_held_only_unfinished"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def title(self) -> str:
        """What it does, in words."""
        return registry.title(self.name)
