"""What the record says of agreements, and how an agreement and a clause are called at the end of a thread."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.agreements.queries import texts
from alongside.record import sentences, threads
from alongside.record.threads import Described

if TYPE_CHECKING:
    from django.db import models

SAID = {
    "begun": lambda event: _("Begun"),
    "described": lambda event: _("Title, purpose or readers changed"),
    "party_added": lambda event: _("A partner named"),
    "party_dropped": lambda event: _("A partner taken out again"),
    "party_drafts": lambda event: _("Said which partners write the text"),
    "party_moved": lambda event: _("A partner made part of another organisation"),
    "party_back": lambda event: _("A partner that had been made part of another is one of its own again"),
    "party_closed": lambda event: _("A partner closed"),
    "text_put_in": lambda event: _("A whole text put in, %(n)d clauses") % {"n": event.facts["clauses"]},
    "clause_written": lambda event: _("A clause changed"),
    "clause_added": lambda event: _("A clause added"),
    "clause_removed": lambda event: _("A clause taken out"),
    "clause_moved": lambda event: _("A clause moved"),
    "renumbered": lambda event: _("Clauses numbered anew"),
    "published": lambda event: _("Version %(n)d published") % {"n": event.facts["number"]},
    "commented": lambda event: _("Something said of it"),
    "opened_for_signing": lambda event: _("Opened for signing"),
    "taken_back": lambda event: _("A version taken back"),
    "in_force": lambda event: _("Came into force"),
    "reviewed": lambda event: _("Looked at as a whole"),
    "review_reminded": lambda event: _("The coordinator was reminded to look at it as a whole"),
    "expiry_reminded": lambda event: _("The coordinator was reminded that it ends"),
    "ended": lambda event: _("Ended"),
}


def register() -> None:
    """Called once, when the house starts."""
    for kind, say in SAID.items():
        sentences.register(f"agreements.{kind}", say)
    threads.register("agreements.agreement", _agreements)
    threads.register("agreements.clause", _clauses)


def _agreements(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    seen = texts.agreements_for(person or AnonymousUser()).filter(pk__in=ids)  # type: ignore[arg-type]
    return {one.pk: Described(one.title, one.get_absolute_url()) for one in seen}


def _clauses(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """By the number and the first words that everybody who may know of the clause may read."""
    who: Any = person or AnonymousUser()
    seen = texts.clauses_for(who).filter(pk__in=ids).select_related("agreement")
    said = texts.read_texts([one.pk for one in seen], who)
    return {
        one.pk: Described(
            _("%(title)s, %(number)s: %(words)s") % {
                "title": one.agreement.title, "number": said[one.pk][0], "words": Truncator(said[one.pk][1]).words(12),
            },
            one.get_absolute_url(),
        )
        for one in seen
        if one.pk in said
    }  # fmt: skip
