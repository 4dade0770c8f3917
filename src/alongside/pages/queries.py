"""What these pages tell, read from the rooms that know it."""

from alongside.design.shell import Imprint
from alongside.places.models import Place


def imprint() -> Imprint:
    """Who runs this place, for the head and foot of every page."""
    place = Place.objects.first()
    if place is None:
        return Imprint()
    return Imprint(
        place=place.name, coordinator=place.coordinator_name, phone=place.phone, email=place.email, accent=place.accent
    )
