"""A shortlist: services that somebody without an account put together for somebody, and shares for a while."""

import uuid

from django.db import models

from alongside.directory.models.service import Service


class Shortlist(models.Model):
    """A list under an address that cannot be guessed, until a day. Nobody stands in it: not who made it, nor for whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ends_on = models.DateField(db_index=True)

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return str(self.pk)


class ShortlistEntry(models.Model):
    """One service on a shortlist, with a line about it."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="entries")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("shortlist_id", "position")
        constraints = (models.UniqueConstraint(fields=("shortlist", "service"), name="once_on_a_shortlist"),)

    def __str__(self) -> str:
        return f"{self.shortlist_id} {self.position}"
