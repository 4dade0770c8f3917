"""What every room keeps about people: the rooms' own declarations, collected, and those of the libraries.

A room states its data in `personal.py`, in a constant `PERSONAL` made of the words in `kit.personal`. It is found
there by itself. "Show me", "forget me" and retention run from what is collected here.
"""

import datetime as dt
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, NotPersonal, Personal, Words
from alongside.people import policy

__all__ = ["NOT_PERSONAL", "Basis", "Declarations", "Erase", "Export", "NotPersonal", "Personal"]

_declared: dict[str, dict[str, Personal | NotPersonal]] = {}
_words: dict[str, str | Promise] = {}


def declare(model_label: str, fields: dict[str, Personal | NotPersonal]) -> None:
    """Say what `model_label` ("directory.Enquiry") keeps about people, field by field."""
    _declared[model_label.lower()] = fields


def declared() -> dict[str, dict[str, Personal | NotPersonal]]:
    """Everything that was said, by lower-case model label."""
    return dict(_declared)


def word(label: str, field: str = "") -> str | Promise:
    """What a model, or one of its fields, is called to the person it is about; nothing when no room has said so."""
    said: str | Promise = _words.get(f"{label}.{field}" if field else label) or FIELDS.get(field, "")
    return said


def undeclared() -> list[str]:
    """Every field of every model that nobody has spoken of, and everything spoken of that does not exist."""
    kept = {
        model._meta.label_lower: {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}
        for model in _models()
    }
    said = {label: set(fields) for label, fields in _declared.items()}
    missing = [f"{label}.{name}" for label, names in kept.items() for name in names - said.get(label, set())]
    unknown = [f"{label}.{name} does not exist" for label, names in said.items() for name in names - kept.get(label, set())]
    return sorted(missing + unknown)


def collect() -> None:
    """Read the declarations of every installed room."""
    for room in apps.get_app_configs():
        if room.name.startswith("alongside.") and find_spec(f"{room.name}.personal"):
            module = import_module(f"{room.name}.personal")
            said: Declarations = getattr(module, "PERSONAL", {})
            for model_name, fields in said.items():
                declare(f"{room.label}.{model_name}", fields)
            called: Words = getattr(module, "WORDS", {})
            _words.update({f"{room.label}.{name}".lower(): words for name, words in called.items()})
    _words.update(LIBRARIES_WORDS)
    for label, fields in LIBRARIES.items():
        declare(label, fields)


def _models() -> list[type[models.Model]]:
    """Every model with a table of its own, but for the tables that only join two others."""
    return [model for model in apps.get_models() if not model._meta.proxy]


_ACCOUNT = "To let a person in and show who did what"
_SIGN_IN = "To let a person in"
_WHILE_OPEN = "As long as the account is open"
_WHILE_THERE = "Until the person removes it, or the account is closed"
_SIGNED_IN = dt.timedelta(days=14)


def _account(*, erase: Erase = Erase.ROW, of: tuple[str, ...] | None = None) -> Personal:
    return Personal(purpose=_ACCOUNT, basis=Basis.CONTRACT, keep=_WHILE_OPEN, erase=erase, of=of)


def _sign_in(
    keep: dt.timedelta | str = _SIGNED_IN, *, export: Export = Export.SHOW, of: tuple[str, ...] | None = None
) -> Personal:
    return Personal(purpose=_SIGN_IN, basis=Basis.CONTRACT, keep=keep, export=export, of=of, seen_by="You alone")


ITSELF = ("id",)
_forgetting = Personal(
    purpose="To forget somebody who asks for it, and to tell them that it is done",
    basis=Basis.LEGAL_DUTY,
    keep="Until a day after they are forgotten; that somebody was stays, without who it was",
    erase=Erase.BLANK,
    of=("person", "email"),
)
_complained = Personal(
    purpose="To look into a complaint about somebody's data, and to show that it was answered",
    basis=Basis.LEGAL_DUTY,
    keep=dt.timedelta(days=3 * 365),
    erase=Erase.KEEP,
    of=("person", "email"),
    since="made_at",
)
_consented = Personal(
    purpose="To keep to what somebody agreed to, and to show what it was",
    basis=Basis.LEGAL_DUTY,
    keep=policy.KEEP_CONSENTS,
    of=("person", "email"),
    since="withdrawn_at",
    seen_by="You; officers who write down what you say on the telephone or on paper",
)
_wrote_it_down = replace(_consented, erase=Erase.BLANK, keep="As long as the consent is kept", since="", seen_by="You alone")
_copied = Personal(
    purpose="To give somebody a copy of what is held about them",
    basis=Basis.LEGAL_DUTY,
    keep=policy.COPY_FOR,
    seen_by="You alone",
)
_hold = Personal(
    purpose="To keep what a complaint, a court or a safeguarding case needs",
    basis=Basis.LEGAL_DUTY,
    keep="Until it is no longer needed, and three years",
    erase=Erase.KEEP,
    of=("person", "email"),
)

