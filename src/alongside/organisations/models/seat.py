"""A person's place in an organisation."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.organisation import Organisation


class SeatQuerySet(models.QuerySet["Seat"]):
    def open_on(self, day: dt.date) -> "SeatQuerySet":
        """Seats held on `day`. The day a seat ends, it is no longer held."""
        return self.filter(models.Q(ends=None) | models.Q(ends__gt=day), starts__lte=day)

    def with_role(self, *roles: str) -> "SeatQuerySet":
        return self.filter(role__in=roles)


class Seat(models.Model):
    """A person's place in an organisation, from one day until another."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        EDITOR = "editor", _("Editor")
        HELPER = "helper", _("Helper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices)
    title = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("organisation_id", "starts", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "organisation"), condition=models.Q(ends=None), name="one_open_seat"),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="seat_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} at {self.organisation_id}"
