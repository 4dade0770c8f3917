"""What this room puts on pages of the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.design import slots
from alongside.plan import rules
from alongside.plan.queries import choices, glance, plans

if TYPE_CHECKING:
    from alongside.agreements.models import Version, VersionClause
    from alongside.organisations.models import Organisation


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("agreement.clause", _what_came_of_it)
    slots.fill("agreement.actions", _to_the_plan)
    slots.fill("organisation.panels", _leads)
    slots.fill("home.bands", _where_it_stands)
    slots.fill("place.sections", _for_officers)


def _what_came_of_it(request: HttpRequest, entry: VersionClause) -> str:
    """On the page of a clause: the actions that keep it, as bars and in words; and of a promise in force, that none does."""
    found = plans.keeping(entry.clause_id, request.user)
    drawn = glance.drawn(found)
    if not drawn.total and not (plans.current() and choices.may_be_kept(entry.clause_id)):
        return ""
    return render_to_string("plan/clause_panel.html", {"clause": entry.clause_id, "drawn": drawn}, request)


def _to_the_plan(request: HttpRequest, version: Version) -> str:
    """From the agreement to the plan that keeps it."""
    if plans.current() is None:
        return ""
    return format_html('<a class="go" href="{}">{}</a>', reverse("plan:plan"), _("Our plan, and where it stands"))


def _leads(request: HttpRequest, organisation: Organisation) -> str:
    """On an organisation's page: what it leads in the plan."""
    drawn = glance.drawn(plans.led_by(organisation.pk, request.user))
    if not drawn.total:
        return ""
    return render_to_string("plan/organisation_panel.html", {"organisation": organisation, "drawn": drawn}, request)


def _where_it_stands(request: HttpRequest) -> str:
    """On the home page: the plan at a glance."""
    plan = plans.current()
    if plan is None:
        return ""
    told = {
        "plan": plan,
        "glance": [one for one in glance.at_a_glance(plan, plans.actions_of(plan, request.user)) if one.drawn.total],
    }
    return render_to_string("plan/home_band.html", told, request)


def _for_officers(request: HttpRequest) -> str:
    """Where officers begin a plan and find those that stand."""
    if not rules.may_plan(request.user):
        return ""
    found = list(plans.plans_for(request.user).order_by("-starts", "id")[:5])
    return render_to_string("plan/place_section.html", {"plans": found}, request)