FIELDS: Words = {
    "about": _("About what"),
    "acting_for": _("For which organisation"),
    "action": _("Action"),
    "agreement": _("Agreement"),
    "answer": _("The answer"),
    "answered_by": _("Who answered"),
    "answered_for": _("Answered for"),
    "asker": _("Who asked"),
    "asker_email": _("Your address"),
    "at": _("When"),
    "by": _("By whom"),
    "clause": _("Clause"),
    "created": _("Since"),
    "created_at": _("Since"),
    "date_joined": _("Since"),
    "decided_by": _("Who decided"),
    "device": _("Device"),
    "disagreement": _("Disagreement"),
    "done_at": _("Done on"),
    "email": _("E-mail address"),
    "email_address": _("E-mail address"),
    "ended_at": _("Ended on"),
    "ends": _("Until"),
    "expire_date": _("Until"),
    "expires_at": _("Until"),
    "facts": _("Facts"),
    "how": _("How"),
    "id": _("Number"),
    "joined_at": _("Since"),
    "kind": _("Kind"),
    "label": _("What for"),
    "last_login": _("Last signed in"),
    "last_used_at": _("Last used"),
    "made_at": _("Made on"),
    "name": _("Name"),
    "near": _("Where"),
    "need": _("What you looked for"),
    "network": _("Network"),
    "next_on": _("Next step by"),
    "next_step": _("Next step"),
    "on": _("On"),
    "organisation": _("Organisation"),
    "owner": _("Who answers for it"),
    "person": _("Person"),
    "phone": _("Telephone"),
    "primary": _("The one we write to"),
    "provider": _("Whose sign-in"),
    "publish": _("May be shown"),
    "reply": _("The question"),
    "role": _("Role"),
    "said_at": _("Said on"),
    "said_by": _("Who said so"),
    "said_how": _("How it was said"),
    "seen_on": _("Last used"),
    "sent": _("Sent"),
    "service": _("Service"),
    "sent_at": _("Sent on"),
    "sent_by": _("Who sent it"),
    "spoke_with": _("Who was spoken with"),
    "starts": _("From"),
    "status": _("Where it stands"),
    "subject": _("Subject"),
    "text": _("What was said"),
    "title": _("Title"),
    "to": _("To whom"),
    "trouble": _("What went wrong"),
    "type": _("Kind"),
    "uid": _("Your number with them"),
    "used_at": _("Used on"),
    "user": _("Person"),
    "value": _("Number or address"),
    "verified": _("Confirmed by you"),
    "what": _("What you told us"),
    "when_to_ring": _("When to ring"),
}
"""What a field of this name is called everywhere, unless its room says otherwise."""

WORDS: Words = {
    "Person": _("Your account"),
    "Person.is_active": _("Open"),
    "Forgetting": _("That you asked to be forgotten"),
    "Copy": _("Copies that you asked for"),
    "Copy.asked_at": _("Asked on"),
    "Complaint": _("What you complained of"),
    "Complaint.what": _("What happened"),
    "Complaint.wants": _("What would put it right"),
    "Hold": _("What must be kept about you for now"),
    "Hold.why": _("Why"),
    "Hold.until": _("Until"),
    "Hold.placed_at": _("Since"),
    "Hold.placed_by": _("Who said so"),
    "Hold.lifted_by": _("Who ended it"),
    "Profile": _("How to speak with you"),
    "Profile.languages": _("Languages"),
    "Profile.access_needs": _("What makes it easier"),
    "Consent": _("What you agreed to"),
    "Consent.email": _("Your address"),
    "Consent.wording": _("The words that you agreed to"),
    "Consent.given_at": _("Agreed on"),
    "Consent.given_how": _("How you agreed"),
    "Consent.given_to": _("Who wrote it down"),
    "Consent.withdrawn_at": _("Withdrawn on"),
    "Consent.withdrawn_how": _("How you withdrew it"),
    "Consent.withdrawn_to": _("Who wrote down that you withdrew it"),
    "Session": _("Where you are signed in"),
    "SignInLink": _("Links by which you sign in"),
}

LIBRARIES_WORDS: Words = {
    "socialaccount.socialaccount": _("Sign-ins at work that let you in here"),
    "account.emailaddress": _("Your e-mail addresses"),
    "account.emailconfirmation": _("Mails that ask you to confirm an address"),
    "mfa.authenticator": _("Your passkeys and other ways to sign in"),
}

