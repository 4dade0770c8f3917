"""Signing: who is asked to sign, what was signed, and the register that chains it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models.agreement import Agreement, Party
from alongside.agreements.models.text import Version
from alongside.record.kept import Kept


class Invitation(models.Model):
    """One person is asked to sign one version for one partner, in a capacity. It ends in one way, once.

    `round` counts the mails: only the link of the latest works. Who delegates names another, who gets an invitation of their own.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        SIGNED = "signed", _("Signed")
        DECLINED = "declined", _("Declined")
        DELEGATED = "delegated", _("Passed on")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="invitations")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    """Empty for who signs on paper only."""
    capacity = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)
    """Why it was declined, or passed on, in the person's own words."""
    passed_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="passed_to")
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("sent_at", "id")
        indexes = (models.Index(fields=("email", "state"), name="signing_invitation_for"),)
        constraints = (
            models.UniqueConstraint(fields=("version", "party"), condition=Q(state="open"), name="one_is_asked_to_sign"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="signing_answered_once",
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(why=""), name="declined_with_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.party_id} asked to sign {self.version_id}"


class RegisterEntry(Kept):
    """One link in the chain of an agreement's register: a partner signed or withdrew, or all of it ended. `canonical` is what is hashed.

    It holds what is public for good and exported; address and agent of who signed are beside it, in `SigningTrace`.
    """

    class Kind(models.TextChoices):
        SIGNED = "signed", _("Signed")
        WITHDRAWN = "withdrawn", _("Withdrew")
        ENDED = "ended", _("The agreement ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="register")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    canonical = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("agreement_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "position"), name="one_entry_of_a_position"),
            models.UniqueConstraint(fields=("agreement", "prev"), name="register_never_forks"),
            models.UniqueConstraint(fields=("agreement", "hash"), name="one_entry_of_a_hash"),
            models.CheckConstraint(condition=Q(position__gte=1), name="register_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.position} of {self.agreement_id}"


class Signature(models.Model):
    """A partner signed a version: who for it, in what capacity, by what decision, and exactly which text and paper."""

    class Method(models.TextChoices):
        ONLINE = "online", _("Online")
        ROOM = "room", _("In the room")
        PAPER = "paper", _("On paper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, related_name="signature")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    invitation = models.OneToOneField(Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="signature")
    method = models.CharField(max_length=6, choices=Method.choices, default=Method.ONLINE)
    organisation_name = models.CharField(max_length=300)
    sector = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    """As it was typed, or as it stands on the paper."""
    capacity = models.CharField(max_length=200)
    mandate_body = models.CharField(max_length=200, blank=True)
    mandate_on = models.DateField(null=True, blank=True)
    mandate_reference = models.CharField(max_length=200, blank=True)
    reservations = models.JSONField(default=list, blank=True)
    """As they were shown: number of the clause, stance, words, SHA-256 of the position's text."""
    text_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    consent = models.TextField()
    """The sentence that was agreed to, as it was shown."""
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.ForeignKey("organisations.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proof = models.CharField(max_length=20, blank=True)
    """How we knew who it was, as one word: "mail" (the mailed link), "signed_in", "paper"."""
    entered_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The officer who entered a paper."""
    scan = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    scan_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("signed_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("version", "party"), condition=Q(withdrawn_at=None), name="one_signature_of_a_party"),
            models.CheckConstraint(condition=~Q(method="paper") | ~Q(scan_sha256=""), name="paper_has_its_scan"),
        )

    def __str__(self) -> str:
        return f"{self.party_id} signed {self.version_id}"


class SigningTrace(models.Model):
    """From where somebody signed. It stands beside the chain, is never exported with it, and is deleted in time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signature = models.OneToOneField(Signature, on_delete=models.CASCADE, related_name="trace")
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"trace of {self.signature_id}"


class Withdrawal(models.Model):
    """A partner left the agreement, and said why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, related_name="withdrawal")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="withdrawals")
    signature = models.ForeignKey(Signature, null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawals")
    why = models.TextField()
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.party_id} withdrew"
