"""Lists of organisations that officers send in, row by row, and what became of each."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One file of organisations: read, looked at, brought in, and taken back for as long as `policy` allows.

    `columns` says which heading stands for which of our fields. `said` is the latest line of its progress, or why it
    failed; `report` counts what became of the rows. With `takes_file`, what the file says of a field that we have
    otherwise is taken; else ours stays.
    """

    class Kind(models.TextChoices):
        LIST = "list", _("A list of organisations")
        REGISTER = "register", _("An extract of the charity register")

    class State(models.TextChoices):
        COLUMNS = "columns", _("Say what its columns mean")
        LOOKING = "looking", _("Being read")
        READY = "ready", _("Nothing is changed yet")
        BRINGING = "bringing", _("Being brought in")
        DONE = "done", _("Brought in")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LIST)
    state = models.CharField(max_length=8, choices=State.choices, default=State.COLUMNS)
    upload = models.FileField(upload_to="imports", blank=True)
    columns = models.JSONField(default=dict)
    takes_file = models.BooleanField(default=False)
    by = models.UUIDField(null=True, blank=True)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ("-began_at", "id")

    def __str__(self) -> str:
        return f"{self.name} at {self.began_at}"

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.LOOKING, self.State.BRINGING, self.State.UNDOING)


class ImportRow(models.Model):
    """One row of such a file: what it says, what is to become of it, and, once it is in, what stood there before.

    `decision` answers a possible duplicate: the id of the organisation that it is, "different" or "skip". `taken` are
    the fields in which an officer takes the file's word for ours. `before` is what undoing puts back.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        UPDATED = "updated", _("Changed")
        UNCHANGED = "unchanged", _("As they were")
        JOINED = "joined", _("Further lines of the same organisation")
        DUPLICATE = "duplicate", _("Here already?")
        SKIPPED = "skipped", _("Passed over")
        LEFT_OUT = "left_out", _("Left out")

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    reason = models.CharField(max_length=500, blank=True)
    organisation = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    fills = models.JSONField(default=dict)
    differs = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    decision = models.CharField(max_length=36, blank=True)
    taken = models.JSONField(default=list)
    is_in = models.BooleanField(default=False)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ("run_id", "number")
        indexes = (
            models.Index(fields=("run", "outcome", "number"), name="import_rows_by_outcome"),
            models.Index(fields=("organisation",), name="import_rows_of_one"),
        )
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="one_import_row_per_number"),)

    def __str__(self) -> str:
        return f"row {self.number} of {self.run_id}"
