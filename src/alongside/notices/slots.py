"""What this room puts on pages of the rooms below."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots

if TYPE_CHECKING:
    from alongside.people.models import Person


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("account.panels", _mails)


def _mails(request: HttpRequest, person: "Person") -> str:
    return render_to_string("notices/account_panel.html", {}, request)
