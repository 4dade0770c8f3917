"""What stands here: the doors on the first page, each to a room that is there."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Door:
    """A way in, with a sentence or two about what is behind it."""

    heading: str
    url: str
    text: str


def address(url_name: str) -> str:
    """Where a page is, or "" while the room that serves it does not stand."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def standing() -> list[Door]:
    """The doors that lead somewhere, in the order of the main menu."""
    every = (
        Door(
            _("Everything there is"),
            address("directory:find"),
            _("Groups, clubs, advice and services of every kind, with the day somebody last said that it is true."),
        ),
        Door(
            _("Ask a person"),
            address("directory:ask"),
            _("Tell us what you look for. Somebody answers you, by name and by a day that we tell you."),
        ),
        Door(
            _("Add your group or service"),
            address("journeys:new"),
            _("If you help people here, let them find you. It takes ten minutes and costs nothing."),
        ),
        Door(
            _("Worried about someone?"),
            address("pages:worried"),
            _("Whom to ring, at any hour, and what to say. You do not have to be sure."),
        ),
        Door(
            _("Who is here"),
            address("organisations:list"),
            _("Every organisation, large and small: what it does and how to reach it."),
        ),
        Door(
            _("Who we are"),
            address("pages:about"),
            _("Charities, groups, councils and the NHS as equals: what that means, and who answers for it."),
        ),
    )
    return [door for door in every if door.url]
