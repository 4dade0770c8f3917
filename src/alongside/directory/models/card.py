"""A service as one row of a list, ready to show."""

from django.db import models

from alongside.directory.models.service import Service


class Card(models.Model):
    """What a list says of one service, as JSON text, written with the service so that a list reads one small row each."""

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.CASCADE, related_name="card")
    facts = models.TextField()

    class Meta:
        ordering = ("service_id",)

    def __str__(self) -> str:
        return str(self.pk)
