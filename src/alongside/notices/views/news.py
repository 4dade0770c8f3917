"""What is new near a postcode or town: as a page, as a feed, and by mail for who says yes twice."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit import clock
from alongside.kit.limits import limited
from alongside.kit.public import public
from alongside.notices import following
from alongside.places import queries as places

LATELY = dt.timedelta(days=90)
OFTEN, PER = 6, dt.timedelta(hours=1)
READ_AND_SEND = ("GET", "HEAD", "POST")


class Follow(forms.Form):
    """Where to send it."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We ask you there first. You can stop it with one press at any time."),
    )


@login_not_required
@require_http_methods(READ_AND_SEND)
def new(request: HttpRequest) -> HttpResponse:
    """What is new in a patch, or in the whole place; and by mail."""
    patch = _patch(request.GET.get("patch", ""), request.GET.get("near", ""))
    form = Follow(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if refusal := limited(request, "notices.follow", times=OFTEN, per=PER):
            return refusal
        following.ask(form.cleaned_data["email"], patch=patch)
        messages.success(request, _("We have written to you. Press the button in that mail, and it comes once a week."))
        return redirect(f"{reverse('notices:new')}{f'?patch={patch}' if patch else ''}")
    facts = {
        "form": form,
        "patch": patch,
        "where": following.name_of(patch),
        "patches": places.patches(),
        "found": following.near(patch, since=clock.now() - LATELY),
        "unknown": bool(request.GET.get("near")) and not patch,
    }
    return render(request, "notices/new.html", facts)


def _patch(slug: str, near: str) -> str:
    """The slug of the patch that was named, or in which the postcode or town lies."""
    if any(one.slug == slug for one in places.patches()):
        return slug
    where = places.locate(near.replace("\0", " ")[:120]) if near else None
    found = (
        places.patches_at(where.latitude, where.longitude, where.name if where.precision == "postcode" else "") if where else []
    )
    return found[0].slug if found else ""


@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same as a feed (Atom, RFC 4287) for a reader of feeds or another site."""
    patch = _patch(request.GET.get("patch", ""), request.GET.get("near", ""))
    page = f"{settings.ADDRESS}{reverse('notices:new')}{f'?patch={patch}' if patch else ''}"
    atom = Atom1Feed(
        title=_("What is new in %(where)s") % {"where": following.name_of(patch)},
        link=page,
        description="",
        author_name=places.the_place().name,
        feed_url=f"{settings.ADDRESS}{reverse('notices:feed')}{f'?patch={patch}' if patch else ''}",
    )
    for one in following.near(patch, since=clock.now() - LATELY):
        link = settings.ADDRESS + one.url
        atom.add_item(
            one.title,
            link,
            one.summary,
            unique_id=f"urn:uuid:{one.id}",
            pubdate=one.at,
            updateddate=one.at,
            categories=[one.kind],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of the mail that asks: one button says yes."""
    follower = following.asked(token)
    if follower is None:
        return render(request, "notices/follow_over.html", status=410)
    if request.method == "POST":
        following.say_yes(follower)
        return redirect("notices:follow", token=token)
    facts = {"where": following.name_of(follower.patch), "done": follower.confirmed_at is not None}
    return render(request, "notices/follow.html", facts)
