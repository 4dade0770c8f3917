"""An organisation, its registered numbers and its contacts."""

import re
import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.people.consent import Publish


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def open(self) -> "OrganisationQuerySet":
        return self.filter(closed_at=None)

    def of_sector(self, sector: str) -> "OrganisationQuerySet":
        return self.filter(sector=sector)


class Organisation(models.Model):
    """Anyone with a name of their own: a group, a charity, a council, an NHS body, the coordinating charity itself."""

    class Sector(models.TextChoices):
        VOLUNTARY = "voluntary", _("Voluntary")
        COUNCIL = "council", _("Council")
        HEALTH = "health", _("Health")
        PUBLIC = "public", _("Other public")
        BUSINESS = "business", _("Business")

    class Kind(models.TextChoices):
        """What it is within the voluntary sector."""

        CHARITY = "charity", _("Charity")
        COMMUNITY = "community", _("Community group")
        FAITH = "faith", _("Faith group")
        SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
        OTHER = "other", _("Other")

    class Size(models.TextChoices):
        """Income in a year, in the bands that the sector counts by."""

        NONE = "none", _("No income")
        MICRO = "micro", _("Under £10,000")
        SMALL = "small", _("£10,000 to £100,000")
        MEDIUM = "medium", _("£100,000 to £1 million")
        LARGE = "large", _("£1 million to £10 million")
        MAJOR = "major", _("Over £10 million")
        UNKNOWN = "unknown", _("Not known")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=300)
    legal_name = models.CharField(max_length=300, blank=True)
    other_names = models.JSONField(default=list, blank=True)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.UNKNOWN)
    about = models.TextField(blank=True)
    url = models.URLField(blank=True, max_length=500)
    areas = models.ManyToManyField("places.Area", related_name="organisations", blank=True)
    patches = models.ManyToManyField("places.Patch", related_name="organisations", blank=True)
    client_groups = models.ManyToManyField("terms.Term", related_name="organisations", blank=True)
    opening = models.TextField(blank=True)
    staff = models.PositiveIntegerField(null=True, blank=True)
    trustees = models.PositiveIntegerField(null=True, blank=True)
    volunteers = models.PositiveIntegerField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    logo = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_coordinator = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=("sector", "name"), name="organisation_sector"),)
        constraints = (
            models.UniqueConstraint(fields=("is_coordinator",), condition=models.Q(is_coordinator=True), name="one_coordinator"),
            models.CheckConstraint(condition=models.Q(sector="voluntary") | models.Q(kind="other"), name="kind_is_voluntary"),
            models.CheckConstraint(
                condition=models.Q(is_coordinator=False) | models.Q(closed_at=None), name="coordinator_is_open"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where its page stands. The page is composed above this room, below this room's own address."""
        return f"{reverse('organisations:list')}{self.slug}/"

    @property
    def what(self) -> str:
        """What it is, in the plainest word: its kind within the voluntary sector, else its sector."""
        return self.get_sector_display() if self.kind == self.Kind.OTHER else self.get_kind_display()

    @property
    def in_short(self) -> str:
        """The first paragraph of what it says of itself."""
        return self.about.strip().partition("\n")[0]

    @property
    def more_about(self) -> str:
        """What it says of itself after that."""
        return self.about.strip().partition("\n")[2].strip()

    @property
    def site(self) -> str:
        """Its website as people say it."""
        return self.url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


class Identifier(models.Model):
    """A number in a public register. `scheme` is the register's code at org-id.guide; together they name one body.

    `status` is what that register said of it when we last looked, on `checked_on`.
    """

    class Status(models.TextChoices):
        UNCHECKED = "", _("Not checked")
        REGISTERED = "registered", _("Registered")
        REMOVED = "removed", _("Removed from the register")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("scheme", "number")
        constraints = (models.UniqueConstraint(fields=("scheme", "number"), name="one_body_per_number"),)

    def __str__(self) -> str:
        return f"{self.scheme}-{self.number}"


class ContactQuerySet(models.QuerySet["Contact"]):
    def public(self) -> "ContactQuerySet":
        return self.filter(publish=Publish.YES)


class Contact(models.Model):
    """One way to reach an organisation, and whether it may be shown: who said so, when and how."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        TEXT = "text", _("Text message")
        EMAIL = "email", _("E-mail")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    value = models.CharField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=120, blank=True)
    publish = models.CharField(max_length=8, choices=Publish.choices, default=Publish.UNKNOWN)
    said_by = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_how = models.CharField(max_length=200, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ("organisation_id", "kind", "id")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "kind", "value"), name="one_contact_each"),
            models.CheckConstraint(
                condition=models.Q(publish="unknown", said_at=None)
                | (~models.Q(publish="unknown") & models.Q(said_at__isnull=False)),
                name="consent_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id}"

    @property
    def href(self) -> str:
        """What a phone or mail program is asked to open."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.value}"
        return f"{'sms' if self.kind == self.Kind.TEXT else 'tel'}:{re.sub(r'[^+0-9]', '', self.value)}"
