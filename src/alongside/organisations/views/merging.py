"""An officer makes two entries of one organisation one: chooses the other, looks side by side, and can undo it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.organisations import acting, actions, queries
from alongside.organisations.actions import merging
from alongside.organisations.queries import whole
from alongside.organisations.views import found

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


@require_safe
def choose(request: acting.Request, slug: str) -> HttpResponse:
    """Which one it is to become part of."""
    one = found.organisation(request, slug, may=_merges)
    words = request.GET.get("q", one.name)[:300].replace("\0", "")
    near = (
        queries.by_name(words, limit=20)
        if words == one.name
        else queries.find(queries.Asked(words=words), request.user).page.rows
    )
    others = [other for other in near if other.pk != one.pk and other.closed_at is None]
    return render(request, "organisations/merge.html", {"organisation": one, "others": others, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: acting.Request, slug: str, into: str) -> HttpResponse:
    """Both side by side, field by field, and what goes over."""
    one = found.organisation(request, slug, may=_merges)
    other = found.organisation(request, into, may=_merges)
    sides = whole.side_by_side(other, one)
    if request.method == "POST":
        take = [side.field for side in sides if request.POST.get(side.field) == "theirs"]
        try:
            merging.merge(one, into=other, take=take, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return redirect("organisations:merge", slug=one.slug)
        messages.success(request, _("They are one. You can make them two again on this page."))
        return redirect("organisations:record", slug=other.slug)
    return render(request, "organisations/merge_beside.html", {"organisation": one, "other": other, "sides": sides})


@require_POST
def undo(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """They are two again."""
    one = found.organisation(request, slug, may=_merges)
    try:
        merging.part(get_object_or_404(whole.merges_of(one), pk=id), by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("They are two again."))
    return redirect("organisations:record", slug=one.slug)


def _merges(person: Person, organisation: Organisation) -> bool:
    return person.has_perm("organisations.merge")
