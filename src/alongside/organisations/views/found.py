"""Finding the organisation that an address names, for somebody who may do a thing to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from alongside.organisations import acting, queries
from alongside.organisations.models import Organisation

if TYPE_CHECKING:
    from alongside.people.models import Person


def organisation(request: acting.Request, slug: str, *, may: Callable[[Person, Organisation], bool]) -> Organisation:
    """The organisation, 404 where it may not be known, 403 where this may not be done."""
    one = get_object_or_404(queries.visible_to(request.user), slug=slug)
    if not may(request.user, one):
        raise PermissionDenied
    return one
