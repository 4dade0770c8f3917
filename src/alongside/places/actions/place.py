"""What the place is called and how to reach those who run it."""

from django.db import models, transaction

from alongside.design import accent as colours
from alongside.places.models import Place
from alongside.record import actions as record


@transaction.atomic
def describe_place(
    *,
    name: str,
    coordinator_name: str,
    by: models.Model | None,
    phone: str = "",
    email: str = "",
    accent: str = colours.HOUSE,
) -> Place:
    """Set the place up, or change what is said of it. Raises `UnreadableColour` for an accent that cannot carry text."""
    if refusal := colours.refusal(accent):
        raise colours.UnreadableColour(refusal)
    facts = {"name": name, "coordinator_name": coordinator_name, "phone": phone, "email": email, "accent": accent.lower()}
    before = Place.objects.filter(id=1).values(*facts).first() or {}
    place, _new = Place.objects.update_or_create(id=1, defaults=facts)
    changed = sorted(field for field, value in facts.items() if before.get(field) != value)
    if changed:
        record.write("places.described", on=place, by=by, facts={"changed": changed})
    return place
