"""What the open feed says of each service, written with the service so that a list is joining bytes."""

import uuid

from django.db import models


class Document(models.Model):
    """One service as JSON of the standard: `flat` as it stands in lists, `full` with all that belongs to it.

    A service that is no longer shown keeps its row, with nothing in it but its id: harvesters learn that it is gone.
    `digest` is that of the content without `modified_at`, so that the same again changes nothing.
    """

    service = models.OneToOneField("directory.Service", primary_key=True, on_delete=models.CASCADE, related_name="+")
    is_listed = models.BooleanField()
    flat = models.BinaryField()
    full = models.BinaryField()
    digest = models.CharField(max_length=64)
    modified_at = models.DateTimeField()

    class Meta:
        ordering = ("service_id",)
        indexes = (
            models.Index(fields=("modified_at", "service"), name="document_modified"),
            models.Index(fields=("is_listed", "service"), name="document_listed"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class DocumentAtLocation(models.Model):
    """A service at one of its locations, as JSON of the standard but for the service itself. Hidden locations have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="at_locations")
    location = models.UUIDField()
    flat = models.BinaryField()
    full = models.BinaryField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)


class Edition(models.Model):
    """One row for every write to the documents: who counts them knows whether anything changed. No write waits for another."""

    modified_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)
