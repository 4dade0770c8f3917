"""The text: clauses as they are worked on, every wording that each has had, and versions that stand for good."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models.agreement import Agreement
from alongside.record.kept import Kept


class ClauseQuerySet(models.QuerySet["Clause"]):
    def working(self) -> "ClauseQuerySet":
        """Those of the text as it is worked on, in order."""
        return self.filter(removed_at=None).order_by("order", "id")


class Clause(models.Model):
    """One clause through all its wordings and numbers. Its id is what links, positions, comments and threads hold on to.

    `order` and `number` are those of the working text; `edition` is that of its latest wording.
    """

    class Kind(models.TextChoices):
        PART = "part", _("Heading of a part")
        PREAMBLE = "preamble", _("Preamble")
        PRINCIPLE = "principle", _("Principle")
        CLAUSE = "clause", _("Clause")
        COMMITMENT = "commitment", _("Commitment")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ("agreement_id", "order", "id")
        indexes = (models.Index(fields=("agreement", "order"), name="clause_order"),)
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "number"), condition=Q(removed_at=None) & ~Q(number=""), name="one_clause_of_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"clause {self.number}"

    def get_absolute_url(self) -> str:
        """Its own page, whatever its number."""
        return reverse("agreements:clause", args=[self.pk])


class Wording(Kept):
    """What a clause said from one moment on. Wordings are only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="wordings")
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Clause.Kind.choices)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The partner for which it was proposed; empty where an officer wrote for all."""

    class Meta:
        ordering = ("clause_id", "edition")
        constraints = (models.UniqueConstraint(fields=("clause", "edition"), name="one_wording_of_an_edition"),)

    def __str__(self) -> str:
        return f"edition {self.edition} of {self.clause_id}"


class Promiser(Kept):
    """An organisation that promises what a commitment says. One of them leads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="promisers")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    """As it was called then, which is part of what is hashed."""
    is_lead = models.BooleanField(default=False)

    class Meta:
        ordering = ("wording_id", "-is_lead", "name", "id")
        constraints = (
            models.UniqueConstraint(fields=("wording", "organisation"), name="promises_once"),
            models.UniqueConstraint(fields=("wording",), condition=Q(is_lead=True), name="one_leads_a_commitment"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.wording_id}"


class VersionQuerySet(models.QuerySet["Version"]):
    def latest_first(self) -> "VersionQuerySet":
        return self.order_by("-number", "id")


class Version(models.Model):
    """The text at one moment, as it was published: discussed, signed, in force. `canonical` is what its hash is made of."""

    class State(models.TextChoices):
        DISCUSSED = "discussed", _("Under discussion")
        SIGNING = "signing", _("Open for signing")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Replaced by a later version")
        ENDED = "ended", _("Ended with the agreement")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DISCUSSED)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    """What changed and why, in the words of who published it."""
    canonical = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answers_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    """When it was opened for signing."""
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    pdf = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    """The paper that is shown to who signs."""
    sealed_pdf = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    """The paper with its register, sealed."""
    sealed_manifest = models.TextField(blank=True)
    """What it was sealed with (`agreement.json` of the bundle)."""
    closing_pdf = models.ForeignKey("files.File", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closing_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    closing_manifest = models.TextField(blank=True, default="", db_default="")
    """The same once more, as it was when the agreement had ended. The one from when it held stays beside it."""

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("agreement_id", "number")
        indexes = (models.Index(fields=("text_sha256",), name="version_text"),)
        constraints = (
            models.UniqueConstraint(fields=("agreement", "number"), name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=("agreement",), condition=Q(state="in_force"), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=("agreement",), condition=Q(state__in=("discussed", "signing")), name="one_version_on_the_table"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("signing", "in_force")) | Q(opened_at__isnull=False), name="signed_after_it_was_opened"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_on__isnull=False), name="version_in_force_on"
            ),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(in_force_on=None) | Q(ended_on__gte=F("in_force_on")),
                                   name="version_ends_after_it_begins"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"version {self.number} of {self.agreement_id}"

    def get_absolute_url(self) -> str:
        return reverse("agreements:version", args=[self.agreement.slug, self.number])


class VersionClause(models.Model):
    """A clause as it stands in one version: its number there, its wording, and whether it was carried."""

    class Carried(models.TextChoices):
        UNDECIDED = "", _("Not settled")
        CARRIED = "carried", _("Carried")
        NOT_AGREED = "not_agreed", _("Not agreed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="entries")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="entries")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="entries")
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    carried = models.CharField(max_length=10, choices=Carried.choices, blank=True)
    """Settled when the version is opened for signing."""
    disagreement_id = models.UUIDField(null=True, blank=True)
    """What stands beside a clause that is not agreed; `positions` keeps it."""

    class Meta:
        ordering = ("version_id", "order")
        constraints = (
            models.UniqueConstraint(fields=("version", "clause"), name="clause_once_in_a_version"),
            models.CheckConstraint(
                condition=~Q(carried="not_agreed") | Q(disagreement_id__isnull=False), name="not_agreed_with_its_disagreement"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} in {self.version_id}"


class Comment(models.Model):
    """What somebody says of a clause while its text is discussed. `replies` owes an answer to it until it is closed.

    It belongs to a wording, so that a reader sees what it was about.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Said")
        CLOSED = "closed", _("Closed with a later text")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="comments")
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_in = models.ForeignKey(Version, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"comment {self.id}"
