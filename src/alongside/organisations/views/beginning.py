"""The first officer names the place and themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.organisations import actions
from alongside.organisations.forms import Beginning
from alongside.people import actions as people
from alongside.people import entrance
from alongside.people import queries as persons


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponseBase:
    """Four questions, asked once, by a link that was printed in the terminal."""
    if not persons.may_begin(token):
        return render(request, "people/link_closed.html", status=410)
    form = Beginning(request.POST or None)
    if not form.is_valid():
        return render(request, "organisations/begin.html", {"form": form})
    try:
        officer = actions.begin(token, **form.cleaned_data)
    except (people.LinkClosed, actions.AlreadyBegun):
        return render(request, "people/link_closed.html", status=410)
    return entrance.let_in(request, officer)
