"""What this room writes to people. Every link opens a page with a button; nothing happens before it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import words
from alongside.notices import actions as notices
from alongside.organisations import queries as organisations
from alongside.organisations.queries import members
from alongside.positions import links
from alongside.positions.models import Asking, Disagreement
from alongside.positions.sheets import Sheet
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def ask(asking: Asking, sheet: Sheet) -> None:
    """An organisation is asked where it stands."""
    _to_organisation(asking, sheet, "ask", _("Where do you stand? %(title)s") % {"title": sheet.title})


def remind(asking: Asking, sheet: Sheet, left: int) -> None:
    """It has not answered yet."""
    subject = _("Please answer by %(day)s: %(title)s") % {"day": words.near_date(asking.due_on), "title": sheet.title}
    _to_organisation(asking, sheet, "remind", subject, left=left)


def taken(asking: Asking, sheet: Sheet, number: int, name: str) -> None:
    """Its people hear what was said for it from a mailed link, so that a link that went astray is noticed."""
    for person in speakers(asking.organisation):
        context = {
            "organisation": asking.organisation, "sheet": sheet, "number": number, "name": name,
            "link": settings.ADDRESS + reverse("positions:answer", args=[sheet.kind, sheet.id]),
        }  # fmt: skip
        subject = _("A position was given for %(organisation)s") % {"organisation": asking.organisation.name}
        notices.send("positions.taken", to=person, subject=subject, template="positions/mail/taken", context=context)


def looked_after(disagreement: Disagreement) -> None:
    """Who looks after it hears so, and by when to look again."""
    _to_owner(disagreement, "looked_after", _("You look after a disagreement: %(topic)s") % {"topic": disagreement.topic})


def look_again(disagreement: Disagreement) -> None:
    """It is time to look again, or past it."""
    _to_owner(disagreement, "look_again", _("Please look again: %(topic)s") % {"topic": disagreement.topic})


def ask_side(disagreement: Disagreement, organisation: Organisation) -> None:
    """A partner is asked how it sees it."""
    for person in speakers(organisation):
        context = {
            "disagreement": disagreement, "organisation": organisation, "interim": disagreement.interim,
            "link": settings.ADDRESS + links.to_side(disagreement, organisation, person),
        }  # fmt: skip
        subject = _("How do you see it? %(topic)s") % {"topic": disagreement.topic}
        notices.send("positions.side", to=person, subject=subject, template="positions/mail/side", context=context)


def speakers(organisation: Organisation) -> list[Person]:
    """Who is written to: its leads, or its editors where nobody leads; whoever covers for those who are away."""
    seats = [seat for seat in organisations.seats_at(organisation) if seat.person.is_active]
    found = [seat.person for seat in seats if seat.role == "lead"] or [seat.person for seat in seats if seat.role == "editor"]
    return list({one.pk: one for one in (replies.answers_for(person, organisation) for person in found)}.values())


def addressees(asking: Asking) -> list[Person | str]:
    """Who speaks for it, and the address that was named when it was asked; where nobody does, the one that it gave us."""
    everybody: list[Person | str] = [*speakers(asking.organisation)]
    address = asking.email or ("" if everybody else members.mail_of(asking.organisation))
    return [*everybody, *([address] if address else [])]


def _to_organisation(asking: Asking, sheet: Sheet, name: str, subject: str, **facts: Any) -> None:
    for to in addressees(asking):
        context = {
            "asking": asking, "sheet": sheet, "organisation": asking.organisation, "day": words.day(asking.due_on),
            "number": len(sheet.texts), "link": settings.ADDRESS + links.to_answer(asking, None if isinstance(to, str) else to),
            **facts,
        }  # fmt: skip
        notices.send(f"positions.{name}", to=to, subject=subject, template=f"positions/mail/{name}", context=context)


def _to_owner(disagreement: Disagreement, name: str, subject: str) -> None:
    assert disagreement.next_review is not None  # noqa: S101  # it is open
    for person in speakers(disagreement.owner):
        context = {
            "disagreement": disagreement, "day": words.day(disagreement.next_review),
            "link": settings.ADDRESS + reverse("positions:disagreement", args=[disagreement.pk]),
        }  # fmt: skip
        notices.send(f"positions.{name}", to=person, subject=subject, template=f"positions/mail/{name}", context=context)
