"""An address and its point: a value shared by every room that has a where."""

from django.db import models


class Precision(models.TextChoices):
    """How well we know a point."""

    POSTCODE = "postcode", "postcode"
    OUTCODE = "outcode", "first half of the postcode"
    GIVEN = "given", "given with the address"
    NONE = "none", "not known"


class Address(models.Model):
    """Where something is. A hidden address (a refuge) is never shown, mapped nor published."""

    name = models.CharField(max_length=200, blank=True)
    line_1 = models.CharField(max_length=200, blank=True)
    line_2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=120, blank=True)
    county = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.NONE)
    hidden = models.BooleanField(default=False)

    class Meta:
        abstract = True
