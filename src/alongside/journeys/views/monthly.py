"""The page behind the link of the monthly mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.journeys import links, monthly
from alongside.journeys.views.claiming import READ_AND_SEND
from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.replies import confirmations

if TYPE_CHECKING:
    from alongside.replies.confirmations import Confirmation

SHOWN = 50


@dataclass(frozen=True)
class Row:
    """Something to look at, and by when."""

    thing: Confirmation

    @property
    def due(self) -> str:
        """The day in words."""
        said = _("Since %(day)s") if self.thing.due_on < clock.today() else _("By %(day)s")
        return said % {"day": date_format(self.thing.due_on, "j M")}


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    """Each thing with "still true" and "change". Nothing happens before a button is pressed, since mail programs open links.

    The one button says it of what stood on the page, and of nothing that fell due since.
    """
    opened = links.monthly(token)
    if opened is None:
        return render(request, "journeys/monthly_closed.html", status=410)
    organisation, lead = opened
    found = confirmations.of(organisation.pk, lead)
    if request.method == "POST":
        seen = set(request.POST.getlist("seen"))
        said = monthly.confirm([one for one in found if one.key in seen], by=lead)
        if said:
            words = ngettext("Thank you. %(number)s thing is confirmed.", "Thank you. %(number)s things are confirmed.", said)
            messages.success(request, words % {"number": said})
        return redirect(request.path)
    page = page_of(found, request.GET.get("page"), SHOWN)
    sayable = sum(one.may_be_mailed for one in page.rows)
    facts = {"organisation": organisation, "page": page, "rows": [Row(one) for one in page.rows], "sayable": sayable}
    return render(request, "journeys/monthly.html", facts)
