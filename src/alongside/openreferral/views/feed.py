"""The open feed: the nine endpoints of the standard, for programs. No key, open to every site."""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _

from alongside.directory.queries import duplicates, imports
from alongside.kit import cleaning
from alongside.kit.public import public
from alongside.openreferral import openapi, standard
from alongside.openreferral.queries import asking, feed, telling, values, words
from alongside.places import queries as places

View = Callable[..., HttpResponseBase]
JSON, NDJSON = "application/json", "application/x-ndjson"
METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cache-Control": "no-cache",
    "Link": f'<{standard.LICENCE_URL}>; rel="license"',
}
HEADERS_OF_NOTHING = {name: HEADERS[name] for name in ("Access-Control-Allow-Origin", "Cache-Control")}
"""The reader has the others."""
NOT_MODIFIED = 304
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def endpoint(view: View) -> Any:
    """Answer programs of every site, and say in plain JSON what cannot be answered."""

    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> Any:
        response = _answer(view, request, named)
        for name, value in (HEADERS if response.status_code != NOT_MODIFIED else HEADERS_OF_NOTHING).items():
            response.headers[name] = value
        return response

    return public(answer)


def _answer(view: View, request: HttpRequest, named: dict[str, str]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        refused = _fault(_("This feed is only read."), HTTPStatus.METHOD_NOT_ALLOWED)
        refused["Allow"] = METHODS
        return refused
    try:
        return view(request, **named)
    except asking.Fault as fault:
        return _fault(str(fault), HTTPStatus.BAD_REQUEST, fault.parameter)


@endpoint
def details(request: HttpRequest) -> HttpResponseBase:
    """Which version of the standard this is, where it is described, who publishes it, and under which licence."""
    place = places.the_place()
    said = standard.ApiDetails(
        version=standard.VERSION,
        profile=standard.PROFILE,
        openapi_url=request.build_absolute_uri(reverse("openreferral:openapi")),
        publisher=place.coordinator_name,
        publisher_email=values.email(place.email),
        licence=standard.LICENCE,
        licence_url=standard.LICENCE_URL,
        attribution=telling.attribution(),
        sources=[
            standard.Origin(name=one.name, licence=values.text(one.licence), url=values.public(one.address))
            for one in imports.sources()
        ],
    )
    return _json(request, msgspec.json.encode(said))


@endpoint
def described(request: HttpRequest) -> HttpResponseBase:
    """Our own OpenAPI document."""
    base = request.build_absolute_uri(reverse("openreferral:details"))
    return _json(request, msgspec.json.encode({**openapi.described(), "servers": [{"url": base}]}))


def _list(request: HttpRequest, of: feed.Of) -> HttpResponseBase:
    """One page, or a stream of everything."""
    asked = asking.question(request.META.get("QUERY_STRING", ""), of_services=of == "services")
    if asked.filters:
        return _stream(of, asked) if asked.ndjson else _json(request, feed.page(of, asked))
    state = feed.state()
    return _unless_known(request, state.mark, lambda: state.modified_at, lambda: _whole(of, asked, state.mark))


def _whole(of: feed.Of, asked: asking.Asked, mark: str) -> HttpResponseBase:
    return _stream(of, asked) if asked.ndjson else HttpResponse(feed.page(of, asked, mark), content_type=JSON)


def _stream(of: feed.Of, asked: asking.Asked) -> StreamingHttpResponse:
    return StreamingHttpResponse(feed.lines(of, asked), content_type=NDJSON)


@endpoint
def services(request: HttpRequest) -> HttpResponseBase:
    """Services: a page, or all of them as a stream."""
    return _list(request, "services")


@endpoint
def at_locations(request: HttpRequest) -> HttpResponseBase:
    """Services at each of their locations."""
    return _list(request, "service_at_locations")


def _one(request: HttpRequest, id: str, of: feed.Of) -> HttpResponseBase:
    """One of them, with all that belongs to it."""
    pk = cleaning.identifier(id)
    found = feed.one(of, pk) if pk else None
    if found is None:
        return _fault(_("There is none with this id."), HTTPStatus.NOT_FOUND)
    body, modified_at, stands = found
    if not stands:
        kept = duplicates.kept_for(pk) if pk else None
        return _moved(body, kept.pk) if kept else _fault(_("This is no longer listed."), HTTPStatus.GONE)
    return _json(request, body, modified_at)


@endpoint
def service(request: HttpRequest, id: str) -> HttpResponseBase:
    """One service."""
    return _one(request, id, "services")


@endpoint
def at_location(request: HttpRequest, id: str) -> HttpResponseBase:
    """One service at one location."""
    return _one(request, id, "service_at_locations")


@endpoint
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """The lists of terms."""
    return _json(request, feed.of_words(asking.part(request.META.get("QUERY_STRING", "")), words.lists()))


@endpoint
def taxonomy(request: HttpRequest, id: str) -> HttpResponseBase:
    """One list with its terms."""
    pk = cleaning.identifier(id)
    found = next((one for one in words.lists() if one.id == str(pk)), None)
    if found is None:
        return _fault(_("There is none with this id."), HTTPStatus.NOT_FOUND)
    found.taxonomy_terms = [word for word in words.words() if word.taxonomy_id == found.id]
    return _json(request, msgspec.json.encode(found))


@endpoint
def terms(request: HttpRequest) -> HttpResponseBase:
    """Every term that is offered."""
    return _json(request, feed.of_words(asking.part(request.META.get("QUERY_STRING", "")), words.words()))


@endpoint
def term(request: HttpRequest, id: str) -> HttpResponseBase:
    """One term."""
    pk = cleaning.identifier(id)
    found = next((one for one in words.words() if one.id == str(pk)), None)
    return _json(request, msgspec.json.encode(found)) if found else _fault(_("There is none with this id."), HTTPStatus.NOT_FOUND)


@endpoint
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Whatever else is asked for under our base."""
    return _fault(_("The feed has nothing at this address."), HTTPStatus.NOT_FOUND)


def _json(request: HttpRequest, body: bytes, modified_at: dt.datetime | None = None) -> HttpResponseBase:
    """A body that is made already, unless the reader has just that."""
    mark = blake2b(body, digest_size=12).hexdigest()
    return _unless_known(request, mark, lambda: modified_at, lambda: HttpResponse(body, content_type=JSON))


def _unless_known(
    request: HttpRequest, mark: str, at: Callable[[], dt.datetime | None], answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The answer with its mark, or that the reader has it already. `at` is when it changed, asked only where that matters."""
    etag = f'"{mark}"'
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:  # as nearly everybody asks, so the rest need not be read
        response: HttpResponseBase = HttpResponse(status=NOT_MODIFIED)
        response.headers["ETag"] = etag
        return response
    moment = at()
    stamp = int(moment.timestamp()) if moment else None
    asks = "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META
    response = (get_conditional_response(request, etag=etag, last_modified=stamp) if asks else None) or answer()
    response.headers["ETag"] = etag
    if stamp:
        response.headers["Last-Modified"] = http_date(stamp)
    return response


def _moved(body: bytes, kept: uuid.UUID) -> HttpResponse:
    """It became part of another one, which is at another address. That can be undone, so nobody keeps this answer."""
    moved = HttpResponse(body, status=HTTPStatus.MOVED_PERMANENTLY, content_type=JSON)
    moved.headers["Location"] = reverse("openreferral:service", kwargs={"id": kept})
    return moved


def _fault(why: str, status: HTTPStatus, parameter: str | None = None) -> HttpResponse:
    said = standard.Fault(error=why, parameter=parameter)
    return HttpResponse(msgspec.json.encode(said), status=status, content_type=JSON)
