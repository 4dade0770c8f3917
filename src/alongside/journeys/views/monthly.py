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
from alongside.journeys.forms import Changed
from alongside.journeys.views.claiming import READ_AND_SEND
from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.replies import confirmations
from alongside.replies.confirmations import Shown

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.confirmations import Confirmation

SHOWN = 50


@dataclass(frozen=True)
class Row:
    """Something to look at, and by when."""

    thing: Confirmation
    shown: Shown

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
    organisation, lead, reader = opened.organisation, opened.lead, opened.reader
    found = confirmations.of(organisation.pk, lead)
    changed = next((one for one in found if one.key == request.GET.get("changed") and one.may_be_told), None)
    if changed:
        return _changed(request, organisation, reader, changed)
    if request.method == "POST":
        seen = set(request.POST.getlist("seen"))
        if "choose" in request.POST:
            return _choose(request, [one for one in found if one.key in seen], reader)
        said = monthly.confirm([one for one in found if one.key in seen], by=reader)
        if said:
            words = ngettext("Thank you. %(number)s thing is confirmed.", "Thank you. %(number)s things are confirmed.", said)
            messages.success(request, words % {"number": said})
        return redirect(request.path)
    page = page_of(found, request.GET.get("page"), SHOWN)
    sayable = sum(one.may_be_mailed for one in page.rows)
    shown = confirmations.shown(page.rows)
    rows = [Row(one, shown.get(one.key, Shown())) for one in page.rows]
    facts = {"organisation": organisation, "lead": lead, "reader": reader, "page": page, "rows": rows, "sayable": sayable}
    return render(request, "journeys/monthly.html", facts)


def _choose(request: HttpRequest, found: list[Confirmation], by: Person) -> HttpResponse:
    """One tap said something of one thing, such as how full it is. What is not among its choices counts for nothing."""
    value = request.POST.get("choose", "")
    for one in found[:1]:
        shown = confirmations.shown([one]).get(one.key, Shown())
        if any(value == known for known, _label, _stands in shown.choices) and confirmations.choose(one, value, by=by):
            messages.success(request, _("Thank you. What you said of “%(name)s” is shown now.") % {"name": one.title})
    return redirect(request.path)


def _changed(request: HttpRequest, organisation: Organisation, by: Person, one: Confirmation) -> HttpResponse:
    """In which words something has changed; a person puts it right."""
    form = Changed(request.POST if request.method == "POST" else None)
    if form.is_valid():
        confirmations.tell(one, form.cleaned_data["what"], by=by)
        messages.success(request, _("Thank you. A person puts it right, and you hear back."))
        return redirect(request.path)
    shown = confirmations.shown([one]).get(one.key, Shown())
    facts = {"organisation": organisation, "thing": one, "shown": shown, "form": form, "back": request.path}
    return render(request, "journeys/monthly_changed.html", facts)
