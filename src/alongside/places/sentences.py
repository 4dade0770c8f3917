"""What happened to the place, its patches and its maps, as a person would say it, and how they are called."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.kit import words
from alongside.places.models import Patch
from alongside.places.rules import EDIT
from alongside.record import sentences, threads
from alongside.record.threads import Described

if TYPE_CHECKING:
    from alongside.record.models import Event

    Say = Callable[[Event], str]


def register() -> None:
    """Called once, when the house starts."""
    plain: dict[str, Say] = {
        "places.described": lambda event: _("Name, reach or colour changed"),
        "places.rule_set": _rule,
        "places.file_sent": lambda event: _("File sent in for the map"),
        "places.areas_kept": _areas,
        "places.postcodes_loaded": _postcodes,
        "places.helpline_kept": lambda event: _("Number added or put right"),
        "places.helpline_removed": lambda event: _("Number taken off the page"),
        "places.helpline_checked": lambda event: _("Number tried, and found right"),
        "places.patch_added": lambda event: _("Added, from %(day)s on") % {"day": _day(event, "starts")},
        "places.patch_described": lambda event: _("Given another name or description"),
        "places.patch_changed": lambda event: _("Given other areas, from %(day)s on") % {"day": _day(event, "starts")},
        "places.patch_ended": lambda event: _("Ended, from %(day)s on") % {"day": _day(event, "ends")},
    }
    for kind, presenter in plain.items():
        sentences.register(kind, presenter)
    threads.register("places.Patch", _called)


def _rule(event: Event) -> str:
    facts = {"before": event.facts.get("from"), "now": event.facts.get("to")}
    return _("Changed from %(before)s to %(now)s") % facts


def _areas(event: Event) -> str:
    number = event.facts.get("areas", 0)
    return ngettext("%(number)d area kept", "%(number)d areas kept", number) % {"number": number}


def _postcodes(event: Event) -> str:
    number = event.facts.get("kept", 0)
    return ngettext("%(number)d postcode loaded", "%(number)d postcodes loaded", number) % {"number": number}


def _day(event: Event, fact: str) -> str:
    return words.date(dt.date.fromisoformat(event.facts[fact]))


def _called(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Everybody may know a patch by its name; its page is for those who look after the place."""
    keeps = person is not None and person.has_perm(EDIT)  # type: ignore[attr-defined]
    patches = Patch.objects.filter(pk__in=ids)
    return {patch.pk: Described(patch.name, reverse("places:patch", args=[patch.slug]) if keeps else "") for patch in patches}
