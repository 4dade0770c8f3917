"""Somebody says that they belong to an organisation, here already or new."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.organisations.models.organisation import Organisation
from alongside.organisations.models.seat import Seat


class ClaimQuerySet(models.QuerySet["Claim"]):
    def undecided(self) -> "ClaimQuerySet":
        return self.filter(state__in=Claim.UNDECIDED)


class Claim(models.Model):
    """Somebody asks for a seat in an organisation that is listed, or for one that is not (`proposed` says what it is).

    An organisation that was proposed is nowhere but here until an officer has said yes.
    """

    class State(models.TextChoices):
        PROVING = "proving", _("Waiting for the link to be pressed")
        WAITING = "waiting", _("Waiting for an answer")
        GRANTED = "granted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    UNDECIDED = ("proving", "waiting")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="claims")
    proposed = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    title = models.CharField(max_length=200)
    how = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=10, choices=Seat.Role.choices, blank=True)
    reason = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "email"), condition=models.Q(state__in=("proving", "waiting")), name="one_open_claim"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(proposed={}), name="claim_is_on_something"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("proving", "waiting"), decided_at=None)
                | ~models.Q(state__in=("proving", "waiting")) & models.Q(decided_at__isnull=False),
                name="claim_decided_with_its_date",
            ),
        )

    def __str__(self) -> str:
        return f"Claim {self.id}"

    @property
    def called(self) -> str:
        """What the organisation is called, or would be."""
        return self.organisation.name if self.organisation else str(self.proposed.get("name", ""))

    @property
    def is_undecided(self) -> bool:
        return self.state in self.UNDECIDED


class ClaimNote(models.Model):
    """Something said while a claim waits: a question back, what the claimant says to it, a lead's objection."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked")
        TOLD = "told", _("wrote")
        OBJECTED = "objected", _("objected")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField()
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.claim_id}"
