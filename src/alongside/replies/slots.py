"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.kit import words
from alongside.replies import away_mails, queries


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("desk.panels", _away)


def _away(request: HttpRequest) -> str:
    """When the reader is away and who covers, for whom they cover, and the way to say so."""
    person = request.user
    away = queries.away_of(person)  # type: ignore[arg-type]
    asked = [
        (cover, words.day(cover.away.starts), words.day(cover.away.ends), away_mails.decline_path(cover))
        for cover in queries.covered_by(person)  # type: ignore[arg-type]
    ]
    if not (away or asked or request.seats):  # type: ignore[attr-defined]
        return ""
    facts = {"away": away, "asked": asked, **queries.away_days(away)}
    return render_to_string("replies/away_panel.html", facts, request)
