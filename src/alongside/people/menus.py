"""What this room adds to the menus that stand on every page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.design.slots import Item, help_links


def fill() -> None:
    """Called once, when the house starts."""
    help_links.add(Item(_("Your account"), "people:account", order=60, visible=_signed_in))


def _signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated
