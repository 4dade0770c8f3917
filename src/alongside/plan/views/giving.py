"""The plan for others to take: as a feed, a sheet, and JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.kit import clock, sheets
from alongside.kit.public import public
from alongside.plan.queries import changes, export, plans

LATELY = dt.timedelta(days=180)
NOBODY = AnonymousUser()


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What changed in plans that everybody reads (Atom, RFC 4287)."""
    page = settings.ADDRESS + reverse("plan:plan")
    atom = Atom1Feed(
        title=_("What changed in our plan"), link=page, description="", feed_url=settings.ADDRESS + reverse("plan:feed")
    )
    for one in changes.changes(changes.public(), clock.now() - LATELY, most=100):
        atom.add_item(
            _("%(title)s: %(what)s") % {"title": one.action.title, "what": one.what}, settings.ADDRESS + one.url, one.words,
            unique_id=f"urn:uuid:{one.id}", pubdate=one.at, updateddate=one.at, author_name=one.who,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _told(slug: str) -> list[dict[str, Any]]:
    plan = get_object_or_404(plans.plans_for(NOBODY), slug=slug)
    return export.told(plan)


@public
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Every action that everybody reads, a row each."""
    text = sheets.write_csv(
        ({**one, "keeps": " ".join(one["keeps"]), "patches": ", ".join(one["patches"])} for one in _told(slug)), export.HEADINGS
    )
    headers = {"Content-Disposition": 'attachment; filename="plan.csv"'}
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv", headers=headers)


@public
@require_safe
def for_programs(request: HttpRequest, slug: str) -> HttpResponse:
    """The same with every report, what was said to it, and evidence."""
    plan = get_object_or_404(plans.plans_for(NOBODY), slug=slug)
    told = {
        "plan": plan.title,
        "starts": plan.starts,
        "ends": plan.ends,
        "counted_on": clock.today(),
        "actions": export.whole(plan),
    }
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")
