"""The open feed: the nine endpoints of the standard, for programs. No key, open to every site."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.kit.public import public
from alongside.openreferral import standard


@public
@require_safe
def details(request: HttpRequest) -> HttpResponse:
    """Which version of the standard this is, and where it is described."""
    said = standard.ApiDetails(version=standard.VERSION, profile=standard.PROFILE, openapi_url=standard.OPENAPI)
    response = HttpResponse(msgspec.json.encode(said), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
