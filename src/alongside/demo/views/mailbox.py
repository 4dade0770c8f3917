"""Every mail that the demonstration would have sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from alongside.kit.paging import page_of
from alongside.notices import queries as notices

if TYPE_CHECKING:
    from uuid import UUID

AS_IN_A_MAIL_PROGRAM = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}
"""What a mail may do here: look like itself, and open its links in place of the page."""


def in_a_demonstration(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Nowhere else does this page exist: it shows links that open doors."""

    @login_not_required
    @require_safe
    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return shown


@in_a_demonstration
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mails, newest first."""
    return render(request, "demo/mailbox.html", {"page": page_of(notices.mails(), request.GET.get("page"))})


@in_a_demonstration
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def mail(request: HttpRequest, id: UUID) -> HttpResponse:
    """One mail, as text and as HTML."""
    found = get_object_or_404(notices.mails(), pk=id)
    return render(request, "demo/mail.html", {"mail": found, "words": notices.words_of(found)})


@in_a_demonstration
@xframe_options_sameorigin
@csp(AS_IN_A_MAIL_PROGRAM)  # type: ignore[arg-type]
def html(request: HttpRequest, id: UUID) -> HttpResponse:
    """The HTML of a mail by itself, shut in: it can run nothing and fetch nothing."""
    found = get_object_or_404(notices.mails(), pk=id)
    return HttpResponse(notices.words_of(found).html.replace("<head>", '<head><base target="_top">', 1))
