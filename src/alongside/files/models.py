"""What people have sent us: papers, pictures, sheets. The content lies on disk, by its own fingerprint."""

import uuid

from django.db import models


class File(models.Model):
    """One file of one owner: a thing of some room, which says who may open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_kind = models.CharField(max_length=60)
    owner_id = models.UUIDField()
    name = models.CharField(max_length=150)
    type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField(null=True)

    class Meta:
        ordering = ("kept_at", "id")
        indexes = (models.Index(fields=("owner_kind", "owner_id"), name="file_owner"),)

    def __str__(self) -> str:
        return self.name
