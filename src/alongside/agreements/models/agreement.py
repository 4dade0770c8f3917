"""An agreement and who is party to it."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self) -> "AgreementQuerySet":
        return self.filter(state=Agreement.State.IN_FORCE)


class Agreement(models.Model):
    """What partners promise each other: a text that is drafted, discussed, signed, kept and changed.

    `state` is that of the whole: while version 2 is in force and version 3 discussed, it is in force. `register_position` and
    `register_head` are the end of the chain of its register; whoever adds to the register locks this row first.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNING = "signing", _("Open for signing")
        IN_FORCE = "in_force", _("In force")
        ENDED = "ended", _("Ended")

    class Readers(models.TextChoices):
        """Who reads the draft. What is open for signing or in force is read by everybody."""

        PARTIES = "parties", _("Only its partners")
        EVERYBODY = "everybody", _("Everybody")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.PARTIES)
    is_main = models.BooleanField(default=False)
    """The agreement of the place: what "Our agreement" leads to."""
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    """How often the working text was changed, so that nobody publishes what they have not seen."""
    in_force_since = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True)
    register_position = models.PositiveIntegerField(default=0)
    register_head = models.CharField(max_length=64, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("-is_main", "title", "id")
        constraints = (
            models.UniqueConstraint(fields=("is_main",), condition=Q(is_main=True), name="one_agreement_of_the_place"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_since__isnull=False), name="agreement_in_force_since"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on=None),
                name="agreement_ended_on",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(in_force_since=None) | Q(expires_on__gt=F("in_force_since")),
                name="agreement_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(register_position=0, register_head="") | Q(register_position__gt=0) & ~Q(register_head=""),
                name="register_has_its_end",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.slug])


class PartyQuerySet(models.QuerySet["Party"]):
    def open_on(self, day: dt.date) -> "PartyQuerySet":
        """Who is party to it on `day`."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Party(models.Model):
    """An organisation that is a partner in the agreement, from a day until a day. `sector` is the one that it is counted in.

    Who joined after it was in force acceded; who left says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=20)
    drafts = models.BooleanField(default=False)
    """Whether its people write the text too."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    acceded = models.BooleanField(default=False)
    why_left = models.TextField(blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ("agreement_id", "since", "id")
        verbose_name_plural = "parties"
        constraints = (
            models.UniqueConstraint(fields=("agreement", "organisation"), condition=Q(until=None), name="party_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="party_until_after_since"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.agreement_id}"
