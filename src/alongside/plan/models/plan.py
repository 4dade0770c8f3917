"""The plan of a year: a few priorities, parallel workstreams, and the roles that people hold in them."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Readers(models.TextChoices):
    """Who reads a draft beside those who plan. What is published, everybody reads."""

    PLANNERS = "planners", _("Those who plan")
    STEERING = "steering", _("The steering group too")
    PARTNERS = "partners", _("All partners too")


class PlanQuerySet(models.QuerySet["Plan"]):
    def published(self) -> "PlanQuerySet":
        return self.exclude(state=Plan.State.DRAFT)


class Plan(models.Model):
    """What partners work on together in one year. `now_until` and `long_until` say how far its horizons reach."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    """How it was chosen, and by whom."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    starts = models.DateField()
    now_until = models.DateField()
    ends = models.DateField()
    long_until = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    """The number of the last action, so that no number is given twice."""
    readers = models.CharField(max_length=8, choices=Readers.choices, default=Readers.PLANNERS)
    """Who reads it while it is a draft, with all its actions."""
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    """The plan of the year before, from which it was begun."""
    closed_on = models.DateField(null=True, blank=True)
    """The day on which it was closed: what it says of silence and lateness is of that day."""

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "title", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(now_until__gt=F("starts")) & Q(ends__gte=F("now_until")) & Q(long_until__gte=F("ends")),
                name="horizons_follow_each_other",
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(published_at__isnull=False), name="plan_published_at"),
            models.CheckConstraint(condition=Q(state="closed") | Q(closed_on=None), name="only_a_closed_plan_closed_on"),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="plan_follows_another"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:year", args=[self.slug])

    def as_of(self, today: dt.date) -> dt.date:
        """The day by which its actions are judged: today, or that of its closing. Nobody is silent where nobody may speak."""
        return min(today, self.closed_on) if self.closed_on else today


class Priority(models.Model):
    """One of the few things that matter most this year, said plainly."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=200, blank=True)
    known_by = models.TextField(blank=True)
    """By what we will know: "Fewer than 1 in 20 adults say that they are often lonely. It was 1 in 13." """

    class Meta:
        ordering = ("plan_id", "order", "id")
        verbose_name_plural = "priorities"
        constraints = (models.UniqueConstraint(fields=("plan", "title"), name="priority_said_once"),)

    def __str__(self) -> str:
        return self.title


class Workstream(models.Model):
    """A part of the plan with its own lead, page and people. Several run beside each other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="workstreams")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    lead = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("plan_id", "order", "id")
        constraints = (models.UniqueConstraint(fields=("plan", "title"), name="workstream_said_once"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:stream", args=[self.pk])


class StreamPartner(models.Model):
    """An organisation that works in a workstream beside its lead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("workstream_id", "id")
        constraints = (models.UniqueConstraint(fields=("workstream", "organisation"), name="partner_once_in_a_workstream"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.workstream_id}"


class Role(models.Model):
    """Who answers for actions, by what they are and not by who they are: people change, the role stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    holder = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    deputy = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    handover = models.TextField(blank=True)
    """What who comes next should know, in the words of who holds it."""

    class Meta:
        ordering = ("workstream_id", "title", "id")
        constraints = (
            models.UniqueConstraint(fields=("workstream", "organisation", "title"), name="role_said_once"),
            models.CheckConstraint(condition=Q(deputy=None) | Q(holder=None) | ~Q(deputy=F("holder")), name="deputy_is_another"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:role", args=[self.pk])
