"""The place this installation serves, its official areas, its patches and its postcodes."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """The county. There is one row: an installation serves one place."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    coordinator_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    accent = models.CharField(max_length=7, default="#74204f")
    logo = models.CharField(max_length=36, blank=True)
    controllers = models.TextField(blank=True)
    privacy_email = models.EmailField(blank=True)
    register_number = models.CharField(max_length=12, blank=True)
    is_exempt = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="one_place"),
            models.CheckConstraint(
                condition=models.Q(is_exempt=False) | models.Q(register_number=""), name="exempt_has_no_number"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_set_up(self) -> bool:
        """Whether somebody has named it; before that, pages speak of no place by name."""
        return not self._state.adding


class Helpline(models.Model):
    """A number to ring for somebody who is worried, for what, and when somebody answers; and when it was last tried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=40)
    about = models.CharField(max_length=300)
    hours = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField(null=True)

    class Meta:
        ordering = ("position", "name", "id")

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One official area with its code: a county, district, parish, ward or town. `outline` is GeoJSON rings."""

    class Kind(models.TextChoices):
        COUNTY = "county"
        DISTRICT = "district"
        PARISH = "parish"
        WARD = "ward"
        TOWN = "town"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    outline = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("name", "code")

    def __str__(self) -> str:
        return self.name


class Patch(models.Model):
    """A named part of the place that means something to people. Patches may overlap and change over time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class PatchVersionQuerySet(models.QuerySet["PatchVersion"]):
    def on(self, day: dt.date) -> "PatchVersionQuerySet":
        """Versions that hold on `day`. A version ends on the morning of its last date."""
        return self.filter(starts__lte=day).filter(models.Q(ends=None) | models.Q(ends__gt=day))


class PatchVersion(models.Model):
    """What a patch covers from one day until another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patch = models.ForeignKey(Patch, on_delete=models.CASCADE, related_name="versions")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    areas = models.ManyToManyField(Area, related_name="patch_versions")

    objects = PatchVersionQuerySet.as_manager()

    class Meta:
        ordering = ("patch_id", "starts")
        constraints = (
            models.UniqueConstraint(fields=("patch", "starts"), name="one_version_a_day"),
            models.UniqueConstraint(fields=("patch",), condition=models.Q(ends=None), name="one_open_version"),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gt=models.F("starts")), name="ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.patch_id} from {self.starts}"


class Postcode(models.Model):
    """One full postcode, written without a space, and the areas that it lies in."""

    code = models.CharField(primary_key=True, max_length=8)
    latitude = models.FloatField()
    longitude = models.FloatField()
    areas = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Outcode(models.Model):
    """The mean point of the full postcodes that were loaded for one outward code; it outranks the shipped table."""

    code = models.CharField(primary_key=True, max_length=4)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class PostcodeFile(models.Model):
    """A file of postcodes that was loaded, or is being loaded: how far it came, so that it can go on from there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    read = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "id")

    def __str__(self) -> str:
        return self.name


class Loading(models.Model):
    """A file of postcodes or areas that an officer sent in on a page, and how far the worker is with it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        GOING = "going", _("Being loaded")
        DONE = "done", _("Loaded")
        FAILED = "failed", _("Not loaded")

    class Holds(models.TextChoices):
        POSTCODES = "postcodes", _("Postcodes")
        AREAS = "areas", _("Areas")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holds = models.CharField(max_length=9, choices=Holds.choices)
    name = models.CharField(max_length=120)
    only = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    said = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)

    class Meta:
        ordering = ("-sent_at", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def is_going_on(self) -> bool:
        """Whether the worker has not ended with it."""
        return self.state in {self.State.WAITING, self.State.GOING}


class SetRule(models.Model):
    """A rule of the house that this place has set otherwise: as a number, and what held before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    number = models.IntegerField()
    before = models.IntegerField()
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Edition(models.Model):
    """One row whose key changes whenever areas, patches or outward codes change: what is kept in memory asks it."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_edition_of_places"),)

    def __str__(self) -> str:
        return str(self.key)
