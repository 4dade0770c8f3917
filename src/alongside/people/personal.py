"""What every room keeps about people: the rooms' own declarations, collected, and those of the libraries.

A room states its data in `personal.py`, in a constant `PERSONAL` made of the words in `kit.personal`. It is found
there by itself. "Show me", "forget me" and retention run from what is collected here.
"""

import datetime as dt
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, NotPersonal, Personal

__all__ = ["NOT_PERSONAL", "Basis", "Declarations", "Erase", "Export", "NotPersonal", "Personal"]

_declared: dict[str, dict[str, Personal | NotPersonal]] = {}


def declare(model_label: str, fields: dict[str, Personal | NotPersonal]) -> None:
    """Say what `model_label` ("directory.Enquiry") keeps about people, field by field."""
    _declared[model_label.lower()] = fields


def declared() -> dict[str, dict[str, Personal | NotPersonal]]:
    """Everything that was said, by lower-case model label."""
    return dict(_declared)


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
            said: Declarations = getattr(import_module(f"{room.name}.personal"), "PERSONAL", {})
            for model_name, fields in said.items():
                declare(f"{room.label}.{model_name}", fields)
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


def _account(*, erase: Erase = Erase.ROW) -> Personal:
    return Personal(purpose=_ACCOUNT, basis=Basis.CONTRACT, keep=_WHILE_OPEN, erase=erase)


def _sign_in(keep: dt.timedelta | str = _SIGNED_IN, *, export: Export = Export.SHOW) -> Personal:
    return Personal(purpose=_SIGN_IN, basis=Basis.CONTRACT, keep=keep, export=export)


PERSONAL: Declarations = {
    "Person": {
        "id": _account(erase=Erase.KEEP),
        "email": _account(),
        "name": _account(),
        "is_active": _account(),
        "joined_at": _account(),
        "last_login": _account(),
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
        "expires_at": NOT_PERSONAL,
        "used_at": _sign_in("Until it is used or has expired, and a day"),
    },
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
    # Never written: addresses are confirmed by a code, which is kept in the session alone.
    "account.EmailConfirmation": {
        "id": NOT_PERSONAL,
        "email_address": _account(),
        "created": _account(),
        "sent": _account(),
        "key": _sign_in(export=Export.WITHHOLD),
    },
}
