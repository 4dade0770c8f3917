"""What we hold about somebody: to look at, and to take away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.people import copies, forgetting, proof, showing, whose
from alongside.people.requests import Request


@require_safe
def yours(request: Request) -> HttpResponse:
    """Everything, grouped by what it is for; of many things of one kind the first."""
    somebody = whose.of_person(request.user)
    shown = showing.everything(somebody)
    held = copies.of(request.user)
    page = {"shown": shown, "asked": forgetting.asked_by(somebody), "copy": held, "file": copies.file_of(held)}
    return render(request, "people/yours/page.html", page)


@require_POST
@proof.needed
def copy(request: Request) -> HttpResponse:
    """One file with all of it and what they sent; it is made in the background."""
    copies.ask(request.user)
    messages.success(request, _("We are making it. It takes about a minute, and a mail says when it is there."))
    return redirect("people:yours")


@require_safe
def as_json(request: Request) -> HttpResponse:
    """All of it for a machine, and for another service that takes it over."""
    shown = showing.everything(whose.of_person(request.user), most=None)
    return saved(showing.as_json(shown))


def saved(text: str) -> HttpResponse:
    """A file that the browser keeps and never shows."""
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="what-we-hold-about-you.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
