"""Where services come from, how each import went, and what providers wish to change."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.directory.models.service import Service


class Source(models.Model):
    """A feed, a file or a spreadsheet that services come from.

    A feed with an address may be read by itself: while `is_read` is on, at `due_at`. `failures` counts how often in a row it
    could not be read; `trouble` says why the last time. `publisher` and `attribution` are in the words of the feed itself.
    """

    class Kind(models.TextChoices):
        FEED_1 = "feed_1", _("Open Referral UK 1.0")
        FEED_3 = "feed_3", _("Open Referral UK 3.0")
        SHEETS = "sheets", _("Spreadsheet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = models.CharField(max_length=1000)
    licence = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=500, blank=True)
    is_read = models.BooleanField(default=False)
    every_days = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class SourceOrganisation(models.Model):
    """Which organisation of a source is which organisation here."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="organisations")
    key = models.CharField(max_length=200)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("source_id", "key")
        constraints = (models.UniqueConstraint(fields=("source", "key"), name="one_organisation_per_record"),)

    def __str__(self) -> str:
        return self.key


class SourceRecord(models.Model):
    """Which record of a source is which service here, and the digest of what it last said.

    `version` is that of the service when the source last wrote it: a higher one means that somebody changed it here, and then
    `said`, the digest of each fact as the source last said it, tells who changed what. `gone_at` is since when the source
    has it no more; `was` how the service stood before it was withdrawn for that.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(max_length=200)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="records")
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    missed = models.PositiveSmallIntegerField(default=0)
    gone_at = models.DateTimeField(null=True, blank=True)
    was = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("source_id", "key")
        constraints = (models.UniqueConstraint(fields=("source", "key"), name="one_service_per_record"),)

    def __str__(self) -> str:
        return self.key


class Difference(models.Model):
    """A fact that was changed here and that a source now says otherwise, until an officer chooses. `theirs` is what it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="differences")
    field = models.CharField(max_length=40)
    theirs = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")
        constraints = (models.UniqueConstraint(fields=("record", "field"), name="one_difference_per_fact"),)

    def __str__(self) -> str:
        return f"{self.field} of {self.record_id}"


class Fetched(models.Model):
    """One answer of a feed as it was fetched, packed and without names of people.

    While `is_fresh` a reading that was cut off goes on without asking for it again; after that its mark lets the source say
    that nothing changed.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="fetched")
    address = models.CharField(max_length=1100)
    body = models.BinaryField()
    mark = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)
    is_fresh = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("source_id", "address")
        constraints = (models.UniqueConstraint(fields=("source", "address"), name="one_answer_per_address"),)

    def __str__(self) -> str:
        return self.address


class Import(models.Model):
    """One run of an import, begun by a person on a page or in the terminal. `report` counts what became of the rows.

    On a page it is tried first, as a dry run, and brought in when an officer says so. `upload` is what was sent in, kept
    until then; without one it reads `address`. `said` is the latest line of its progress, or why it failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=1000)
    upload = models.FileField(upload_to="imports", blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    dry_run = models.BooleanField(default=False)
    by = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ("-started_at", "id")

    def __str__(self) -> str:
        return f"{self.name} at {self.started_at}"


class ImportProblem(models.Model):
    """A row that was left out, and why, in plain words."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    key = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ("run_id", "row", "id")

    def __str__(self) -> str:
        return self.reason


class Change(models.Model):
    """What a provider wishes to change in a service, until an officer answers. `proposed` holds the new values."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="changes")
    base_version = models.PositiveIntegerField()
    proposed = models.JSONField()
    by = models.UUIDField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("service",), condition=models.Q(state="waiting"), name="one_change_waits"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at=None)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="change_decided_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} change of {self.service_id}"
