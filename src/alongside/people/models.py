"""Who signs in here, from which devices, and by which links."""

import uuid
from typing import ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody with an account. There are no passwords: a code comes by mail, or a link is printed in the terminal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    password = None  # type: ignore[assignment]

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("name", "email")
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_address"),)

    def __str__(self) -> str:
        return self.name or self.email

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether one of this person's seats allows `perm`; asked of the authentication backends."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def has_usable_password(self) -> bool:
        return False

    def check_password(self, raw_password: str | None) -> bool:
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django hashes the password here. Ours end a session by deleting its row, so that nothing else need change.
        return salted_hmac("alongside.people.Person", str(self.pk), secret=secret, algorithm="sha256").hexdigest()


class Profile(models.Model):
    """What somebody tells us so that we can speak with them well. All of it is optional; officers see it by consent alone."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="profile")
    languages = models.CharField(max_length=300, blank=True)
    access_needs = models.TextField(blank=True)

    class Meta:
        ordering = ("person",)

    def __str__(self) -> str:
        return f"profile {self.person_id}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def still_held(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """What somebody agreed to, in the exact words that they were shown, until they withdraw it. Withdrawn ones stay as history."""

    class How(models.TextChoices):
        PAGE = "page", _("On a page here")
        LINK = "link", _("By the link in a mail")
        PHONE = "phone", _("By telephone, with an officer")
        PAPER = "paper", _("On paper")
        REPLACED = "replaced", _("Agreed anew, to other words")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="consents")
    email = models.EmailField(blank=True)
    purpose = models.CharField(max_length=60)
    wording = models.TextField()
    sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_how = models.CharField(max_length=8, choices=How.choices)
    given_to = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=8, choices=How.choices, blank=True)
    withdrawn_to = models.UUIDField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, email="") | models.Q(person=None) & ~models.Q(email=""),
                name="a_consent_is_somebodys",
            ),
            models.CheckConstraint(condition=~models.Q(wording="") & ~models.Q(given_how=""), name="a_consent_has_its_words"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_how="", withdrawn_to=None)
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_how=""),
                name="a_consent_is_withdrawn_somehow",
            ),
            models.UniqueConstraint(
                fields=("person", "purpose"), condition=models.Q(withdrawn_at=None), name="one_consent_of_a_person"
            ),
            models.UniqueConstraint(
                fields=("email", "purpose"),
                condition=models.Q(withdrawn_at=None) & ~models.Q(email=""),
                name="one_consent_at_an_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class SessionManager(BaseSessionManager["Session"]):
    def current(self) -> "models.QuerySet[Session]":
        return self.filter(expire_date__gt=clock.now())


class Session(AbstractBaseSession):
    """A signed-in device (or a visitor's choices). Only a digest of the cookie is kept: a copy of this table opens nothing."""

    session_key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    seen_on = models.DateField(null=True)

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta:
        ordering = ("-seen_on", "session_key")


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def unused(self) -> "SignInLinkQuerySet":
        # Of this table alone: PostgreSQL judges a conditional update anew after waiting, but not what it joins.
        return self.filter(models.Q(used_at=None) | models.Q(reusable=True), expires_at__gt=clock.now())

    def still_open(self) -> "SignInLinkQuerySet":
        return self.unused().filter(models.Q(person=None) | models.Q(person__is_active=True))


class SignInLink(models.Model):
    """A link that signs somebody in. Only a digest of it is kept.

    One that went out in a mail (`by_mail`) shows that the address is theirs; one that was printed or shown does not.
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", "Sign in"
        FIRST_OFFICER = "first_officer", "Set up the place"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.SIGN_IN)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="links")
    reusable = models.BooleanField(default=False)
    by_mail = models.BooleanField(default=False, db_default=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        ordering = ("expires_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose="sign_in", person__isnull=False) | models.Q(purpose="first_officer", person=None),
                name="a_link_signs_somebody_in",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} until {self.expires_at:%Y-%m-%d %H:%M}"


class CacheEntry(models.Model):
    """Django's cache, shared by all processes: the counts that slow down guessing. Keys are digests."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("cache_key",)

    def __str__(self) -> str:
        return self.cache_key


class Forgetting(models.Model):
    """Somebody asks to be forgotten: by their account, or by an address that they have shown to be theirs.

    It waits some days, in which they may change their mind. Their address stays here until the last mail has gone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting, they may still change their mind")
        STUCK = "stuck", _("Something stands in the way")
        UNDONE = "undone", _("They changed their mind")
        DONE = "done", _("Forgotten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    stuck_on = models.CharField(max_length=300, blank=True)
    counts = models.JSONField(default=dict)
    standing = models.JSONField(null=True, blank=True)
    """What stood at their address then, so that what comes from there later is not taken: see `erasing.Standing`."""

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(state__in=("waiting", "stuck")), name="one_forgetting_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "stuck"), ended_at=None)
                | models.Q(state__in=("undone", "done"), ended_at__isnull=False),
                name="forgetting_ends_with_its_state",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.STUCK}


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self) -> "HoldQuerySet":
        return self.filter(models.Q(until=None) | models.Q(until__gte=clock.today()), lifted_at=None)


class Hold(models.Model):
    """Nothing about this person, or about this thing, is erased for now: a complaint, a court, a safeguarding case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    email = models.EmailField(blank=True)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.UUIDField(null=True, blank=True)
    why = models.TextField()
    until = models.DateField(null=True, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.UUIDField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("-placed_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, email="", thing_kind="", thing_id=None)
                | models.Q(person=None, thing_kind="", thing_id=None) & ~models.Q(email="")
                | models.Q(person=None, email="", thing_id__isnull=False) & ~models.Q(thing_kind=""),
                name="a_hold_holds_one",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None) | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_hold_is_lifted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"hold {self.id}"


class Retention(models.Model):
    """One night in which was let go of what was kept long enough: how much of what, and how much a hold kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at", "id")

    def __str__(self) -> str:
        return f"retention {self.at:%Y-%m-%d}"


class Complaint(models.Model):
    """Somebody complains about what we do with their data. Answered as an owed reply."""

    class About(models.TextChoices):
        SHOW = "show", _("I asked what you hold about me, and did not get it all")
        WRONG = "wrong", _("What you hold about me is wrong")
        ERASE = "erase", _("You keep what you should have erased")
        SHARED = "shared", _("You showed or gave it to somebody who should not have it")
        ASKED = "asked", _("You use it for something that I did not agree to")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=6, choices=About.choices)
    what = models.TextField()
    wants = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"complaint {self.id}"


class Copy(models.Model):
    """A copy of everything that is held about somebody, with their files, as one file to take away. It is made in the background."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="copies")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("person",), condition=models.Q(made_at=None), name="one_copy_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(made_at=None, expires_at=None) | models.Q(made_at__isnull=False, expires_at__isnull=False),
                name="a_copy_expires",
            ),
        )

    def __str__(self) -> str:
        return f"copy {self.id}"
