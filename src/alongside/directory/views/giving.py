"""An officer gives a service to another organisation, such as when the one that ran it closes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.directory import actions, queries, rules
from alongside.directory.actions import following
from alongside.organisations import acting
from alongside.organisations import queries as organisations


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: acting.Request, slug: str) -> HttpResponse:
    """Who runs it from now on: found by name, then given by one button."""
    service = get_object_or_404(queries.visible_to(request.user), slug=slug)
    if not rules.may_give(request.user):
        raise PermissionDenied
    if request.method == "POST" and (to := request.POST.get("to")):
        other = get_object_or_404(organisations.visible_to(request.user), slug=to)
        try:
            following.give(service, to=other, by=request.user)
        except actions.WrongMove as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, _("%(name)s runs it now.") % {"name": other.name})
            return redirect("directory:service", slug=service.slug)
    words = request.GET.get("q", "")[:300].replace("\0", "")
    found = organisations.find(organisations.Asked(words=words), request.user).page.rows if words else []
    others = [one for one in found if one.pk != service.organisation_id and one.closed_at is None]
    return render(request, "directory/give.html", {"service": service, "others": others, "words": words})
