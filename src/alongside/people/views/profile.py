"""What somebody tells us about how to speak with them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.people import actions, consent, queries
from alongside.people.forms import Profile
from alongside.people.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """My languages, and what makes it easier for me."""
    held = queries.profile_of(request.user)
    agreed = consent.held(request.user, consent.SPEAK)
    said = {name: getattr(held, name) for name in ("languages", "access_needs")} if held else {}
    said["officers_see"] = bool(agreed and consent.is_current(agreed))
    form = Profile(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        actions.tell(request.user, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(
        request, "people/profile.html", {"form": form, "agreed": agreed, "asks_anew": bool(agreed) and not said["officers_see"]}
    )
