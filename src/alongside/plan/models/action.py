"""Actions: what is done, by whom, until when, and what it keeps of what was promised."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.plan.models.plan import Plan, Priority, Readers, Role, Workstream
from alongside.plan.models.progress import Progress, Status


class ActionQuerySet(models.QuerySet["Action"]):
    def published(self) -> "ActionQuerySet":
        return self.exclude(published_at=None).exclude(workstream__plan__state=Plan.State.DRAFT)

    def unreported(self, today: dt.date) -> "ActionQuerySet":
        """Nobody has reported by the review date. Worked out each time, so that nobody can forget to say so."""
        return self.filter(self.unreported_on(today))

    @classmethod
    def unreported_on(cls, today: dt.date) -> Q:
        """The same as a condition, to count by."""
        return cls._before("review_on", today) & ~Q(status__in=Status.ended())

    def overdue(self, today: dt.date) -> "ActionQuerySet":
        """What should have been done by now."""
        return self.filter(self._before("due_on", today)).exclude(status__in=Status.ended())

    @staticmethod
    def _before(day: str, today: dt.date) -> Q:
        """Before today; in a closed plan, before it was closed."""
        return Q(**{f"{day}__lt": today}) & (Q(plan__closed_on=None) | Q(**{f"{day}__lt": F("plan__closed_on")}))


class Action(models.Model):
    """One thing that is done. `last` is the last that its lead reported, and `status` what that said.

    Whether it is "not reported" is never kept: it follows from `review_on` and the day on which somebody looks.
    """

    class Horizon(models.TextChoices):
        NOW = "now", _("Now")
        YEAR = "year", _("This year")
        LONG = "long", _("Long term")

    class Kind(models.TextChoices):
        QUICK = "quick", _("Quick help")
        LASTING = "lasting", _("Lasting change")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="actions")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    """That of its workstream, for the number."""
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    horizon = models.CharField(max_length=4, choices=Horizon.choices)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    lead = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")
    proposed_by = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    resource_pence = models.PositiveBigIntegerField(null=True, blank=True)
    resource = models.CharField(max_length=300, blank=True)
    """What is promised for it beside money: hours, rooms, vans."""
    measure = models.CharField(max_length=300, blank=True)
    baseline = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    starts = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    review_on = models.DateField()
    patches = models.ManyToManyField("places.Patch", related_name="+", blank=True)
    status = models.CharField(max_length=11, choices=Status.choices, default=Status.NOT_STARTED)
    last = models.ForeignKey(Progress, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    """How often it was changed, so that nobody writes over what they have not seen."""
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to")
    """The action of the plan before that it goes on with."""
    readers = models.CharField(max_length=8, choices=Readers.choices, default=Readers.PLANNERS)
    """Who reads it while it is a draft in a plan that everybody reads; in a draft, those who read the plan do."""
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("plan_id", "number")
        indexes = (models.Index(fields=("review_on", "status"), name="action_review"),)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="one_action_of_a_number"),
            models.CheckConstraint(condition=Q(starts=None) | Q(due_on__gte=F("starts")), name="action_due_after_start"),
            models.CheckConstraint(condition=Q(status="not_started") | Q(last__isnull=False), name="status_was_reported"),
            models.UniqueConstraint(fields=("plan", "carried_from"), name="carried_over_once"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:action", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        """Whether nobody has to report on it any more."""
        return self.status in Status.ended()

    def is_silent(self, today: dt.date) -> bool:
        """Whether nobody has reported by its review date."""
        return self.review_on < self.plan.as_of(today) and not self.has_ended

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been done by now."""
        return self.due_on < self.plan.as_of(today) and not self.has_ended


class Need(models.Model):
    """One action that cannot be done before another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="needs")
    first = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        ordering = ("action_id", "id")
        constraints = (
            models.UniqueConstraint(fields=("action", "first"), name="needed_once"),
            models.CheckConstraint(condition=~Q(action=F("first")), name="needs_another"),
        )

    def __str__(self) -> str:
        return f"{self.action_id} needs {self.first_id}"


class Keeps(models.Model):
    """A clause of an agreement that an action keeps. It holds on to the clause, whatever its number or wording."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="keeps")
    clause = models.ForeignKey("agreements.Clause", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("action_id", "id")
        verbose_name_plural = "keeps"
        constraints = (models.UniqueConstraint(fields=("action", "clause"), name="kept_once"),)

    def __str__(self) -> str:
        return f"{self.action_id} keeps {self.clause_id}"
