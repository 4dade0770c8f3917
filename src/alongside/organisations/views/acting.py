"""Choosing for whom one acts."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from alongside.organisations import acting, forms


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: acting.Request) -> HttpResponse:
    """Which of my seats I act from until I choose another."""
    now = {"seat": str(request.acting.pk) if request.acting else None, "next": request.GET.get("next", "")}
    form = forms.Acting(request.POST or None, seats=request.seats, initial=now)
    if not form.is_valid():
        return render(request, "organisations/acting.html", {"form": form})
    acting.choose(request, form.chosen())
    return redirect(_safe(form.cleaned_data["next"], request))


def _safe(address: str, request: acting.Request) -> str:
    """Back to where the person was, and never to another site."""
    inside = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if address and inside else settings.LOGIN_REDIRECT_URL
