"""What we hold about somebody: to look at, and to take away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.people import forgetting, showing, whose
from alongside.people.requests import Request


@require_safe
def yours(request: Request) -> HttpResponse:
    """Everything, grouped by what it is for; of many things of one kind the first."""
    somebody = whose.of_person(request.user)
    shown = showing.everything(somebody)
    return render(request, "people/yours/page.html", {"shown": shown, "asked": forgetting.asked_by(somebody)})


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
