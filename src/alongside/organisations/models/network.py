"""An organisation of organisations: who belongs to it, and who speaks for it on which body."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.organisation import Organisation
from alongside.people.consent import Publish


class NetworkMemberQuerySet(models.QuerySet["NetworkMember"]):
    def open_on(self, day: dt.date) -> "NetworkMemberQuerySet":
        """Those who belong to it on `day`. Who has closed belongs to nothing."""
        return self.filter(Q(ends=None) | Q(ends__gt=day), starts__lte=day, member__closed_at=None, network__closed_at=None)


class NetworkMember(models.Model):
    """One organisation in a network of them, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="network_members")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="in_networks")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = NetworkMemberQuerySet.as_manager()

    class Meta:
        ordering = ("network_id", "starts", "id")
        constraints = (
            models.UniqueConstraint(fields=("network", "member"), condition=Q(ends=None), name="in_network_once"),
            models.CheckConstraint(condition=~Q(network=F("member")), name="not_its_own_network"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="network_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.network_id}"


class Representative(models.Model):
    """Who speaks for a network on a body, from a day until a day, and whether everybody may read the name."""

    class Chosen(models.TextChoices):
        ELECTION = "election", _("Elected")
        APPOINTMENT = "appointment", _("Appointed")
        INTERIM = "interim", _("For the time being")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="representatives")
    body = models.CharField(max_length=200)
    body_here = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="hears_representatives"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    chosen = models.CharField(max_length=12, choices=Chosen.choices)
    starts = models.DateField()
    ends = models.DateField()
    publish = models.CharField(max_length=8, choices=Publish.choices, default=Publish.UNKNOWN)
    said_by = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_how = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    """When they were last asked to report back: the report is owed some working days later."""
    ending_told = models.DateField(null=True, blank=True)
    """The last day of which the leads were reminded; a term that is longer or shorter now is another matter."""
    is_given_up = models.BooleanField(default=False)
    """The network no longer wants a voice on this body: its silence there is not a lapse."""

    class Meta:
        ordering = ("network_id", "body", "-ends", "id")
        indexes = (models.Index(fields=("network", "ends"), name="representative_term"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="term_ends_after_start"),
            models.CheckConstraint(
                condition=Q(publish="unknown", said_at=None) | (~Q(publish="unknown") & Q(said_at__isnull=False)),
                name="name_consent_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"for {self.network_id} on a body"

    @property
    def shown_name(self) -> str:
        """The name, where the person agreed that everybody reads it."""
        return self.name if self.publish == Publish.YES else ""


class ReportBack(models.Model):
    """What somebody who speaks for a network told it: its own people and those of its members read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    representative = models.ForeignKey(Representative, on_delete=models.CASCADE, related_name="reports")
    at = models.DateTimeField()
    text = models.TextField()
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=("representative", "-at"), name="reports_of_a_term"),)

    def __str__(self) -> str:
        return f"report of {self.representative_id}"
