"""What this room adds to the menus that stand on every page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from alongside.design.slots import Item, about_links, help_links, navigation
from alongside.design.slots import fill as fill_slot
from alongside.replies import queries as replies


def fill() -> None:
    """Called once, when the house starts."""
    desk = Item(_("Your desk"), "pages:desk", order=90, visible=_somebody_signed_in, count=_waiting, counted=_("waiting"))
    navigation.add(desk)
    navigation.add(Item(_("Sign in"), "account_login", order=100, visible=_nobody_signed_in))
    help_links.add(Item(_("Ask a person"), "directory:ask", order=10))
    help_links.add(Item(_("I am worried about someone"), "pages:worried", order=20))
    help_links.add(Item(_("Add your group or service"), "journeys:new", order=30))
    help_links.add(Item(_("Help with this site"), "pages:help", order=40))
    fill_slot("place.people", _people)
    about_links.add(Item(_("About us"), "pages:about", order=10))
    about_links.add(Item(_("Accessibility"), "pages:accessibility", order=20))
    about_links.add(Item(_("Your data and your choices"), "pages:privacy", order=30))


def _nobody_signed_in(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def _somebody_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _waiting(request: HttpRequest) -> int:
    return replies.count_owed_by(request.user) if request.user.is_authenticated else 0


def _people(request: HttpRequest) -> str:
    return render_to_string("pages/people_section.html", {}, request)
