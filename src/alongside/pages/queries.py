"""What these pages tell, read from the rooms that know it."""

from alongside.design.shell import Imprint
from alongside.places.queries import the_place


def imprint() -> Imprint:
    """Who runs this place, for the head and foot of every page."""
    place = the_place()
    if place._state.adding:  # noqa: SLF001 -- not set up yet: pages then speak of no place by name
        return Imprint()
    return Imprint(
        place=place.name, coordinator=place.coordinator_name, phone=place.phone, email=place.email, accent=place.accent
    )
