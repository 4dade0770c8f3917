"""The one file that belongs to the place: its logo, which everybody sees."""

import uuid

from alongside.files import owners

LOGO = "places.logo"
THE_PLACE = uuid.UUID(int=1)


def register() -> None:
    """Called once, when the house starts."""
    owners.register(LOGO, lambda owner_id, person: True)
