"""An officer looks at services that may be the same: side by side, made one, made two again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.directory import policy, queries, rules
from alongside.directory.actions import WrongMove
from alongside.directory.actions import duplicates as actions
from alongside.directory.models import Pair
from alongside.directory.queries import duplicates
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.organisations import acting


@require_safe
def desk(request: acting.Request) -> HttpResponse:
    """Pairs to look at, the likeliest first; or what was decided, the latest first."""
    _officers_only(request)
    asked = request.GET.get("show", "")
    state = asked if asked in (Pair.State.MERGED, Pair.State.NOT_SAME) else Pair.State.OPEN.value
    page = page_of(duplicates.pairs(state), request.GET.get("page"))
    rows = [(pair, duplicates.why(pair)) for pair in page.rows]
    return render(request, "directory/duplicates.html", {"page": page, "rows": rows, "state": state})


@require_safe
def pair(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """Both side by side, field by field."""
    one = _found(request, pk)
    whole = {each.pk: each for each in with_all(queries.visible_to(request.user).filter(pk__in=[one.first_id, one.second_id]))}
    first, second = whole[one.first_id], whole[one.second_id]
    merge = one.merges.filter(undone_at=None).select_related("kept", "gone").first()
    context = {
        "pair": one,
        "first": first,
        "second": second,
        "why": duplicates.why(one),
        "keeps_second": duplicates.is_later(second, first),
        "sides": duplicates.side_by_side(first, second),
        "merge": merge,
        "undo_until": merge and merge.at + policy.UNDO_FOR,
        "can_undo": merge is not None and clock.now() <= merge.at + policy.UNDO_FOR,
    }
    return render(request, "directory/pair.html", context)


@require_POST
def merge(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """They are one from now on."""
    one = _found(request, pk)
    keeps_second = request.POST.get("keep") == "second"
    keep, other = (one.second, "first") if keeps_second else (one.first, "second")
    take = [field for field in duplicates.FIELDS if request.POST.get(field) == other]
    try:
        actions.merge(one, keep=keep, take=take, by=request.user)
    except WrongMove as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(
            request, _("They are one. The old address leads to “%(name)s”. You can undo it here.") % {"name": keep.name}
        )
    return redirect("directory:pair", one.pk)


@require_POST
def two(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """They are two: said for the first time, after a merge, or taken back again."""
    one = _found(request, pk)
    merged = one.merges.filter(undone_at=None).first()
    try:
        if merged:
            actions.part(merged, by=request.user)
            messages.success(request, _("They are two again."))
        elif one.state == Pair.State.NOT_SAME:
            actions.look_again(one, by=request.user)
            messages.success(request, _("They are on the list again."))
        else:
            actions.not_the_same(one, by=request.user)
            messages.success(request, _("They stay two, and you are not asked again."))
            return redirect("directory:duplicates")
    except WrongMove as refused:
        messages.warning(request, str(refused))
    return redirect("directory:pair", one.pk)


def _found(request: acting.Request, pk: uuid.UUID) -> Pair:
    _officers_only(request)
    return get_object_or_404(Pair.objects.select_related("first", "second"), pk=pk)


def _officers_only(request: acting.Request) -> None:
    if not rules.may_merge(request.user):
        raise PermissionDenied
