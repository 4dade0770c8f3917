"""Words for needs: what people look for, in everyday words and their synonyms."""

import uuid

from django.db import models

from alongside.terms import rings


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


class TermQuerySet(models.QuerySet["Term"]):
    def standing(self) -> "TermQuerySet":
        """Terms that are offered: not retired and not merged."""
        return self.filter(retired_at=None)

    def of(self, taxonomy: str) -> "TermQuerySet":
        return self.filter(taxonomy__slug=taxonomy)


class Term(models.Model):
    """One entry of a taxonomy, with the everyday words that lead to it.

    `synonyms` and `alike` are lines as an officer writes them; `rings` says what they mean. A term that an officer has
    changed (`edited_at`) is never changed back by a list that is loaded again. A retired term is no longer offered; one
    that was merged into another still leads there. `common` is its place among those that the first page offers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.CASCADE, related_name="terms")
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    uri = models.URLField(blank=True)
    synonyms = models.JSONField(default=list, blank=True)
    alike = models.JSONField(default=list, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    common = models.PositiveSmallIntegerField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("taxonomy", "slug"), name="one_term_per_slug"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(retired_at__isnull=False), name="merged_is_retired"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> list[str]:
        """Every word and phrase that people type for it."""
        return [word for lead in self.synonyms for word in rings.sides(lead)[0]]


class Edition(models.Model):
    """One row whose key changes whenever any term does: what is kept in memory asks it."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_edition_of_terms"),)

    def __str__(self) -> str:
        return str(self.key)
