"""Words for needs: what people look for, in everyday words and their synonyms."""

import uuid

from django.db import models


class Taxonomy(models.Model):
    """A list of terms with one owner: our own needs, or one that was imported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    uri = models.URLField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """One entry of a taxonomy. `synonyms` are everyday words and phrases that lead to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    uri = models.URLField(blank=True)
    synonyms = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("taxonomy", "slug"), name="one_term_per_slug"),)

    def __str__(self) -> str:
        return self.name
