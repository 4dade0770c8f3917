"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.design import slots
from alongside.kit import words
from alongside.kit.paging import page_of
from alongside.organisations import links, queries, rules
from alongside.organisations.models import Organisation
from alongside.organisations.queries import members, networks


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("shell.acting", _act_for_someone_else)
    slots.fill("shell.not_acting", _choose_for_whom)
    slots.fill("place.sections", _for_officers)
    slots.fill("desk.panels", _offers)
    slots.fill("organisation.record", _membership)
    slots.fill("organisation.record", _networks)
    slots.fill("organisation.panels", _network)
    slots.about_links.add(slots.Item(_lazy("Who is here"), "organisations:list", order=5))


def _act_for_someone_else(request: HttpRequest) -> str:
    if len(request.seats) < 2:  # type: ignore[attr-defined]
        return ""
    return format_html('<p><a href="{}">{}</a></p>', reverse("organisations:acting"), _("Act for someone else"))


def _choose_for_whom(request: HttpRequest) -> str:
    """To somebody with seats who has not chosen, or whose seat has ended: one line on every page."""
    return render_to_string("organisations/not_acting.html", {}, request)


def _for_officers(request: HttpRequest) -> str:
    """Where officers look after who is here."""
    return render_to_string("organisations/place_section.html", {}, request)


def _membership(request: HttpRequest, organisation: Organisation) -> str:
    """Whether it is a member, on the page of all that is kept of it."""
    if organisation.is_coordinator:
        return ""
    facts = {
        "organisation": organisation,
        "membership": members.latest_of(organisation),
        "is_officer": rules.is_officer(request.user),
    }
    return render_to_string("organisations/membership_section.html", facts, request)


def _networks(request: HttpRequest, organisation: Organisation) -> str:
    """To which networks it belongs, and whether it is one itself."""
    facts = {
        "organisation": organisation,
        "networks": networks.networks_of(organisation),
        "keeps": rules.may_keep_network(request.user, organisation),
    }
    return render_to_string("organisations/network_section.html", facts, request)


def _network(request: HttpRequest, organisation: Organisation) -> str:
    """On its page: who belongs to it, who speaks for it, and where nobody does."""
    facts = {
        "organisation": organisation,
        "members": page_of(networks.members_of(organisation), request.GET.get("members")),
        "voices": networks.voices_of(organisation),
        "reads_reports": request.user.is_authenticated and rules.may_read_reports(request.user, organisation),
        "networks": networks.networks_of(organisation),
    }
    return render_to_string("organisations/network_panel.html", facts, request)


def _offers(request: HttpRequest) -> str:
    """Invitations that wait for the reader's answer."""
    offers = queries.invitations_for(request.user)  # type: ignore[arg-type]
    facts = [(offer, links.to_invitation(offer), words.day(offer.expires_at)) for offer in offers]
    return render_to_string("organisations/offers.html", {"offers": facts}, request) if facts else ""
