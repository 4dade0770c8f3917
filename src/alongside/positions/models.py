"""What an organisation says of an exact text, and what partners cannot agree on."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Stance(models.TextChoices):
    """Where an organisation stands. Who was not asked, or has not answered, has none."""

    AGREE = "agree", _("Agree")
    RESERVATION = "reservation", _("Agree with a reservation")
    CANNOT = "cannot", _("Cannot agree yet")
    ABSTAIN = "abstain", _("Abstain")


CONSENTS = (Stance.AGREE, Stance.RESERVATION)
"""Who stands here carries the text with the others. Who abstains stands aside."""


class Visibility(models.TextChoices):
    """Who may read a position. That there is one is counted for everybody."""

    PUBLIC = "public", _("Everybody")
    PARTNERS = "partners", _("The partners")
    STEERING = "steering", _("The steering group")


class Mandate(models.Model):
    """The decision behind a word: which body took it, when, and where that is written."""

    mandate_body = models.CharField(max_length=200, blank=True)
    mandate_on = models.DateField(null=True, blank=True)
    mandate_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Asking(models.Model):
    """An organisation was asked where it stands on every text of one sheet, such as an agreement under discussion.

    `round` counts the mails: only the link of the latest works. `person` is who was written to; `email` the address that
    somebody without an account was written to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet_kind = models.CharField(max_length=60)
    sheet_id = models.UUIDField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=("due_on", "id"), condition=Q(reminded_at=None), name="asking_to_remind"),)
        constraints = (
            models.UniqueConstraint(fields=("sheet_kind", "sheet_id", "organisation"), name="asked_once_about_a_sheet"),
            models.CheckConstraint(condition=Q(round__gte=1), name="asking_rounds_count_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.sheet_kind} {self.sheet_id}"


class PositionQuerySet(models.QuerySet["Position"]):
    def held(self) -> "PositionQuerySet":
        """Those that stand today; the others are history."""
        return self.filter(superseded_at=None)

    def on(self, kind: str, ids: Iterable[uuid.UUID]) -> "PositionQuerySet":
        """Those on these things of one kind."""
        return self.filter(subject_kind=kind, subject_id__in=ids)


class Position(Mandate):
    """What one organisation said of one exact text, in its own words. It is never changed: who thinks otherwise says it anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    text_sha256 = models.CharField(max_length=64)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=12, choices=Stance.choices)
    words = models.TextField(blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.ForeignKey("organisations.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    """In what capacity: "chair", "cabinet member for health". Never a name, unless whoever spoke without an account gave one."""
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "-at"), name="position_history"),
            models.Index(fields=("organisation", "-at"), name="position_of"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "organisation"), condition=Q(superseded_at=None), name="one_position_held"
            ),
            models.CheckConstraint(
                condition=~Q(stance__in=("reservation", "cannot")) | ~Q(words=""), name="doubt_is_said_in_words"
            ),
            models.CheckConstraint(condition=Q(superseded_at=None) | Q(superseded_at__gte=models.F("at")), name="held_then_not"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.stance} {self.subject_kind} {self.subject_id}"

    @property
    def consents(self) -> bool:
        """Whether it carries the text, with or without a reservation."""
        return self.stance in CONSENTS


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    def open(self) -> "DisagreementQuerySet":
        """Those that somebody still looks after."""
        return self.exclude(outcome__in=Disagreement.SETTLED)

    def overdue_on(self, day: dt.date) -> "DisagreementQuerySet":
        """Those whose next look is past."""
        return self.open().filter(next_review__lt=day)


class Disagreement(models.Model):
    """What partners do not agree on, openly: what holds meanwhile, who looks after it, and when it is looked at again.

    It is about a thing of some room, by `subject_kind` and `subject_id`, or about a topic alone.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("Open")
        ESCALATED = "escalated", _("Taken further")
        RESOLVED = "resolved", _("Resolved")
        DIFFER = "differ", _("Agreed to differ")

    SETTLED = ("resolved", "differ")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    interim = models.TextField()
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="disagreements_looked_after")
    owner_role = models.CharField(max_length=200)
    next_review = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_words = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ("next_review", "opened_at", "id")
        indexes = (models.Index(fields=("subject_kind", "subject_id"), name="disagreement_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=("resolved", "differ"), ended_on__isnull=False)
                | Q(outcome__in=("open", "escalated"), ended_on=None, next_review__isnull=False),
                name="disagreement_is_looked_at_or_ended",
            ),
            models.CheckConstraint(condition=Q(outcome="open") | ~Q(outcome_words=""), name="outcome_is_said_in_words"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None) | ~Q(subject_kind="") & Q(subject_id__isnull=False),
                name="disagreement_about_a_thing_or_a_topic",
            ),
        )

    def __str__(self) -> str:
        return f"disagreement {self.id}"

    @property
    def is_settled(self) -> bool:
        return self.outcome in self.SETTLED


class Side(Mandate):
    """What one partner says in a disagreement, and what would change its mind. Said anew, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disagreement = models.ForeignKey(Disagreement, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    would_change = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("disagreement", "organisation"), condition=Q(superseded_at=None), name="one_side_held"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.disagreement_id}"


class Look(models.Model):
    """A disagreement was looked at again: what came of it, and when it is looked at next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disagreement = models.ForeignKey(Disagreement, on_delete=models.CASCADE, related_name="looks")
    on = models.DateField()
    words = models.TextField()
    outcome = models.CharField(max_length=10, choices=Disagreement.Outcome.choices)
    next_review = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.disagreement_id} on {self.on}"
