"""For whom a signed-in person acts: chosen openly, kept in the session, checked on every request."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.organisations import queries
from alongside.organisations.models import Seat
from alongside.record import behalf

if TYPE_CHECKING:
    from alongside.people.models import Person


CHOSEN = "acting"


class Request(HttpRequest):
    """What a view takes when it needs a person, with the seats they hold and the one they act from."""

    user: Person
    seats: list[Seat]
    acting: Seat | None
    seat_ended: bool
    """Whether the seat that they had chosen has ended, so that they must choose anew."""


class ActingMiddleware:
    """Puts `request.seats` and `request.acting` on every request, and what is done by it on record for that organisation.

    A seat that has ended is gone at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seats = list(queries.seats_of(request.user)) if request.user.is_authenticated else []
        request.seats = seats  # type: ignore[attr-defined]
        request.acting = seat = _chosen(request, seats)  # type: ignore[attr-defined]
        request.seat_ended = seat is None and bool(seats) and CHOSEN in request.session  # type: ignore[attr-defined]
        with behalf.acting(request.user, seat.organisation) if seat else nullcontext():  # type: ignore[arg-type]
            return self.get_response(request)


def choose(request: Request, seat: Seat) -> None:
    """Act from `seat` until another is chosen."""
    request.session[CHOSEN] = str(seat.pk)


def needed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views in which a person speaks for an organisation: asks for whom, when that is not clear.

    A form says for which seat it was filled in (`organisations/acting_for.html`). If that seat has ended, or another was
    chosen meanwhile, nothing is done: the person is asked, and what they typed is kept.
    """

    @wraps(view)
    def asking(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and (seat := _stated(request)) is not None:
            choose(request, seat)
            request.acting = seat
            with behalf.acting(request.user, seat.organisation):
                return view(request, *args, **kwargs)
        if request.method == "POST" and request.seats and ("acting" in request.POST or request.acting is None):
            return render(request, "organisations/acting_changed.html", {"typed": typed(request)}, status=409)
        if request.acting is not None:
            return view(request, *args, **kwargs)
        if not request.seats:
            raise PermissionDenied(_("Only somebody with a seat in an organisation can do this."))
        return redirect(f"{reverse('organisations:acting')}?{urlencode({'next': request.get_full_path()})}")

    return asking


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, field by field, so that it can be sent again."""
    skipped = {"acting", "csrfmiddlewaretoken"}
    return [(name, value) for name, values in request.POST.lists() if name not in skipped for value in values]


def _stated(request: Request) -> Seat | None:
    """The seat that a form was filled in for, if the person still holds it."""
    return next((seat for seat in request.seats if str(seat.pk) == request.POST.get("acting")), None)


def _chosen(request: HttpRequest, seats: list[Seat]) -> Seat | None:
    if len(seats) == 1 and CHOSEN not in request.session:
        return seats[0]  # nobody is moved to their last seat unasked, when the one they had chosen ends
    return next((seat for seat in seats if str(seat.pk) == request.session.get(CHOSEN)), None)