PERSONAL: Declarations = {
    "Person": {
        "id": _account(erase=Erase.KEEP, of=ITSELF),
        **dict.fromkeys(("email", "name", "is_active", "joined_at", "last_login"), _account(of=ITSELF)),
    },
    "Profile": dict.fromkeys(
        ("person", "languages", "access_needs"),
        Personal(
            purpose="To speak with you as you like it",
            basis=Basis.CONSENT,
            keep=_WHILE_THERE,
            of=("person",),
            seen_by="You; officers who answer you, if you let them",
        ),
    ),
    "Consent": {
        # What a purpose is called stands in our code, and a digest says no more than the words it is of.
        **dict.fromkeys(("id", "purpose", "sha256"), NOT_PERSONAL),
        **dict.fromkeys(("person", "email", "wording", "given_at", "given_how", "withdrawn_at", "withdrawn_how"), _consented),
        "given_to": replace(_wrote_it_down, of=("given_to",)),
        "withdrawn_to": replace(_wrote_it_down, of=("withdrawn_to",)),
    },
    "Session": {
        "session_key": _sign_in(export=Export.WITHHOLD),
        "session_data": _sign_in(export=Export.WITHHOLD),
        "expire_date": _sign_in(),
        "person": _sign_in(),
        "device": _sign_in(),
        "seen_on": _sign_in(),
    },
    "SignInLink": {
        "id": NOT_PERSONAL,
        "digest": _sign_in("Until it is used or has expired, and a day", export=Export.WITHHOLD),
        "purpose": NOT_PERSONAL,
        "person": _sign_in("Until it is used or has expired, and a day"),
        "reusable": NOT_PERSONAL,
        "by_mail": NOT_PERSONAL,
        "expires_at": NOT_PERSONAL,
        "used_at": _sign_in("Until it is used or has expired, and a day"),
    },
    "Forgetting": {
        **dict.fromkeys(("id", "state", "asked_at", "due_at", "ended_at", "counts", "stuck_on", "standing"), NOT_PERSONAL),
        "person": _forgetting,
        "email": _forgetting,
    },
    "Copy": {
        **dict.fromkeys(("id", "done", "of"), NOT_PERSONAL),
        **dict.fromkeys(("person", "asked_at", "made_at", "expires_at"), _copied),
    },
    "Complaint": {
        "id": NOT_PERSONAL,
        **dict.fromkeys(("about", "what", "wants", "name", "email", "phone", "person", "made_at"), _complained),
    },
    "Hold": {
        **dict.fromkeys(("id", "thing_kind", "thing_id", "lifted_at"), NOT_PERSONAL),
        **dict.fromkeys(("person", "email", "why", "until", "placed_at"), _hold),
        "placed_by": replace(_hold, of=("placed_by",)),
        "lifted_by": replace(_hold, of=("lifted_by",)),
    },
    "Retention": dict.fromkeys(("id", "at", "counts", "held"), NOT_PERSONAL),
    # Keys are digests that only this installation can make; values are times of attempts.
    "CacheEntry": {"cache_key": NOT_PERSONAL, "value": NOT_PERSONAL, "expires": NOT_PERSONAL},
}

LIBRARIES: Declarations = {
    "auth.Permission": {"id": NOT_PERSONAL, "name": NOT_PERSONAL, "content_type": NOT_PERSONAL, "codename": NOT_PERSONAL},
    "auth.Group": {"id": NOT_PERSONAL, "name": NOT_PERSONAL, "permissions": NOT_PERSONAL},
    "contenttypes.ContentType": {"id": NOT_PERSONAL, "app_label": NOT_PERSONAL, "model": NOT_PERSONAL},
    "account.EmailAddress": {
        "id": NOT_PERSONAL,
        "user": _account(),
        "email": _account(),
        "verified": _account(),
        "primary": _account(),
    },
    "mfa.Authenticator": {
        "id": NOT_PERSONAL,
        "user": _sign_in(_WHILE_THERE),
        "type": _sign_in(_WHILE_THERE),
        "data": _sign_in(_WHILE_THERE, export=Export.WITHHOLD),
        "created_at": _sign_in(_WHILE_THERE),
        "last_used_at": _sign_in(_WHILE_THERE),
    },
    "socialaccount.SocialAccount": {
        "id": NOT_PERSONAL,
        "user": _sign_in(_WHILE_OPEN),
        "provider": _sign_in(_WHILE_OPEN),
        "uid": _sign_in(_WHILE_OPEN),
        "last_login": _sign_in(_WHILE_OPEN),
        "date_joined": _sign_in(_WHILE_OPEN),
        "extra_data": NOT_PERSONAL,  # emptied at every sign-in: we keep nothing of what they said
    },
    # Never written: providers stand in settings, and no token is kept.
    "socialaccount.SocialApp": dict.fromkeys(
        ("id", "provider", "provider_id", "name", "client_id", "secret", "key", "settings"), NOT_PERSONAL
    ),
    "socialaccount.SocialToken": dict.fromkeys(("id", "app", "account", "token", "token_secret", "expires_at"), NOT_PERSONAL),
    # Never written: addresses are confirmed by a code, which is kept in the session alone.
    "account.EmailConfirmation": {
        "id": NOT_PERSONAL,
        **dict.fromkeys(("email_address", "created", "sent"), _account(of=("email_address__user",))),
        "key": _sign_in(export=Export.WITHHOLD, of=("email_address__user",)),
    },
}
