"""Pages for when something did not work: what happened, why it may be, what to do next."""

from django.http import HttpRequest, HttpResponse


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse("This form was open for too long. Go back, reload the page and send it again.", status=403)
