"""Which mails somebody wants: signed in, or by the link in a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.notices import choosing, kinds
from alongside.notices.choosing import Reader
from alongside.notices.models import Stopped

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.people.requests import Request

READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_SEND)
@never_cache
def choose(request: Request) -> HttpResponse:
    """Every kind of mail that I may stop, one button each."""
    reader = Reader(request.user.email, request.user)
    if request.method == "POST":
        _said(request, reader, way=Stopped.Way.PAGE, by=request.user)
        return redirect("notices:choose")
    return render(request, "notices/choose.html", {"choices": choosing.choices(reader), "address": reader.address})


@login_not_required
@csrf_exempt  # mail programs send it from nowhere, without a cookie (RFC 8058); the sealed link is the proof
@never_cache
@require_http_methods(READ_AND_SEND)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same without signing in. To open it changes nothing: mail scanners open links. A mail program sends one form."""
    mail = choosing.unsealed(token)
    if mail is None:
        return render(request, "notices/link_old.html", status=410)
    reader = choosing.reader_of(mail)
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == "One-Click":
        return _one_click(reader, mail.kind)
    if request.method == "POST":
        _said(request, reader, way=Stopped.Way.LINK, by=None)
        return redirect("notices:choose_by_link", token=token)
    choices = choosing.choices(reader)
    first = next((one for one in choices if one.kind.name == mail.kind), None)
    facts = {"first": first, "choices": [one for one in choices if one != first], "address": reader.address}
    return render(request, "notices/choose.html", facts)


def _one_click(reader: Reader, name: str) -> HttpResponse:
    """RFC 8058, section 3.1: no page, no cookie, no way on to another address."""
    if kind := kinds.find(name):
        choosing.stop(reader, kind, way=Stopped.Way.PROGRAM, by=None)
    return HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8")


def _said(request: HttpRequest, reader: Reader, *, way: Stopped.Way, by: Person | None) -> None:
    """One button was pressed: stop these, or send them again."""
    kind = kinds.find(request.POST.get("kind", ""))
    if kind is None:
        raise Http404
    if request.POST.get("want") == "yes":
        choosing.start(reader, kind, by=by)
        messages.success(request, _("You get these again: %(title)s.") % {"title": kind.title})
    else:
        choosing.stop(reader, kind, way=way, by=by)
        messages.success(request, _("Stopped: %(title)s. You can have them back here at any time.") % {"title": kind.title})
