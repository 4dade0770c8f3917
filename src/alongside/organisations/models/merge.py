"""Two entries of one organisation that were made one, and what it takes to undo that."""

import uuid

from django.db import models

from alongside.organisations.models.organisation import Organisation


class Merge(models.Model):
    """`gone` became part of `kept`.

    `moved` are the ids that went over, by kind; `ended` those that ended, since there was such a thing already; `before` the
    fields of `kept`: [old, new].
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merged_into")
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField(default=dict)
    ended = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "id")
        constraints = (
            models.UniqueConstraint(fields=("gone",), condition=models.Q(undone_at=None), name="one_merge_at_a_time"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_is_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
