"""What people tell the directory: something is wrong, something is missing, I need a person."""

import uuid

from django.db import models

from alongside.directory.models.service import Service


class Correction(models.Model):
    """Somebody says that something about a service is wrong. Answered as an owed reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="corrections")
    what = models.TextField()
    email = models.EmailField(blank=True)
    asker = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"correction of {self.service_id}"


class Enquiry(models.Model):
    """Somebody asks a person for help to find support, on the page or by telephone. Answered as an owed reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.TextField()
    near = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    when_to_ring = models.CharField(max_length=200, blank=True)
    asker = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_by = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"enquiry {self.pk}"


class UnmetNeed(models.Model):
    """How often nothing was found in a month: a word of our own list and the patches only, so that nobody can be told from it.

    `patches` are the slugs of those in which it was asked, each between bars.
    """

    month = models.DateField()
    words = models.CharField(max_length=200)
    patches = models.CharField(max_length=400, blank=True, default="", db_default="")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-month", "-count", "words", "patches")
        constraints = (models.UniqueConstraint(fields=("month", "words", "patches"), name="one_unmet_count"),)

    def __str__(self) -> str:
        return self.words
