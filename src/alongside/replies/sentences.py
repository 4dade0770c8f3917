"""What the record says of owed replies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit import words
from alongside.record import sentences, threads
from alongside.record.threads import Described
from alongside.replies import actions, queries

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from django.db import models

    from alongside.record.models import Event


def register() -> None:
    """Adds this room's sentences, and how a question is called at the end of a thread."""
    for kind, say in SENTENCES.items():
        sentences.register(f"replies.{kind}", say)
    threads.register("replies.owedreply", _called)
    threads.say(actions.ASKED, gettext_lazy("A question about it"), gettext_lazy("What it is about"))


def _called(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Only for those who may know of it."""
    if person is None:
        return {}
    seen = queries.visible_to(person).filter(pk__in=ids)  # type: ignore[arg-type]
    return {reply.pk: Described(reply.title, reverse("replies:reply", args=[reply.pk])) for reply in seen}


def _opened(event: Event) -> str:
    due_on = dt.date.fromisoformat(event.facts["due_on"])
    return _("An answer is owed from this day, by %(day)s") % {"day": words.date(due_on)}


def _answered(event: Event) -> str:
    return _("Answered, from a mail") if event.facts.get("by_mail") else _("Answered")


def _passed_on(event: Event) -> str:
    return _("Passed on to a colleague")


def _disputed(event: Event) -> str:
    return _("Who asked said that this was no answer")


def _closed(event: Event) -> str:
    return _("Closed without an answer")


def _late(event: Event) -> str:
    return _("The day passed without an answer; who asked was told")


def _escalated(event: Event) -> str:
    return (
        _("Went to the lead, since nobody had answered")
        if event.facts["step"] == 1
        else _("Went to the coordinator, since nobody had answered")
    )


def _covered(event: Event) -> str:
    return _("Given to somebody else, since its owner had left")


def _went_over(event: Event) -> str:
    return _("Went to another organisation, which the one that owed it is part of now")


def _with_cover(event: Event) -> str:
    return _("Went to who covers, since its owner is away")


def _back_with_owner(event: Event) -> str:
    return _("Went back to its owner, who is no longer away")


def _away(event: Event) -> str:
    return _("Said when they are away")


def _cover_declined(event: Event) -> str:
    return _("Who was asked to cover cannot")


def _back(event: Event) -> str:
    return _("Is no longer away")


SENTENCES = {
    "opened": _opened,
    "answered": _answered,
    "passed_on": _passed_on,
    "disputed": _disputed,
    "moved": _went_over,
    "closed": _closed,
    "late": _late,
    "escalated": _escalated,
    "covered": _covered,
    "with_cover": _with_cover,
    "back_with_owner": _back_with_owner,
    "away": _away,
    "cover_declined": _cover_declined,
    "back": _back,
}
