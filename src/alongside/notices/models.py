"""The outbox: every mail that the house sends, kept until it has gone and for a while after."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> "MailQuerySet":
        return self.filter(status=Mail.Status.WAITING)

    def failed(self) -> "MailQuerySet":
        return self.filter(status=Mail.Status.FAILED)

    def due(self, now: dt.datetime) -> "MailQuerySet":
        """What may be sent now and is in nobody's hands."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.waiting().filter(free, due_at__lte=now).order_by("due_at", "id")


class Mail(models.Model):
    """One mail to one address. `source` is the whole message as it goes over the wire, its Message-ID included."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        SHOWN = "shown", _("Would have been sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    to = models.EmailField()
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    source = models.BinaryField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    made_at = models.DateTimeField()
    waits_since = models.DateTimeField()
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    swept_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "id")
        indexes = (
            models.Index(fields=("due_at", "id"), condition=Q(status="waiting"), name="mail_due"),
            models.Index(fields=("made_at", "id"), name="mail_made"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status="waiting", ended_at=None) | ~Q(status="waiting") & ~Q(ended_at=None),
                name="mail_ended_with_its_status",
            ),
            models.CheckConstraint(condition=~Q(status="failed") | ~Q(trouble=""), name="mail_failed_with_a_reason"),
            models.CheckConstraint(condition=Q(swept_at=None) | ~Q(status="waiting"), name="mail_waits_with_its_words"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Proof(models.Model):
    """Whether mail of ours arrives: one row, about the last mail that was sent to find out. `way` is how mail goes today."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4)
    way = models.CharField(max_length=600)
    asked_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_proof_of_mail"),)

    def __str__(self) -> str:
        return str(self.key)
