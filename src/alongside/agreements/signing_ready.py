"""What signing says to the rooms below, when Django is ready."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from alongside.agreements import signing_links, signing_rules
from alongside.agreements.actions.signing.papers import OWNER
from alongside.agreements.actions.signing.signing import SCAN
from alongside.agreements.models import Version
from alongside.agreements.queries import signing
from alongside.design import slots
from alongside.files import owners
from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody

SAID = {
    "agreements.signed": gettext_lazy("Signed"),
    "agreements.asked_to_sign": gettext_lazy("Asked somebody to sign"),
    "agreements.asked_again": gettext_lazy("Asked somebody again to sign"),
    "agreements.invitation_withdrawn": gettext_lazy("Took back that somebody was asked to sign"),
    "agreements.declined": gettext_lazy("Did not sign"),
    "agreements.passed_on": gettext_lazy("Passed on to a colleague to sign"),
    "agreements.withdrew": gettext_lazy("A partner left"),
    "agreements.acceded": gettext_lazy("A partner joined"),
}


def register() -> None:
    """Called once, when the house starts."""
    owners.register(OWNER, _may_read_paper)
    owners.register(SCAN, _may_read_scan, is_sensitive=True)
    slots.fill("desk.panels", _waiting)
    for kind in SAID:
        sentences.register(kind, lambda event: str(SAID[event.kind]))


def _may_read_paper(owner_id: uuid.UUID, person: models.Model | None) -> bool:
    """What was opened for signing is public."""
    return Version.objects.filter(pk=owner_id, opened_at__isnull=False, agreement__in=signing_rules.public()).exists()


def _may_read_scan(owner_id: uuid.UUID, person: models.Model | None) -> bool:
    return signing_rules.keeps_signing(cast("Somebody", person) if person else AnonymousUser())


def _waiting(request: HttpRequest) -> str:
    """What the reader is asked to sign."""
    if not request.user.is_authenticated:
        return ""
    asked = [(one, signing_links.path(one, proof="signed_in")) for one in signing.waiting_for(request.user)]
    return render_to_string("agreements/signing/desk.html", {"asked": asked}, request) if asked else ""
