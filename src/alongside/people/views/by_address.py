"""What we hold about somebody without an account: they show that an address is theirs, and see what is kept at it."""

import datetime as dt
import time
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.limits import limited
from alongside.people import forgetting, proving_address, showing, whose
from alongside.people.data_forms import Address, Forget
from alongside.people.views.forgetting import told
from alongside.people.views.yours import saved

View = Callable[..., HttpResponse]
KEY = "people.proven_address"
"""Where the session keeps which address was shown to be theirs, and when."""


def proven(view: View) -> View:
    """For views that show what is kept at an address: only in the browser where its link was pressed, for an hour."""

    @wraps(view)
    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        email, at = request.session.get(KEY, ("", 0))
        if not email or time.time() - at > proving_address.SHOWN_FOR.total_seconds():
            return redirect("people:your_data")
        return view(request, whose.of_address(email), *args, **kwargs)

    return login_not_required(never_cache(asking))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an address, and answers the same whatever is kept at it."""
    form = Address(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "people/yours/ask.html", {"form": form})
    if refusal := limited(request, "people.your_data", times=5, per=dt.timedelta(hours=1)):
        return refusal
    proving_address.invite(form.cleaned_data["email"], by=None)
    return redirect("people:your_data_sent")


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """A mail is on its way; nobody learns here whether we know the address."""
    return render(request, "people/yours/sent.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """One button: mail programs open links to look at them, and shall not see what is kept."""
    email = proving_address.unsealed(token)
    if not email:
        return render(request, "people/link_closed.html", status=410)
    if request.method != "POST":
        return render(request, "people/yours/link.html")
    request.session[KEY] = (email, time.time())
    return redirect("people:your_data_all")


@require_safe
@proven
def yours(request: HttpRequest, somebody: whose.Somebody) -> HttpResponse:
    """Everything at this address."""
    page = {"shown": showing.everything(somebody), "asked": forgetting.asked_by(somebody)}
    return render(request, "people/yours/at_address.html", page)


@require_safe
@proven
def as_json(request: HttpRequest, somebody: whose.Somebody) -> HttpResponse:
    """The same as a file."""
    return saved(showing.as_json(showing.everything(somebody, most=None)))


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def forget(request: HttpRequest, somebody: whose.Somebody) -> HttpResponse:
    """What would be erased, and one button."""
    form = Forget(request.POST if request.method == "POST" else None)
    if form.is_valid():
        forgetting.ask(somebody)
        return redirect("people:your_data_forget")
    return render(request, "people/yours/forget_address.html", told(somebody) | {"form": form, "matters": []})
