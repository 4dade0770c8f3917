"""What an organisation is to the place: member, partner, steering; from a day until a day."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.organisation import Organisation


class StandingQuerySet(models.QuerySet["Standing"]):
    def open_on(self, day: dt.date) -> "StandingQuerySet":
        """Those that hold on `day`. The day a standing ends, it is no longer held."""
        return self.filter(Q(ends=None) | Q(ends__gt=day), starts__lte=day)


class Standing(models.Model):
    """One standing of one organisation. All of them together are its history here."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("Member")
        PARTNER = "partner", _("Partner")
        STEERING = "steering", _("Steering")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "kind", "id")
        indexes = (models.Index(fields=("kind", "ends"), name="standing_open"),)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "kind"), condition=Q(ends=None), name="one_open_standing"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="standing_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation_id}"
