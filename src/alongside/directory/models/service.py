"""A service, its locations, times and contacts."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.people.consent import Publish
from alongside.places.address import Address


class ServiceQuerySet(models.QuerySet["Service"]):
    def published(self) -> "ServiceQuerySet":
        return self.filter(status__in=Service.SHOWN)

    def of(self, organisation: models.Model) -> "ServiceQuerySet":
        return self.filter(organisation_id=organisation.pk)

    def assured_since(self, day: dt.date) -> "ServiceQuerySet":
        return self.filter(assured_on__gte=day)


class Service(models.Model):
    """Something that people can come to, ring or be visited by. Texts are plain, with blank lines and "- " lists."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for approval")
        PUBLISHED = "published", _("Published")
        PAUSED = "paused", _("Closed for a while")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    SHOWN = (Status.PUBLISHED, Status.PAUSED)

    class Cost(models.TextChoices):
        FREE = "free", _("Free")
        GIFT = "gift", _("A gift, if you like")
        FEE = "fee", _("A price")
        UNKNOWN = "unknown", _("Not given")

    class Capacity(models.TextChoices):
        OPEN = "open", _("Has room")
        WAITING = "waiting", _("Waiting list")
        FULL = "full", _("Full")
        PAUSED = "paused", _("Paused")

    class Start(models.TextChoices):
        JUST_COME = "just_come", _("Just come")
        RING = "ring", _("Ring or write first")
        FORM = "form", _("Fill in a form")
        REFERRAL = "referral", _("A professional refers you")
        UNKNOWN = "unknown", _("Not given")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=300)
    summary = models.CharField(max_length=400, blank=True)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)

    eligibility = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    cost = models.CharField(max_length=8, choices=Cost.choices, default=Cost.UNKNOWN)
    cost_pence = models.PositiveIntegerField(null=True, blank=True)
    cost_text = models.CharField(max_length=300, blank=True)
    at_place = models.BooleanField(default=True)
    at_home = models.BooleanField(default=False)
    by_phone = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)
    start = models.CharField(max_length=10, choices=Start.choices, default=Start.UNKNOWN)
    start_text = models.TextField(blank=True)
    bring = models.TextField(blank=True)
    expect = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    terms = models.ManyToManyField("terms.Term", related_name="services", blank=True)
    everywhere = models.BooleanField(default=False)
    areas = models.ManyToManyField("places.Area", related_name="services", blank=True)
    patches = models.ManyToManyField("places.Patch", related_name="services", blank=True)
    closed_on = models.JSONField(default=list, blank=True)
    closed_on_holidays = models.BooleanField(default=False)
    times_text = models.CharField(max_length=300, blank=True)

    capacity = models.CharField(max_length=8, choices=Capacity.choices, blank=True, default="", db_default="")
    capacity_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    capacity_until = models.DateField(null=True, blank=True)
    capacity_said_on = models.DateField(null=True, blank=True)

    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(minimum_age=None)
                | models.Q(maximum_age=None)
                | models.Q(maximum_age__gte=models.F("minimum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity="", capacity_said_on=None)
                | (~models.Q(capacity="") & models.Q(capacity_said_on__isnull=False)),
                name="capacity_said_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity_weeks=None) | models.Q(capacity="waiting"), name="weeks_of_a_waiting_list"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity_until=None) | models.Q(capacity="paused"), name="paused_until_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ServiceLocation(Address):
    """One place where a service happens. `access` says yes or no per feature; a feature left out is not known."""

    class Access(models.TextChoices):
        STEP_FREE = "step_free", _("Step-free")
        TOILET = "toilet", _("Toilet for wheelchair users")
        LOOP = "loop", _("Hearing loop")
        PARKING = "parking", _("Blue badge parking")
        BUS = "bus", _("Near a bus stop")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="locations")
    access = models.JSONField(default=dict, blank=True)
    access_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("service_id", "postcode", "id")

    def __str__(self) -> str:
        return self.name or self.postcode


class ServiceTime(models.Model):
    """When a service runs: an RFC 5545 rule (WEEKLY or MONTHLY) with its opening and closing time, in England's time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="times")
    location = models.ForeignKey(ServiceLocation, null=True, blank=True, on_delete=models.SET_NULL, related_name="times")
    rule = models.CharField(max_length=200)
    opens = models.TimeField()
    closes = models.TimeField()
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("service_id", "opens", "id")
        constraints = (models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="closes_after_it_opens"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.opens:%H:%M}"


class Contact(models.Model):
    """How to reach a service. It is shown only when somebody agreed: who said so, when and how is kept with it."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        TEXT = "text", _("Text message")
        EMAIL = "email", _("E-mail")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    value = models.CharField(max_length=254)
    label = models.CharField(max_length=120, blank=True)
    publish = models.CharField(max_length=8, choices=Publish.choices, default=Publish.UNKNOWN)
    said_by = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("service_id", "kind", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(publish="unknown", said_at=None)
                | (~models.Q(publish="unknown") & models.Q(said_at__isnull=False)),
                name="service_consent_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.service_id}"
