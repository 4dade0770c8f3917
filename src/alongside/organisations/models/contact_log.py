"""The contact log: what was said with an organisation, when, and what comes next."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.organisation import Organisation


class LogEntry(models.Model):
    """One talk, visit or mail with an organisation, for officers. A next step has an owner and a day, until it is done."""

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        EMAIL = "email", _("By e-mail")
        VISIT = "visit", _("On a visit")
        MEETING = "meeting", _("At a meeting")
        OTHER = "other", _("Another way")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="log")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, default=How.OTHER)
    spoke_with = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_steps")
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-made_at", "id")
        indexes = (models.Index(fields=("owner", "next_on"), condition=models.Q(done_at=None), name="next_steps_open"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(next_step="", next_on=None) | (~models.Q(next_step="") & models.Q(next_on__isnull=False)),
                name="next_step_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.how} with {self.organisation_id} on {self.on}"
