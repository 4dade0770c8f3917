"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.kit import words
from alongside.positions import queries, rules


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("desk.panels", _asked)


def _asked(request: HttpRequest) -> str:
    """On the desk: what the reader's organisations were asked and have not answered."""
    own = rules.spoken_for(request.user)
    waiting = [(asking, sheet, left, words.when(asking.due_on)) for asking, sheet, left in queries.unanswered(own)] if own else []
    return render_to_string("positions/desk_panel.html", {"waiting": waiting}, request) if waiting else ""
