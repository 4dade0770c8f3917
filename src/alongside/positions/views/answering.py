"""An organisation says where it stands: on many texts of one page, signed in or from a mailed link."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.cleaning import identifier
from alongside.kit.paging import Page, page_of
from alongside.organisations import acting
from alongside.positions import actions, errors, links, mails, queries, rules, sheets
from alongside.positions.forms import Answers
from alongside.positions.sheets import Sheet, Text

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation, Seat
    from alongside.people.models import Person

READ_AND_SEND = ["GET", "HEAD", "POST"]
AT_ONCE = 20
"""So many texts stand on one page: what is sent there is kept before the next."""


@require_http_methods(READ_AND_SEND)
@never_cache
@acting.needed
def answer(request: acting.Request, kind: str, id: uuid.UUID) -> HttpResponse:
    """The sheet, for the organisation that the reader acts for."""
    sheet = sheets.find(kind, id)
    if sheet is None or not sheets.may_read(request.user, kind, id):
        raise Http404
    seat = request.acting
    assert seat is not None  # noqa: S101  # acting.needed
    if not sheet.asks(seat.organisation) or not rules.speaks_for(request.user, seat.organisation):
        raise PermissionDenied(_("Only a lead or an editor of a partner says where it stands."))
    return _answered(request, sheet, seat.organisation, by=request.user, seat=seat)


@login_not_required
@require_http_methods(READ_AND_SEND)
@never_cache
def answer_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, for one organisation, without an account."""
    asking, person = links.answer_of(token)
    sheet = sheets.find(asking.sheet_kind, asking.sheet_id) if asking else None
    if asking is None or sheet is None or not sheet.asks(asking.organisation):
        return render(request, "positions/gone.html", status=410)
    return _answered(
        request, sheet, asking.organisation, by=person, by_mail=True, url=links.to_answer(asking, person), asking=asking
    )


@login_not_required
@require_safe
def thanked(request: HttpRequest) -> HttpResponse:
    """For those who came from a mail; says nothing about anybody."""
    return render(request, "positions/thanked.html")


def _answered(
    request: HttpRequest, sheet: Sheet, organisation: Organisation, *, by: Person | None, seat: Seat | None = None, by_mail: bool = False,
    url: str = "", asking: Any = None,
) -> HttpResponse:  # fmt: skip
    texts, page = _asked(request, sheet)
    held = queries.of_organisation(organisation, [one.id for one in texts])
    alone = page is None
    form = Answers(texts, held, request.POST if request.method == "POST" else None, known=by is not None, alone=alone)
    here = url or reverse("positions:answer", args=[sheet.kind, sheet.id])
    if request.method == "POST" and not sheet.is_open:
        form.add_error(None, _("The discussion is over. What you wrote is still here, so that you can copy it."))
    elif request.method == "POST" and request.POST.getlist("text") != [one.sha256 for one in texts]:
        form.add_error(
            None, _("The text was changed while you were writing. Please read it again: what you wrote is still here.")
        )
    elif form.is_valid() and _kept(
        form,
        organisation,
        by=by,
        seat=seat,
        by_mail=by_mail,
        rest="rest" in request.POST,
        asking=asking,
        sheet=sheet,
        request=request,
    ):
        if page is not None and page.has_next:
            return redirect(f"{here}?page={page.number + 1}")
        return redirect("positions:thanked") if by_mail else redirect(sheet.url)
    facts = {
        "form": form, "sheet": sheet, "organisation": organisation, "page": page, "by": by, "by_mail": by_mail, "here": here,
        "left": queries.left_of(organisation, sheet),
    }  # fmt: skip
    return render(request, "positions/answer.html", facts)


def _asked(request: HttpRequest, sheet: Sheet) -> tuple[list[Text], Page[Text] | None]:
    """One text, where the address names it, else a page of them."""
    if request.GET.get("text"):
        id_ = identifier(request.GET["text"])
        found = sheet.text(id_) if id_ else None
        if found is None:
            raise Http404
        return [found], None
    page = page_of(list(sheet.texts), request.GET.get("page"), size=AT_ONCE)
    return list(page.rows), page


def _kept(
    form: Answers, organisation: Organisation, *, by: Person | None, seat: Seat | None, by_mail: bool, rest: bool, asking: Any, sheet: Sheet,
    request: HttpRequest,
) -> bool:  # fmt: skip
    """Whether all of it was kept; none of it is, where one cannot be."""
    said = form.said(rest_agrees=rest)
    try:
        with transaction.atomic():
            for text, facts in said:
                actions.take(text, organisation=organisation, by=by, seat=seat, by_mail=by_mail, **facts)
            if by_mail and said:
                mails.taken(asking, sheet, len(said), form.cleaned_data.get("name") or str(by))
    except errors.Refused as refused:
        form.add_error(None, str(refused))
        return False
    if said and not by_mail:
        messages.success(
            request,
            ngettext("What you said of %(n)d text is kept.", "What you said of %(n)d texts is kept.", len(said))
            % {"n": len(said)},
        )
    return True
