"""The tables behind search: one row per document, the values it can be filtered by, and the words that were ever used.

The text index itself (FTS5 or a GIN index) belongs to the database and is made in the migration by `engines`.
"""

from django.db import models


class Value(models.Model):
    """One value of a name that documents of a kind can be filtered by. Rows are never changed, so that ids can be kept."""

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ("kind", "name", "value")
        constraints = (models.UniqueConstraint(fields=("kind", "name", "value"), name="one_id_per_value"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Entry(models.Model):
    """A document as search keeps it: tokens for the text index (`keys` are kind and cells), and packed numbers to judge it by.

    Never changed: a document that changed gets a new entry, so that nobody can hold an old one under the same id.
    """

    kind = models.CharField(max_length=40)
    document = models.UUIDField()
    title = models.TextField()
    body = models.TextField()
    keys = models.TextField()
    title_marks = models.BinaryField()
    points = models.BinaryField()
    facts = models.BinaryField()
    soonest = models.BigIntegerField(null=True)
    rank = models.FloatField()

    class Meta:
        ordering = ("kind", "document")
        constraints = (models.UniqueConstraint(fields=("kind", "document"), name="one_entry_per_document"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.document}"


class Edition(models.Model):
    """One row for every write to the entries of a kind: who counts them knows whether anything changed. No write waits for another."""

    kind = models.CharField(max_length=40, db_index=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Word(models.Model):
    """A word that documents of a kind use or used: what a misspelt word may have meant."""

    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=40)

    class Meta:
        ordering = ("kind", "text")
        constraints = (models.UniqueConstraint(fields=("kind", "text"), name="one_row_per_word"),)

    def __str__(self) -> str:
        return self.text


class Trigram(models.Model):
    """Three letters in a row of a word. A plain copy of the word, so that looking for those that share most costs one index."""

    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=3)
    word = models.CharField(max_length=40)

    class Meta:
        ordering = ("kind", "text", "word")
        indexes = (models.Index(fields=("kind", "text", "word"), name="words_by_trigram"),)

    def __str__(self) -> str:
        return self.text
