"""What this room puts into menus and on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from alongside.agreements import rules
from alongside.agreements.queries import texts
from alongside.design import slots


def fill() -> None:
    """Called once, when the house starts."""
    slots.navigation.add(slots.Item(_("Our agreement"), "agreements:main", order=50))
    slots.fill("place.sections", _for_officers)
    slots.fill("organisation.panels", _promises)


def _for_officers(request: HttpRequest) -> str:
    """Where officers begin an agreement and find those that stand."""
    facts = {"agreements": list(texts.agreements_for(request.user)[:10]), "may_begin": rules.may_begin(request.user)}
    return render_to_string("agreements/place_section.html", facts, request)


def _promises(request: HttpRequest, organisation: object) -> str:
    """On an organisation's page: what it promises by agreements in force."""
    promised = list(texts.promised_by(organisation)[:50])  # type: ignore[arg-type]
    return (
        render_to_string("agreements/promises_panel.html", {"promised": promised, "organisation": organisation}, request)
        if promised
        else ""
    )
