"""Services that may be the same one, and those that were made one."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.service import Service


class Pair(models.Model):
    """Two services that may be the same, `first` being the one with the lower id; what an officer decided is remembered."""

    class State(models.TextChoices):
        OPEN = "open", _("To look at")
        NOT_SAME = "not_same", _("Not the same")
        MERGED = "merged", _("Made one")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-score", "id")
        indexes = (models.Index(fields=("state", "-score", "id"), name="pair_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="each_pair_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False)),
                name="pair_decided_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class Merge(models.Model):
    """Two services made one: `gone` leads to `kept`. What is needed to undo it is kept with it.

    `before` says of each fact that was taken how it was and how it was written; `records` which records of sources went
    over, with the version that each had; `status` is that of the service that went.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="merges")
    kept = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="took_in")
    gone = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="merges")
    status = models.CharField(max_length=12, choices=Service.Status.choices)
    before = models.JSONField(default=dict)
    records = models.JSONField(default=dict)
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "id")
        constraints = (
            models.UniqueConstraint(fields=("gone",), condition=models.Q(undone_at=None), name="goes_into_one"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="kept_is_not_gone"),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
