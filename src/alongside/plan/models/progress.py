"""What the lead reports, what the others say to it, and what shows that it is so."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.record.kept import Kept, KeptQuerySet


class Status(models.TextChoices):
    """How an action goes, by what its lead says."""

    NOT_STARTED = "not_started", _("Not started")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def ended(cls) -> tuple["Status", ...]:
        """Nobody has to report on these any more."""
        return (cls.DONE, cls.WITHDRAWN)


_moving = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
MOVES: dict[str, tuple[Status, ...]] = {
    Status.NOT_STARTED: (Status.NOT_STARTED, *_moving, Status.PAUSED, Status.DONE, Status.WITHDRAWN),
    **dict.fromkeys(_moving, (*_moving, Status.PAUSED, Status.DONE, Status.WITHDRAWN)),
    Status.PAUSED: (Status.PAUSED, *_moving, Status.WITHDRAWN),
    Status.DONE: _moving,
    Status.WITHDRAWN: (),
}
"""From which status to which: what is done may be opened again, what is withdrawn stays so."""


class Progress(Kept):
    """What the lead said of an action on a day, and why. Nobody changes it; the next one says otherwise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="progress")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=11, choices=Status.choices)
    reason = models.TextField()
    reached = models.CharField(max_length=120, blank=True)
    """Where the measure stands: "12 of 40"."""
    review_on = models.DateField()
    """By when there is the next one."""
    at = models.DateTimeField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("action_id", "number")
        verbose_name_plural = "progress"
        indexes = (models.Index(fields=("at",), name="progress_at"),)
        constraints = (
            models.UniqueConstraint(fields=("action", "number"), name="progress_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="progress_with_its_reason"),
        )

    def __str__(self) -> str:
        return f"{self.status} of {self.action_id}"


class Witness(Kept):
    """What an organisation of another sector says to what the lead reported: it sees it too, or it does not.

    It may say so anew; of each organisation the last counts, and the earlier ones stay.
    """

    class Says(models.TextChoices):
        CONFIRMS = "confirms", _("We see it too")
        DISPUTES = "disputes", _("We see it differently")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="witnesses")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20)
    """The one that it was of when it spoke."""
    says = models.CharField(max_length=8, choices=Says.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("progress_id", "at", "id")
        verbose_name_plural = "witnesses"
        indexes = (models.Index(fields=("at",), name="witness_at"),)
        constraints = (models.CheckConstraint(condition=~Q(says="disputes") | ~Q(words=""), name="dispute_in_words"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.says} {self.progress_id}"


class Evidence(models.Model):
    """What shows that something was done: a link, a file by its hash, or a story in words.

    It counts once somebody outside the lead organisation has looked and says that it shows it.
    """

    class Kind(models.TextChoices):
        MINUTE = "minute", _("Minute of a meeting")
        DOCUMENT = "document", _("Document")
        BUDGET = "budget", _("Line of a budget")
        DATA = "data", _("Data")
        STORY = "story", _("Story")
        CONFIRMATION = "confirmation", _("Confirmation by a partner")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        PARTNERS = "partners", _("The partners")
        STEERING = "steering", _("The steering group")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    """Who reads what it is. That it is there, and whether it was verified, everybody counts."""
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    url = models.URLField(blank=True, max_length=500)
    file = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    dated = models.DateField()
    """The day of what it shows."""
    at = models.DateTimeField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_for = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verified_note = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("action_id", "at", "id")
        verbose_name_plural = "evidence"
        constraints = (
            models.CheckConstraint(condition=~Q(url="") | Q(file__isnull=False) | ~Q(words=""), name="evidence_shows_something"),
            models.CheckConstraint(
                condition=Q(file=None, sha256="") | Q(file__isnull=False) & ~Q(sha256=""), name="file_with_its_hash"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_for=None) | Q(verified_at__isnull=False, verified_for__isnull=False),
                name="verified_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(verified_at=None) & ~Q(why_withdrawn=""), name="verified_evidence_stays"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Digested(models.Model):
    """Up to which moment somebody has had the weekly mail, so that nothing is told twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        ordering = ("until", "id")
        verbose_name_plural = "digested"

    def __str__(self) -> str:
        return f"{self.person_id} until {self.until}"
