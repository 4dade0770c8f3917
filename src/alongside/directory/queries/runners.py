"""Whose services happen at a postcode, so that an organisation is found by where people know it."""

import uuid

from alongside.directory.models import Service, ServiceLocation


def at_postcode(postcode: str) -> list[uuid.UUID]:
    """The organisations that run something there that everybody may see. A hidden place tells nothing."""
    shown = ServiceLocation.objects.filter(postcode=postcode, hidden=False, service__status__in=Service.SHOWN)
    return list(shown.order_by("service__organisation").values_list("service__organisation", flat=True).distinct()[:20])
