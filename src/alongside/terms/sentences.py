"""What happened to terms, as a person would say it, and how they are called."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.record import sentences, threads
from alongside.record.threads import Described
from alongside.terms.models import Term
from alongside.terms.rules import EDIT

if TYPE_CHECKING:
    from alongside.record.models import Event


def register() -> None:
    """Called once, when the house starts."""
    plain = {
        "terms.added": lambda event: _("Added to the list"),
        "terms.renamed": lambda event: _("Given another name"),
        "terms.reworded": lambda event: _("Taught other words"),
        "terms.merged": lambda event: _("Merged into another"),
        "terms.made_common": lambda event: _("Put on the first page"),
        "terms.made_uncommon": lambda event: _("Taken off the first page"),
        "terms.retired": lambda event: _("Taken off the list"),
        "terms.brought_back": lambda event: _("Brought back"),
        "terms.loaded": lambda event: _("Brought up to the list that comes with the software"),
        "terms.imported": _imported,
    }
    for kind, presenter in plain.items():
        sentences.register(kind, presenter)
    threads.register("terms.Term", _called)


def _imported(event: Event) -> str:
    read = event.facts.get("read", 0)
    return ngettext("%(number)d row brought in", "%(number)d rows brought in", read) % {"number": read}


def _called(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Everybody may know a term by its name; its page is for those who keep the list."""
    keeps = person is not None and person.has_perm(EDIT)  # type: ignore[attr-defined]
    terms = Term.objects.filter(pk__in=ids).select_related("taxonomy")
    return {t.pk: Described(t.name, reverse("terms:term", args=[t.taxonomy.slug, t.slug]) if keeps else "") for t in terms}
