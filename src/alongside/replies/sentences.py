"""What the record says of owed replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event


def register() -> None:
    """Adds this room's sentences."""
    for kind, say in SENTENCES.items():
        sentences.register(f"replies.{kind}", say)


def _opened(event: Event) -> str:
    return _("An answer is owed from this day, by %(day)s") % {"day": event.facts["due_on"]}


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


SENTENCES = {
    "opened": _opened,
    "answered": _answered,
    "passed_on": _passed_on,
    "disputed": _disputed,
    "closed": _closed,
    "late": _late,
    "escalated": _escalated,
    "covered": _covered,
}
