"""For officers: who has an account here, and what they do when one is in trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alongside.organisations import queries as organisations
from alongside.pages import people as queries
from alongside.people import actions, rules
from alongside.people import queries as people
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.organisations.acting import Request
    from alongside.people.models import Person

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
DEEDS = {
    "sign-out": (actions.end_sessions, gettext_lazy("They are signed out everywhere.")),
    "suspend": (actions.suspend, gettext_lazy("The account is closed for now. They got a mail that says so.")),
    "restore": (actions.restore, gettext_lazy("The account is open again.")),
    "second-step": (actions.forget_second_step, gettext_lazy("A code by mail is enough again.")),
}


@require_safe
@never_cache
def every(request: Request) -> HttpResponse:
    """Everybody with an account, narrowed and paged."""
    _officers_only(request)
    wanted = _wanted(request)
    page, rows = queries.listed(wanted, request.GET.get("page"))
    facts = {"page": page, "rows": rows, "wanted": wanted, "states": queries.states(), "share": queries.share()}
    return render(request, "pages/people.html", facts)


@require_safe
@never_cache
def sheet(request: Request, kind: str) -> HttpResponse:
    """The same list as a sheet."""
    _officers_only(request)
    headers = {"Content-Disposition": f'attachment; filename="people.{kind}"'}
    return HttpResponse(queries.sheet(_wanted(request), kind), content_type=TYPES[kind], headers=headers)


@require_safe
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """One person: seats, how they sign in, what happened to the account, and what an officer may do."""
    _officers_only(request)
    person = _found(pk)
    if person != request.user:
        record.read(person, by=request.user)
    facts = {
        "person": person,
        "seats": organisations.seats_of(person),
        "devices": people.sessions_of(person).count(),
        "may_keep": rules.may_keep_account_of(request.user, person),
    }
    return render(request, "pages/person.html", facts)


@require_POST
def do(request: Request, pk: UUID, deed: str) -> HttpResponse:
    """Sign somebody out, suspend or restore the account, take a lost second step away."""
    _officers_only(request)
    person = _found(pk)
    if not rules.may_keep_account_of(request.user, person):
        raise PermissionDenied(
            _("Only a lead of the charity that runs this place does this for an officer, and nobody for themselves.")
        )
    act, said = DEEDS[deed]
    act(person, by=request.user)
    messages.success(request, said)
    return redirect("pages:person", pk=person.pk)


def _found(pk: UUID) -> Person:
    return get_object_or_404(people.accounts(), pk=pk)


def _wanted(request: HttpRequest) -> queries.Wanted:
    words, state = (request.GET.get(key, "")[:200].replace("\0", "") for key in ("q", "state"))
    return queries.Wanted(words, state)


def _officers_only(request: Request) -> None:
    if not request.user.has_perm("people.keep_accounts"):
        raise PermissionDenied
