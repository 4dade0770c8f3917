"""Membership of the coordinating charity: the kinds that there are, who is a member, and each year of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.claim import Claim
from alongside.organisations.models.organisation import Organisation


class MemberKind(models.Model):
    """One kind of membership, its price for a year, and who may take it: with nothing said, everybody.

    `for_what` are values such as "voluntary:charity"; `for_sizes` are bands of income. What is no longer offered stays
    for those who have it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    about = models.CharField(max_length=300, blank=True)
    pence = models.PositiveIntegerField(default=0)
    for_what = models.JSONField(default=list, blank=True)
    for_sizes = models.JSONField(default=list, blank=True)
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ("pence", "name", "id")

    def __str__(self) -> str:
        return self.name

    def fits(self, what: str, size: str) -> bool:
        """Whether an organisation of this sort and income may take it. An income that is not known keeps nobody out."""
        return (not self.for_what or what in self.for_what) and (
            not self.for_sizes or size in (*self.for_sizes, Organisation.Size.UNKNOWN)
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(state=Membership.State.MEMBER)


class Membership(models.Model):
    """An organisation asks to be a member, and is one until it leaves or lets it lapse. To join again is a new one.

    `until` is the last day of the latest year. Where the organisation is not listed yet, the claim says what it is.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        MEMBER = "member", _("Member")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")
        LAPSED = "lapsed", _("Lapsed")
        LEFT = "left", _("Left")

    class Why(models.TextChoices):
        CLOSING = "closing", _("The organisation is closing")
        MONEY = "money", _("It costs too much")
        USE = "use", _("We do not use it")
        ELSEWHERE = "elsewhere", _("We get this elsewhere")
        OTHER = "other", _("Something else")

    OPEN = ("asked", "member")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    kind = models.ForeignKey(MemberKind, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    number = models.PositiveIntegerField(null=True, blank=True)
    asked_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_left = models.CharField(max_length=10, choices=Why.choices, blank=True)
    reminded = models.SmallIntegerField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=("state", "until"), name="membership_until"),)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation",), condition=Q(state__in=("asked", "member")), name="one_open_membership"
            ),
            models.UniqueConstraint(fields=("number",), condition=Q(state="member"), name="one_member_per_number"),
            models.CheckConstraint(
                condition=~Q(state="member")
                | Q(organisation__isnull=False, number__isnull=False, since__isnull=False, until__isnull=False),
                name="member_has_number_and_days",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("lapsed", "left"), ended_on__isnull=False)
                | ~Q(state__in=("lapsed", "left")) & Q(ended_on=None),
                name="membership_ended_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(claim__isnull=False) | ~Q(state__in=("asked", "member")),
                name="membership_is_of_something",
            ),
        )

    def __str__(self) -> str:
        return f"Membership {self.id}"

    @property
    def called(self) -> str:
        """Who it is, or would be."""
        return self.organisation.name if self.organisation else self.claim.called if self.claim else ""

    @property
    def is_member(self) -> bool:
        return self.state == self.State.MEMBER


class MembershipYear(models.Model):
    """One year of a membership: its days, its price, and what the treasurer knows of the payment, which is made elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="years")
    starts = models.DateField()
    until = models.DateField()
    pence = models.PositiveIntegerField()
    invoice = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-starts", "id")
        constraints = (
            models.UniqueConstraint(fields=("membership", "starts"), name="one_membership_year"),
            models.CheckConstraint(condition=Q(until__gt=models.F("starts")), name="membership_year_has_days"),
            models.CheckConstraint(condition=Q(paid_on=None) | ~Q(invoice=""), name="membership_paid_by_an_invoice"),
        )

    def __str__(self) -> str:
        return f"{self.starts} of {self.membership_id}"
