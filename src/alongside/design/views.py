"""The place's own colours, and the gallery of every component."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.design import accent, gallery


@login_not_required
@require_safe
@cache_control(public=True, immutable=True, max_age=31_536_000)
def place_css(request: HttpRequest, colour: str) -> HttpResponse:
    """The accent tokens of one colour. The address holds the colour, so that it may be kept for ever."""
    try:
        return HttpResponse(accent.css(f"#{colour}"), content_type="text/css; charset=utf-8")
    except accent.UnreadableColour as refused:
        raise Http404 from refused


@login_not_required
@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with its odd cases."""
    return render(request, "design/gallery.html", {"parts": gallery.parts(), "sections": gallery.sections(), **gallery.example()})
