"""Finding support: one page, and the same answer as JSON."""

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alongside.design import maps
from alongside.directory.actions.unmet import count_unmet
from alongside.directory.queries import capacity
from alongside.directory.queries.asking import Asked, understand
from alongside.directory.queries.find import Answer, answer
from alongside.directory.views import filters
from alongside.directory.views.shortlists import chosen
from alongside.kit import clock
from alongside.kit.public import public
from alongside.places import queries as places
from alongside.terms import queries as terms


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What a resident looks for, and every service that answers it, as a list and a map."""
    found = _answer(request)
    facts = {
        "answer": found,
        "asked": found.asked,
        "heading": heading(found),
        "groups": filters.groups(found),
        "chips": filters.chips(found.asked),
        "sorts": _sorts(found.asked),
        "map": _map(found),
        "wider_heading": wider_heading(found),
        "back": f"?{found.asked.address()}" if found.asked.address() else "",
        "needs": terms.needs() if not found.total else [],
        "place": places.the_place(),
        "listed": chosen(request),
        "put": reverse("directory:put"),
    }
    return render(request, "directory/find.html", facts)


@public
@require_safe
def find_json(request: HttpRequest) -> HttpResponse:
    """The same answer for programs: `total`, `results` of this page and `counts` per filter value. Open to every site."""
    found = _answer(request)
    root = f"{request.scheme}://{request.get_host()}"
    body = {
        "total": found.total,
        "page": found.asked.page,
        "pages": found.pages,
        "results": [
            {
                "id": str(row.id),
                "name": row.facts.name,
                "organisation": row.facts.organisation,
                "distance_m": row.distance_m,
                "url": root + row.url,
                "confirmed_on": row.facts.assured_on,
                "capacity": capacity.plain(row.said.capacity, row.said.today),
            }
            for row in found.rows
        ],
        "counts": found.counts,
    }
    response = HttpResponse(msgspec.json.encode(body), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(request: HttpRequest) -> Answer:
    today = clock.today()
    found = answer(understand(request.GET, today=today), today=today)
    if not found.total and found.asked.need:
        count_unmet(found.asked, on=today)
    return found


def heading(found: Answer) -> str:
    """What was found, as a sentence: "27 services for company near Ottersford"."""
    asked = found.asked
    said = {"count": f"{found.total:,}", "need": asked.topic, "place": asked.where.name if asked.where else ""}
    if not found.total:
        return _nothing(asked) % said
    if asked.words and asked.where:
        form = ngettext(
            "%(count)s service for %(need)s near %(place)s", "%(count)s services for %(need)s near %(place)s", found.total
        )
    elif asked.words:
        form = ngettext("%(count)s service for %(need)s", "%(count)s services for %(need)s", found.total)
    elif asked.where:
        form = ngettext("%(count)s service near %(place)s", "%(count)s services near %(place)s", found.total)
    else:
        form = ngettext("%(count)s service", "%(count)s services", found.total)
    return form % said


def _nothing(asked: Asked) -> str:
    if asked.words and asked.values:
        return _("Nothing for “%(need)s” with these filters")
    if asked.words and asked.where:
        return _("Nothing yet for “%(need)s” near %(place)s")
    if asked.words:
        return _("Nothing yet for “%(need)s”")
    return _("Nothing yet near %(place)s") if asked.where else _("No services yet")


def wider_heading(found: Answer) -> str:
    """What there is when one part of the question is let go, said openly."""
    wider = found.wider
    if not wider:
        return ""
    said = {"count": wider.total, "need": wider.asked.topic, "miles": wider.asked.within}
    if wider.without == "distance" and wider.asked.within:
        form = ngettext("There is %(count)s within %(miles)s miles", "There are %(count)s within %(miles)s miles", wider.total)
    elif wider.without == "distance":
        form = ngettext("There is %(count)s further away", "There are %(count)s further away", wider.total)
    elif wider.without == "words":
        form = ngettext("There is %(count)s for “%(need)s”", "There are %(count)s for “%(need)s”", wider.total)
    elif wider.without in filters.LOST:
        form = filters.lost(wider.without, wider.total)
    else:
        form = ngettext("There is %(count)s without the filters", "There are %(count)s without the filters", wider.total)
    return form % said


def _sorts(asked: Asked) -> list[filters.Link]:
    """The other orders that this question can be put in."""
    labels = {"best": _("best match"), "nearest": _("nearest"), "soonest": _("soonest")}
    possible = ("best", "nearest", "soonest") if asked.where else ("best", "soonest")
    return [filters.Link(labels[sort], "?" + asked.address(sort=sort), 0, sort == asked.sort) for sort in possible]


def _map(found: Answer) -> SafeString:
    where = found.asked.where
    pins = [
        maps.Pin(row.spot.latitude, row.spot.longitude, number=row.number, href=f"#r{row.number}", unsure=not row.said.recent)
        for row in found.rows
        if row.spot
    ]
    you = (where.latitude, where.longitude) if where else None
    return maps.svg(pins=pins, you=you, outlines=places.outlines(), towns=places.towns())
