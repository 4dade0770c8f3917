"""An offer of a seat, by mail, to one address."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations.models.organisation import Organisation
from alongside.organisations.models.seat import Seat


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open_at(self, moment: dt.datetime) -> "InvitationQuerySet":
        """Those that can still be accepted, as far as the invitation itself says."""
        return self.filter(state=Invitation.State.OPEN, expires_at__gt=moment)


class Invitation(models.Model):
    """A seat that is offered to one address, in one role, until a day. It is taken up once, or not at all.

    `round` counts how often it was sent: only the link of the latest mail works.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Seat.Role.choices)
    title = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "id")
        indexes = (models.Index(fields=("email", "state"), name="invitation_for"),)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "email"), condition=models.Q(state="open"), name="one_open_invitation"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at=None)
                | ~models.Q(state="open") & models.Q(answered_at__isnull=False),
                name="invitation_ends_with_its_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}, {self.state}"

    @property
    def has_expired(self) -> bool:
        """It still waits, but for too long."""
        return self.state == self.State.OPEN and self.expires_at <= clock.now()
