"""Before a service is sent in: check the answers. After: confirm, pause, withdraw, and undo each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alongside.directory import actions, policy, rules
from alongside.directory.forms import Sure
from alongside.directory.models import Service
from alongside.directory.queries import facts, telling
from alongside.directory.views.editing import OF, STEPS, editable
from alongside.kit import clock, words, workdays
from alongside.organisations import acting
from alongside.organisations import queries as organisations

Answers = list[tuple[str, str, str]]
FORWARD = {
    "publish": actions.publish,
    "pause": actions.pause,
    "withdraw": actions.withdraw,
    "take-back": actions.take_back,
}
DONE = {
    "publish": gettext_lazy("“%(name)s” is shown again."),
    "pause": gettext_lazy("“%(name)s” is marked as closed for a while. Show it again when it opens."),
    "withdraw": gettext_lazy("“%(name)s” is withdrawn. You can show it again from its page."),
    "take-back": gettext_lazy("“%(name)s” is a draft again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: acting.Request, slug: str) -> HttpResponse:
    """All that was said, each with its way back, and the button that sends it in."""
    service = editable(request, slug)
    if service.status != Service.Status.DRAFT:
        return redirect(reverse("directory:service", args=[service.slug]))
    form = Sure(request.POST if request.method == "POST" else None, organisation=service.organisation.name)
    if request.method == "POST" and form.is_valid():
        return _send_in(request, service)
    coordinator = organisations.coordinator()
    context = {
        "service": service,
        "form": form,
        "of": OF,
        "parts": parts(service),
        "may_publish": rules.may_approve(request.user),
        "who": coordinator.name if coordinator else "",
        "day": words.day(workdays.after(clock.today(), policy.APPROVE_IN_DAYS())),
        "crumb_url": reverse("directory:part", args=[service.slug, STEPS[-1].slug]),
    }
    return render(request, "directory/check.html", context)


def _send_in(request: acting.Request, service: Service) -> HttpResponse:
    proposed = actions.send_in(service, by=request.user)
    if proposed.waiting is None:
        messages.success(request, _("“%(name)s” is on the site.") % {"name": service.name})
    return redirect(reverse("directory:service", args=[service.slug]))


def parts(service: Service) -> list[tuple[str, Answers]]:
    """The answers of each part: what was asked, what was said, and where to change it."""
    said = facts.facts_of(service)
    found = []
    for step in STEPS:
        url = reverse("directory:part", args=[service.slug, step.slug]) + "?check=1"
        keys = [key for key in telling.LABELS if key in PART_OF and PART_OF[key] == step.slug]
        found.append((str(step.heading), [(str(telling.LABELS[key]), telling.fact(key, said), url) for key in keys]))
    return found


PART_OF = {
    **dict.fromkeys(("name", "summary", "description", "url", "terms"), "what"),
    **dict.fromkeys(
        (
            "at_place",
            "at_home",
            "by_phone",
            "online",
            "locations",
            "times",
            "times_text",
            "closed_on_holidays",
            "closed_on",
            "everywhere",
            "patches",
        ),
        "where",
    ),
    **dict.fromkeys(
        (
            "eligibility",
            "minimum_age",
            "maximum_age",
            "cost",
            "cost_pence",
            "cost_text",
            "start",
            "start_text",
            "expect",
            "bring",
            "languages",
            "contacts",
        ),
        "who",
    ),
}


@require_POST
def move(request: acting.Request, slug: str, name: str) -> HttpResponse:
    """Pause, withdraw or show again: each undoes the other."""
    service = editable(request, slug)
    try:
        FORWARD[name](service, by=request.user)
    except actions.WrongMove as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, DONE[name] % {"name": service.name})
    return redirect(reverse("directory:service", args=[service.slug]))


@require_POST
def confirm(request: acting.Request, slug: str) -> HttpResponse:
    """All of it is still true."""
    service = editable(request, slug)
    own = request.acting is not None and request.acting.organisation == service.organisation
    who = "" if own or request.acting is None else request.acting.organisation.name
    actions.confirm(service, by=request.user, who=who)
    messages.success(request, _("Thank you. “%(name)s” is confirmed as of today.") % {"name": service.name})
    return redirect(reverse("directory:service", args=[service.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: acting.Request, slug: str) -> HttpResponse:
    """Throw a draft away, after asking once."""
    service = editable(request, slug)
    if request.method != "POST":
        return render(request, "directory/discard.html", {"service": service})
    try:
        actions.discard(service, by=request.user)
    except actions.WrongMove as wrong:
        messages.error(request, str(wrong))
        return redirect(reverse("directory:service", args=[service.slug]))
    messages.success(request, _("“%(name)s” is thrown away.") % {"name": service.name})
    return redirect(reverse("directory:new"))
