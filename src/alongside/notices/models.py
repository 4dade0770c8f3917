"""The outbox: every mail that the house sends, kept until it has gone and for a while after."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
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
        STOPPED = "stopped", _("Not wanted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    to = models.EmailField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
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


class Stopped(models.Model):
    """Somebody wants no more mails of one kind. It goes with an account to its next address, and holds for the address alone."""

    class Way(models.TextChoices):
        PAGE = "page", _("On the page of their mails")
        LINK = "link", _("By the link in a mail")
        PROGRAM = "program", _("By a button of their mail program")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    way = models.CharField(max_length=8, choices=Way.choices)
    stopped_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "id")
        constraints = (
            models.UniqueConstraint(fields=("address", "kind"), name="stopped_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="stopped_in_small_letters"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class ReturnedQuerySet(models.QuerySet["Returned"]):
    def open(self) -> "ReturnedQuerySet":
        """What no officer has dealt with."""
        return self.filter(settled_at=None)

    def stopping(self) -> "ReturnedQuerySet":
        """Those for which nothing more is sent to their address."""
        return self.open().filter(stops=True)


class Returned(models.Model):
    """Something that came back to us after a mail: that it cannot be delivered, that somebody is out of office, a person's words.

    Of what people write only who and what about is kept: the words stay in the mailbox, or were passed on.
    """

    class Kind(models.TextChoices):
        BOUNCE = "bounce", _("Not delivered")
        AUTO = "auto", _("Answered by itself")
        ANSWER = "answer", _("Somebody wrote back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    key = models.CharField(max_length=64, unique=True, editable=False)
    """A digest of the message, so that one that is read twice counts once."""
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="returned")
    address = models.EmailField()
    subject = models.CharField(max_length=300, blank=True)
    said = models.CharField(max_length=300, blank=True)
    stops = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnedQuerySet.as_manager()

    class Meta:
        ordering = ("-came_at", "id")
        indexes = (models.Index(fields=("address",), condition=Q(stops=True, settled_at=None), name="returned_stopping"),)
        constraints = (
            models.CheckConstraint(condition=Q(stops=False) | Q(kind="bounce"), name="only_a_bounce_stops"),
            models.CheckConstraint(condition=Q(stops=False) | Q(address=Lower("address")), name="stopping_in_small_letters"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Follower(models.Model):
    """An address that gets what is new in a patch, once a week; in the whole place where `patch` is empty. Nothing goes
    there before whoever reads that mail has said yes (`confirmed_at`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField()
    patch = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("address", "patch"), name="follows_a_patch_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="follower_in_small_letters"),
        )

    def __str__(self) -> str:
        return str(self.pk)


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
