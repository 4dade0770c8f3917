"""A shortlist without an account: put together in the session, then saved, printed, shared by its address, and deleted."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.directory import forms
from alongside.directory.actions import shortlists as actions
from alongside.directory.models import Service, Shortlist
from alongside.directory.queries import shortlists
from alongside.directory.views.codes import qr
from alongside.kit import limits
from alongside.kit.origin import from_here
from alongside.places import queries as places

DRAFT, MADE = "shortlist", "shortlists"
MOST = 30
MOST_MADE = 20
READ_AND_SEND = ("GET", "HEAD", "POST")
SAVES, SENDS, A_DAY, AN_HOUR = 20, 6, dt.timedelta(days=1), dt.timedelta(hours=1)
"""How often one visitor may save in an hour and send in a day; and one address gets two in a day at most."""
TO_ONE = 2


def draft(request: HttpRequest) -> dict[str, Any]:
    """What this visitor is putting together: ids of services, notes, a name, and which saved list it changes."""
    return {"ids": [], "notes": {}, "name": "", "of": "", **request.session.get(DRAFT, {})}


def chosen(request: HttpRequest) -> list[str]:
    """The ids of the services on it."""
    ids: list[str] = draft(request)["ids"]
    return ids


@login_not_required
@from_here
@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Add one, or take one off, and go back to where the button was."""
    held = draft(request)
    if (taken := request.POST.get("take", "")) in held["ids"]:
        held["ids"].remove(taken)
        request.session[DRAFT] = held
    elif (service := _shown(request.POST.get("add", ""))) and str(service.pk) not in held["ids"]:
        if len(held["ids"]) >= MOST:
            messages.warning(request, _("A list holds %(most)s services at most.") % {"most": MOST})
            return redirect(_back(request, at=""))  # not to the button: what is said stands at the top
        held["ids"].append(str(service.pk))
        request.session[DRAFT] = held
    return redirect(_back(request, at=request.GET.get("at", "")))


def _shown(key: str) -> Service | None:
    try:
        return Service.objects.published().filter(pk=uuid.UUID(key)).first()
    except ValueError:
        return None


def _back(request: HttpRequest, *, at: str) -> str:
    """Where the button was, at this place of the page; to the list where that is not one of our pages."""
    there = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    if not inside or not there.startswith("/"):
        return reverse("directory:shortlisting")
    return f"{there}#{at}" if at.isalnum() else there


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def shortlisting(request: HttpRequest) -> HttpResponse:
    """The list as it is put together: named, a line about each, saved."""
    held = draft(request)
    if request.method != "POST":
        return _show(request, held, forms.ListName(initial={"name": held["name"]}))
    held |= {
        "name": request.POST.get("name", "")[:120],
        "notes": {key: request.POST.get(f"note-{key}", "")[:500].replace("\0", "") for key in held["ids"]},
    }
    if "empty" in request.POST:
        request.session.pop(DRAFT, None)
        return redirect("directory:shortlisting")
    if (taken := request.POST.get("take", "")) in held["ids"]:
        held["ids"].remove(taken)
    request.session[DRAFT] = held
    if "save" not in request.POST:
        return redirect("directory:shortlisting")
    form = forms.ListName(request.POST)
    if not form.is_valid() or not held["ids"]:
        return _show(request, held, form)
    return _save(request, held, form.cleaned_data["name"])


def _show(request: HttpRequest, held: dict[str, Any], form: forms.ListName) -> HttpResponse:
    entries = shortlists.entries(
        [uuid.UUID(key) for key in held["ids"]], {uuid.UUID(key): note for key, note in held["notes"].items()}
    )
    return render(request, "directory/shortlisting.html", {"form": form, "entries": entries, "changes": bool(held["of"])})


def _save(request: HttpRequest, held: dict[str, Any], name: str) -> HttpResponse:
    if refusal := limits.limited(request, "directory.shortlist", times=SAVES, per=AN_HOUR):
        return refusal
    before = Shortlist.objects.filter(pk=held["of"]).first() if held["of"] in _made(request) else None
    lines = [(uuid.UUID(key), " ".join(held["notes"].get(key, "").split())) for key in held["ids"]]
    saved = actions.save(lines, name=name, of=before)
    request.session[MADE] = [*(key for key in _made(request) if key != str(saved.pk)), str(saved.pk)][-MOST_MADE:]
    request.session.pop(DRAFT, None)
    return redirect("directory:shortlist", token=saved.token)


def _made(request: HttpRequest) -> list[str]:
    made: list[str] = request.session.get(MADE, [])
    return made


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def shortlist(request: HttpRequest, token: str) -> HttpResponse:
    """A saved list, for whoever has its address. Who made it may change, send and delete it."""
    found = shortlists.found(token)
    if found is None:
        return _quiet(render(request, "directory/shortlist_over.html", status=410))
    is_ours = str(found.pk) in _made(request)
    form = forms.SendList(request.POST if request.method == "POST" and "email" in request.POST else None)
    if request.method == "POST" and is_ours and (done := _do(request, found, form)):
        return done
    lines, link = shortlists.lines(found), request.build_absolute_uri(request.path)
    facts = {
        "shortlist": found,
        "entries": shortlists.entries([pk for pk, _note in lines], dict(lines)),
        "is_ours": is_ours,
        "form": form,
        "link": link,
        "qr": qr(link),
        "place": places.the_place(),
    }
    return _quiet(render(request, "directory/shortlist.html", facts))


def _do(request: HttpRequest, found: Shortlist, form: forms.SendList) -> HttpResponse | None:
    """What who made it does with it; None where what was typed has to be put right."""
    if "delete" in request.POST:
        actions.delete(found)
        request.session[MADE] = [key for key in _made(request) if key != str(found.pk)]
        messages.success(request, _("The list is deleted. Its address leads nowhere now."))
        return redirect("directory:shortlisting")
    if "change" in request.POST:
        return _take_up(request, found)
    if not form.is_valid():
        return None
    return _send(request, found, form.cleaned_data["email"])


def _take_up(request: HttpRequest, found: Shortlist) -> HttpResponse:
    """Change a saved list, where no other one would be lost for it."""
    if (held := draft(request))["ids"] and held["of"] != str(found.pk):
        messages.warning(
            request, _("This is another list, which is not saved yet. Save it or empty it, then change the saved one.")
        )
    else:
        notes = {str(pk): note for pk, note in shortlists.lines(found)}
        request.session[DRAFT] = {"ids": list(notes), "notes": notes, "name": found.name, "of": str(found.pk)}
    return redirect("directory:shortlisting")


def _send(request: HttpRequest, found: Shortlist, email: str) -> HttpResponse:
    if refusal := limits.limited(request, "directory.shortlist_mail", times=SENDS, per=A_DAY):
        return refusal
    if limits.often("directory.shortlist_mail", email.casefold(), times=TO_ONE, per=A_DAY):
        messages.warning(
            request, _("We have sent lists to this address today. Try again tomorrow, or give them the address yourself.")
        )
    else:
        actions.mail(found, to=email)
        messages.success(request, _("It is on its way."))
    return redirect("directory:shortlist", token=found.token)


def _quiet(response: HttpResponse) -> HttpResponse:
    """No search engine lists it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
