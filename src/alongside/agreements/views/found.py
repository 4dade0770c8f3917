"""Finding the agreement that an address names, for somebody who may do a thing to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.agreements import rules
from alongside.agreements.models import Agreement
from alongside.agreements.queries import texts

if TYPE_CHECKING:
    from alongside.organisations.acting import Request


def agreement(request: Request, slug: str) -> Agreement:
    """One that the reader may know of."""
    return get_object_or_404(texts.agreements_for(request.user), slug=slug)


def inside(request: Request, slug: str) -> Agreement:
    """One that the reader sees from inside, as a partner or an officer."""
    one = agreement(request, slug)
    if not rules.is_inside(request.user, one):
        raise PermissionDenied
    return one


def drafted(request: Request, slug: str) -> Agreement:
    """One that the reader writes."""
    one = agreement(request, slug)
    if not rules.may_draft(request.user, one):
        raise PermissionDenied
    return one


def settled(request: Request, slug: str) -> Agreement:
    """One that the reader settles."""
    one = agreement(request, slug)
    if not rules.may_settle(request.user):
        raise PermissionDenied
    return one


def clause(request: Request, agreement: Agreement, id: Any) -> Any:
    """A clause of its working text."""
    found = texts.known(agreement, [id]).get(id)
    if found is None:
        raise Http404
    return found


Find = Callable[["Request", str], Agreement]
