"""Organisations of every sector, and the people who have a seat in them."""

import uuid

from django.db import models


class Organisation(models.Model):
    """Anyone with a name of their own: a group, a charity, a council, an NHS body, the coordinating charity itself."""

    class Sector(models.TextChoices):
        VOLUNTARY = "voluntary", "Voluntary"
        COUNCIL = "council", "Council"
        HEALTH = "health", "Health"
        PUBLIC = "public", "Other public"
        BUSINESS = "business", "Business"

    class Kind(models.TextChoices):
        CHARITY = "charity", "Charity"
        COMMUNITY = "community", "Community group"
        FAITH = "faith", "Faith group"
        SOCIAL_ENTERPRISE = "social_enterprise", "Social enterprise"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    about = models.TextField(blank=True)
    url = models.URLField(blank=True, max_length=500)
    is_coordinator = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("is_coordinator",), condition=models.Q(is_coordinator=True), name="one_coordinator"),
        )

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A person's place in an organisation, from one day until another."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        EDITOR = "editor", "Editor"
        HELPER = "helper", "Helper"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=Role.choices)
    title = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organisation_id", "starts", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "organisation"), condition=models.Q(ends=None), name="one_open_seat"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} at {self.organisation_id}"
