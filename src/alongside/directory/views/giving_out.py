"""For surgeries, schools, family hubs and other sites: a sheet to print, and a frame to show. And what nobody offers yet."""

from __future__ import annotations

from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from alongside.design import plots
from alongside.directory.queries import giving_out, unmet
from alongside.directory.views.codes import qr
from alongside.directory.views.desk import sheet as as_file
from alongside.kit import clock
from alongside.kit.public import public
from alongside.places import queries as places


@login_not_required
@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    """What there is for those who send people on."""
    return render(request, "directory/professionals.html", {"place": places.the_place()})


@login_not_required
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """A sheet for one need and one patch, to print and to put up. Its code leads to this page, which stays fresh."""
    chosen = giving_out.chosen(request.GET)
    facts = {"chosen": chosen, "choices": giving_out.choices(), "place": places.the_place(), "today": clock.today()}
    if chosen.need:
        link = request.build_absolute_uri(f"{request.path}?{chosen.query}")
        facts |= {"given": giving_out.given(chosen), "link": link, "qr": qr(link)}
    return render(request, "directory/sheet.html", facts)


@login_not_required
@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """Makes the code that somebody pastes into their own page."""
    chosen = giving_out.chosen(request.GET)
    address = escape(f"{settings.ADDRESS}{reverse('directory:embed')}{f'?{chosen.query}' if chosen.query else ''}")
    place = places.the_place()
    title = escape(_("Support in %(place)s") % {"place": place.name})
    code = f'<iframe src="{address}" title="{title}" width="100%" height="600" loading="lazy" style="border:0"></iframe>'
    facts = {"chosen": chosen, "choices": giving_out.choices(), "code": code, "place": place}
    return render(request, "directory/widget.html", facts)


@public  # type: ignore[arg-type]  # the decorators below forget what kind of answer it is
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """What stands in the frame. The one page of the house that other sites may frame: it has no form, no account and no cookie."""
    chosen = giving_out.chosen(request.GET)
    given = giving_out.given(chosen)
    need = urlencode({"need": chosen.need_name}) if chosen.need else ""
    facts = {"chosen": chosen, "given": given, "place": places.the_place(), "today": clock.today()}
    facts["all"] = f"{reverse('directory:find')}{f'?{need}' if need else ''}"
    return HttpResponse(render_to_string("directory/embed.html", facts))


@login_not_required
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """For which needs people found nothing, and where."""
    found = unmet.missing()
    bars = [plots.Bar(one.need, one.count) for one in found[: unmet.SHOWN]]
    facts = {
        "found": found[: unmet.SHOWN],
        "at_least": unmet.AT_LEAST,
        "plot": plots.bars(bars, caption="", told=True) if bars else "",
        "place": places.the_place(),
    }
    return render(request, "directory/missing.html", facts)


@login_not_required
@require_safe
def missing_sheet(request: HttpRequest) -> HttpResponse:
    """The same, as CSV."""
    return as_file(unmet.sheet(), "missing.csv")
