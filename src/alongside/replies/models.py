"""Who owes whom an answer, by which day, and how it ended."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

OWED = ("open", "disputed")


class OwedReplyQuerySet(models.QuerySet["OwedReply"]):
    def owed(self) -> "OwedReplyQuerySet":
        """Those that somebody still waits for."""
        return self.filter(state__in=OWED)

    def about(self, subject: models.Model) -> "OwedReplyQuerySet":
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)

    def held_on(self, day: dt.date) -> "OwedReplyQuerySet":
        """Those whose owner has a seat on that day, where it is owed or at the coordinator."""
        return self.filter(_is_held(day))

    def orphaned(self, day: dt.date) -> "OwedReplyQuerySet":
        """Those whose owner has none."""
        return self.exclude(_is_held(day))


def _is_held(day: dt.date) -> models.Exists:
    here = Q(owner__seats__organisation=F("organisation")) | Q(owner__seats__organisation__is_coordinator=True)
    sits = Q(owner__seats__starts__lte=day) & (Q(owner__seats__ends=None) | Q(owner__seats__ends__gt=day))
    return models.Exists(OwedReply.objects.filter(here & sits, pk=models.OuterRef("pk"), owner__is_active=True))


class OwedReply(models.Model):
    """An answer that an organisation owes. One person answers for it; nobody who asked is left waiting.

    While its owner is away, whoever covers owns it and `covers_for` says to whom it goes back.
    `round` counts how often it was asked: an asker who says "this does not answer me" opens the next one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        DISPUTED = "disputed", _("Asked again")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        TOLD = "told", _("Answered")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Not done")
        WITHDRAWN = "withdrawn", _("No longer asked")
        DUPLICATE = "duplicate", _("Answered elsewhere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="owed_replies")
    owner = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    covers_for = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asker = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asker_email = models.EmailField(blank=True)

    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalations = models.PositiveSmallIntegerField(default=0)
    disputed_at = models.DateTimeField(null=True, blank=True)

    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_for = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OwedReplyQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "opened_at", "id")
        indexes = (
            models.Index(fields=("owner", "due_on"), condition=Q(state__in=OWED), name="reply_owed_by"),
            models.Index(fields=("organisation", "due_on"), condition=Q(state__in=OWED), name="reply_owed_for"),
            models.Index(fields=("covers_for",), condition=Q(state__in=OWED), name="reply_covered"),
            models.Index(fields=("due_on", "id"), condition=Q(state__in=OWED), name="reply_due"),
            models.Index(fields=("asker", "-opened_at"), name="reply_asked_by"),
            models.Index(fields=("subject_kind", "subject_id"), name="reply_subject"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False, outcome__gt="") & ~Q(answer="")
                | Q(state__in=OWED, answered_at=None, answer="", outcome="")
                | Q(state="closed", outcome__gt=""),
                name="reply_answered_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="reply_closed_with_its_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | Q(disputed_at__isnull=False), name="reply_disputed_with_its_date"
            ),
            models.CheckConstraint(condition=Q(asker=None) | Q(asker_email=""), name="reply_asked_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="reply_rounds_count_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_owed(self) -> bool:
        return self.state in OWED


class Turn(models.Model):
    """Something said earlier about an owed reply: an answer that did not answer, why not, a note on passing it on."""

    class Kind(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        DISPUTED = "disputed", _("Said that this was no answer")
        PASSED = "passed", _("Passed on")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = models.ForeignKey(OwedReply, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.reply_id}"


class AwayQuerySet(models.QuerySet["Away"]):
    def on(self, day: dt.date) -> "AwayQuerySet":
        """Those who are away on `day`."""
        return self.filter(starts__lte=day, ends__gte=day)


class Away(models.Model):
    """Somebody is away, from the first day to the last. One at a time: who says it again says it anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField()

    objects = AwayQuerySet.as_manager()

    class Meta:
        ordering = ("starts", "id")
        constraints = (models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="away_ends_after_it_starts"),)

    def __str__(self) -> str:
        return f"{self.person_id} from {self.starts} to {self.ends}"


class Cover(models.Model):
    """Who was asked to cover for somebody away, at one organisation. Who declined does not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    away = models.ForeignKey(Away, on_delete=models.CASCADE, related_name="covers")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("away__starts", "organisation__name", "id")
        constraints = (models.UniqueConstraint(fields=("away", "organisation"), name="one_cover_at_an_organisation"),)

    def __str__(self) -> str:
        return f"{self.person_id} for {self.away_id}"
