"""A provider adds a service and keeps it true, one part after the other, without script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alongside.directory import actions, forms, queries, rules
from alongside.directory.models import Service
from alongside.directory.queries import changes, facts
from alongside.directory.queries.facts import Facts
from alongside.organisations import acting
from alongside.people.consent import Publish

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from alongside.organisations.models import Organisation


@dataclass(frozen=True)
class Step:
    """One part of a service: its form, and the rows in it."""

    slug: str
    number: int
    heading: _StrPromise
    form: type[forms.Part]
    rows: dict[str, tuple[type[forms.Rows], type[Any], _StrPromise, _StrPromise]]
    before_rows: tuple[str, ...] = ()
    """The fields that stand above the rows; the others stand below."""


STEPS = (
    Step("what", 1, gettext_lazy("What is it?"), forms.What, {}),
    Step(
        "where",
        2,
        gettext_lazy("When and where is it?"),
        forms.Where,
        {
            "locations": (forms.Places, forms.Place, gettext_lazy("Place"), gettext_lazy("Add another place")),
            "times": (forms.Times, forms.Time, gettext_lazy("Time"), gettext_lazy("Add another time")),
        },
        before_rows=("ways",),
    ),
    Step(
        "who",
        3,
        gettext_lazy("Who is it for, and how do they start?"),
        forms.Who,
        {
            "contacts": (
                forms.Reaches,
                forms.Reach,
                gettext_lazy("Number or address"),
                gettext_lazy("Add another number or address"),
            )
        },
        before_rows=tuple(forms.Who.base_fields),
    ),
)
OF = len(STEPS) + 1


@dataclass
class Sheet:
    """The forms of one part, as they stand on the page."""

    step: Step
    form: django_forms.Form
    sets: dict[str, Any]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.sets.values())])

    def facts(self) -> Facts:
        said: Facts = self.form.facts()  # type: ignore[attr-defined]
        return said | {name: rows.facts() for name, rows in self.sets.items()}

    @property
    def above(self) -> list[Any]:
        """The fields above the rows."""
        return [field for field in self.form.visible_fields() if field.name in self.step.before_rows]

    @property
    def below(self) -> list[Any]:
        """The fields below the rows."""
        return [field for field in self.form.visible_fields() if field.name not in self.step.before_rows]

    @property
    def groups(self) -> list[tuple[str, Any, str, str]]:
        """Each set of rows with its name, and the words of its heading and its button."""
        return [(name, rows, *map(str, self.step.rows[name][2:])) for name, rows in self.sets.items()]


def fresh(step: Step, form: type[django_forms.Form], said: Facts) -> Sheet:
    """The part as these facts have it. Where there is no row yet, an empty one waits."""
    initial = form.initial_of(said)  # type: ignore[attr-defined]
    sets = {
        name: rows(prefix=name, initial=[row.initial_of(one) for one in said.get(name) or []] or [{}])
        for name, (rows, row, *_words) in step.rows.items()
    }
    return Sheet(step, form(initial=initial), sets)


def sent(step: Step, form: type[django_forms.Form], request: acting.Request) -> Sheet:
    """The part as it was sent in, to be checked."""
    return Sheet(step, form(request.POST), {name: rows(request.POST, prefix=name) for name, (rows, *_rest) in step.rows.items()})


def reshaped(step: Step, form: type[django_forms.Form], request: acting.Request) -> Sheet | None:
    """The part as typed with a row more or less, when one of those buttons was pressed."""
    more, less = request.POST.get("add", ""), request.POST.get("less", "").rpartition("-")
    if more not in step.rows and less[0] not in step.rows:
        return None
    sets = {}
    for name, (rows, row, *_words) in step.rows.items():
        stand = forms.typed_rows(row, request.POST, name)
        if name == less[0] and less[2].isdigit() and int(less[2]) < len(stand):
            del stand[int(less[2])]
        sets[name] = rows(prefix=name, initial=[*stand, {}] if name == more or not stand else stand)
    return Sheet(step, form(initial=forms.typed(form, request.POST)), sets)


@acting.needed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: acting.Request) -> HttpResponse:
    """The first part of a new service. What is typed is kept as a draft from here on."""
    step, officer = STEPS[0], rules.may_approve(request.user)
    form = forms.WhatAndWho if officer else forms.What
    if not officer and (request.acting is None or not rules.may_add(request.user, request.acting.organisation)):
        raise PermissionDenied(_("Only a lead or an editor can add a service."))
    if request.method != "POST":
        runner = request.GET.get("runner") or ("" if officer or not request.acting else request.acting.organisation.name)
        return _show(request, fresh(step, form, {"runner": runner}), None)
    sheet = sent(step, form, request)
    if not sheet.is_valid():
        return _show(request, sheet, None)
    service = actions.add(_runner(request, sheet), by=request.user, **sheet.facts())
    return redirect(_next(request, service, step))


def _runner(request: acting.Request, sheet: Sheet) -> Organisation:
    """For whom it is added: the organisation that an officer named, or the one for which the person acts."""
    named: Organisation | None = sheet.form.cleaned_data.get("runner")
    if named is None and request.acting is not None:
        return request.acting.organisation
    if named is None:
        raise PermissionDenied
    return named


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: acting.Request, slug: str, name: str) -> HttpResponse:
    """One part of a service that is there: a draft on its way, or a change later."""
    step = next((step for step in STEPS if step.slug == name), None)
    if step is None:
        raise Http404
    service = editable(request, slug)
    if request.method != "POST":
        return _show(request, fresh(step, step.form, changes.as_proposed(service)), service)
    sheet = reshaped(step, step.form, request)
    if sheet is not None:
        return _show(request, sheet, service)
    sheet = sent(step, step.form, request)
    if "later" in request.POST and service.status == Service.Status.DRAFT:
        sheet.form.relax()  # type: ignore[attr-defined]
    if not sheet.is_valid():
        return _show(request, sheet, service)
    return _keep(request, service, sheet)


def editable(request: acting.Request, slug: str) -> Service:
    """The service, if this person may know of it and change it."""
    service = get_object_or_404(queries.visible_to(request.user), slug=slug)
    if not rules.may_edit(request.user, service):
        raise PermissionDenied
    return service


def _keep(request: acting.Request, service: Service, sheet: Sheet) -> HttpResponse:
    version = request.POST.get("version", "")
    said = _with_consent(request, service, sheet.facts())
    try:
        proposed = actions.propose(service, by=request.user, version=int(version) if version.isdigit() else None, **said)
    except actions.StaleEdit as stale:
        messages.warning(request, str(stale))
        now = get_object_or_404(queries.visible_to(request.user), pk=service.pk)
        return _show(request, sheet, now, stands=changes.rows(facts.facts_of(now), said))
    if proposed.waiting:
        messages.success(request, changes.waits(proposed.waiting))
    elif service.status in Service.SHOWN:
        messages.success(request, _("It is changed. Everybody sees it now."))
    return redirect(_next(request, proposed.service, sheet.step))


def _with_consent(request: acting.Request, service: Service, said: Facts) -> Facts:
    """Who says of a contact that it may be shown, or not, is kept with it."""
    if "contacts" not in said:
        return said
    before = {one["id"]: one for one in facts.facts_of(service)["contacts"]}
    who = request.acting.organisation.name if request.acting else str(request.user)
    for contact in said["contacts"]:
        known = before.get(contact["id"])
        if known and (known["publish"], known["value"]) == (contact["publish"], contact["value"]):
            contact.update({key: known[key] for key in ("said_by", "said_at", "said_how")})
        elif contact["publish"] != Publish.UNKNOWN:
            contact.update({"said_by": who, "said_how": _("On the form"), "said_at": None})
    return said


def _next(request: acting.Request, service: Service, step: Step) -> str:
    """Where to go on: the next part of a draft, its check, or the page of a service that is shown."""
    if "later" in request.POST:
        messages.success(request, _("“%(name)s” is kept as a draft. Come back when you like.") % {"name": service.name})
        return str(settings.LOGIN_REDIRECT_URL)
    if service.status not in (Service.Status.DRAFT, Service.Status.WAITING):
        return reverse("directory:service", args=[service.slug])
    if step.number < len(STEPS) and "check" not in request.GET:
        return reverse("directory:part", args=[service.slug, STEPS[step.number].slug])
    return reverse("directory:check", args=[service.slug])


def _show(
    request: acting.Request, sheet: Sheet, service: Service | None, stands: list[changes.Row] | None = None
) -> HttpResponse:
    is_new = service is None or service.status in (Service.Status.DRAFT, Service.Status.WAITING)
    context = {
        "sheet": sheet,
        "form": sheet.form,
        "service": service,
        "is_new": is_new,
        "number": sheet.step.number,
        "of": OF,
        "heading": sheet.step.heading,
        "crumb_url": _crumb(service, sheet.step),
        "stands": stands or [],
        "wrong": sheet.form.is_bound and not sheet.is_valid(),
    }
    return render(request, "directory/part.html", context)


def _crumb(service: Service | None, step: Step) -> str:
    if service is None:
        return reverse("directory:find")
    if service.status in Service.SHOWN or step.number == 1:
        return reverse("directory:service", args=[service.slug])
    return reverse("directory:part", args=[service.slug, STEPS[step.number - 2].slug])
