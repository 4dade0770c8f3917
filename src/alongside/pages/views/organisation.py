"""One organisation, and all that stands here by its name."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alongside.directory import queries as directory
from alongside.kit.paging import page_of
from alongside.organisations import queries, rules
from alongside.organisations.queries import standings, whole


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, how to reach it, what it offers."""
    seen = queries.visible_to(request.user)
    if not seen.filter(slug=slug).exists() and (kept := whole.part_of(slug)):
        return redirect(kept)
    one = get_object_or_404(seen, slug=slug)
    services = directory.visible_to(request.user).filter(organisation=one).order_by("name", "id")
    page = {
        "organisation": one,
        "services": page_of(services, request.GET.get("page")),
        "contacts": queries.public_contacts(one),
        "numbers": queries.numbers_of(one),
        "address": whole.address_of(one),
        "client_groups": whole.client_groups_of(one),
        "standings": standings.of(one),
        "patches": whole.patches_of(one),
        "may_read": rules.may_read(request.user, one),
        "may_edit": rules.may_edit(request.user, one),
        "may_seat": rules.may_seat(request.user, one),
        "may_close": request.user.has_perm("organisations.close") and not one.is_coordinator,
    }
    return render(request, "pages/organisation.html", page)
