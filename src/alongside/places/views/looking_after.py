"""The pages where officers look after the place and its patches."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form, model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.design import maps
from alongside.files import actions as files
from alongside.kit import paging
from alongside.kit.guard import Request
from alongside.places import actions, forms, queries
from alongside.places.models import Patch, PatchVersion
from alongside.places.rules import for_keepers

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_keepers
def place(request: Request) -> HttpResponse:
    """Where those who look after the place begin."""
    return render(
        request,
        "places/place.html",
        {
            "place": queries.the_place(),
            "patches": len(queries.patches()),
            "postcodes": queries.postcodes_known(),
            "has_postcodes": queries.has_postcodes(),
            "areas": queries.areas_known(),
            "checked_on": queries.helplines_checked_on(),
        },
    )


@require_form
@for_keepers
def describe(request: Request) -> HttpResponse:
    """What the place is called and how to reach those who run it."""
    form = forms.Description(request.POST or None, initial=forms.Description.initial_of(queries.the_place()))
    if not form.is_valid():
        return render(request, "places/describe.html", {"form": form})
    actions.describe_place(**form.cleaned_data, by=request.user)
    messages.success(request, _("It is kept. Every page says so from now on."))
    return redirect("places:place")


@require_form
@for_keepers
def logo(request: Request) -> HttpResponse:
    """The picture at the head of every page: another one, or none."""
    form = forms.Logo(request.POST, request.FILES) if request.method == "POST" else forms.Logo()
    if request.POST.get("remove"):
        actions.set_logo(None, by=request.user)
        return redirect("places:place")
    if form.is_bound and form.is_valid():
        try:
            actions.set_logo(form.cleaned_data["file"], by=request.user)
        except files.Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The logo is kept. It stands at the head of every page."))
            return redirect("places:place")
    return render(request, "places/logo.html", {"form": form, "place": queries.the_place()})


@require_form
@for_keepers
def who_decides(request: Request) -> HttpResponse:
    """Who is answerable for people's data here."""
    form = forms.WhoDecides(request.POST or None, initial=forms.WhoDecides.initial_of(queries.the_place()))
    if not form.is_valid():
        return render(request, "places/who_decides.html", {"form": form})
    actions.say_who_decides(**form.cleaned_data, by=request.user)
    messages.success(request, _("It is kept, and stands on “Your data and your choices”."))
    return redirect("places:place")


@require_form
@for_keepers
def map_(request: Request) -> HttpResponse:
    """What the map knows, and a form for a file that teaches it more. While one is loaded the page looks again by itself."""
    form = forms.Send(request.POST, request.FILES) if request.method == "POST" else forms.Send()
    if form.is_bound and form.is_valid():
        try:
            actions.send(form.cleaned_data["file"], only=form.cleaned_data["only"], by=request.user)
        except actions.NotLoadable as why:
            form.add_error("file", str(why))
        else:
            return redirect("places:map")
    page = paging.page_of(queries.loadings(), request.GET.get("page"))
    known = {"postcodes": queries.postcodes_known(), "has_postcodes": queries.has_postcodes(), "areas": _kinds_known()}
    going = any(loading.is_going_on for loading in page.rows)
    return render(request, "places/map.html", {"form": form, "page": page, "going": going, **known})


def _kinds_known() -> list[tuple[Any, int]]:
    known = queries.areas_known()
    return [(label, known[kind]) for kind, label in forms.KINDS.items() if kind in known]


@require_safe
@for_keepers
def patches(request: Request) -> HttpResponse:
    """Every patch there is, was or will be."""
    page = paging.page_of(queries.every_patch(), request.GET.get("page"))
    return render(request, "places/patches.html", {"page": page, "areas": queries.areas_known()})


@require_form
@for_keepers
def add_patch(request: Request) -> HttpResponse:
    """A part of the place that means something to people."""
    form = forms.NewPatch(request.POST or None, initial=forms.Reach.initial_of(None))
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "about", "starts")}
        try:
            patch = actions.add_patch(**facts, areas=form.chosen, by=request.user)
        except actions.WrongMove as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("%(name)s is a patch now.") % {"name": patch.name})
            return redirect("places:patch", slug=patch.slug)
    return render(request, "places/add_patch.html", {"form": form, "areas": queries.areas_known()})


@require_safe
@for_keepers
def patch(request: Request, slug: str) -> HttpResponse:
    """One patch: what it covers, covered and will cover."""
    one = get_object_or_404(Patch, slug=slug)
    versions = queries.versions_of(one)
    drawn = _drawn(versions[0]) if versions else ""
    return render(request, "places/patch.html", {"patch": one, "versions": versions, "map": drawn})


@require_form
@for_keepers
def name_patch(request: Request, slug: str) -> HttpResponse:
    """Another name, or other words about it."""
    one = get_object_or_404(Patch, slug=slug)
    form = forms.PatchName(request.POST or None, initial=forms.about(one))
    if form.is_valid():
        try:
            actions.describe_patch(one, **form.cleaned_data, by=request.user)
        except actions.WrongMove as refused:
            form.add_error("name", str(refused))
        else:
            return _kept(request, one)
    return render(request, "places/name_patch.html", {"form": form, "patch": one})


@require_form
@for_keepers
def change_patch(request: Request, slug: str) -> HttpResponse:
    """Other areas from a day on."""
    one = get_object_or_404(Patch, slug=slug)
    form = forms.Reach(request.POST or None, initial=forms.Reach.initial_of(queries.last_version(one)))
    if form.is_valid():
        try:
            actions.change_patch(one, areas=form.chosen, starts=form.cleaned_data["starts"], by=request.user)
        except actions.WrongMove as refused:
            form.add_error("starts", str(refused))
        else:
            return _kept(request, one)
    return render(request, "places/change_patch.html", {"form": form, "patch": one})


@require_form
@for_keepers
def end_patch(request: Request, slug: str) -> HttpResponse:
    """No more from a day on."""
    one = get_object_or_404(Patch, slug=slug)
    form: Form = forms.Ending(request.POST or None)
    if form.is_valid():
        try:
            actions.end_patch(one, ends=form.cleaned_data["ends"], by=request.user)
        except actions.WrongMove as refused:
            form.add_error("ends", str(refused))
        else:
            return _kept(request, one)
    return render(request, "places/end_patch.html", {"form": form, "patch": one})


def _drawn(version: PatchVersion) -> SafeString:
    """A version of a patch on the map of the place; nothing where no outline is known."""
    here = queries.outline_of(version)
    return maps.svg(outlines=queries.outlines(), here=here, towns=queries.towns()) if here else SafeString("")


def _kept(request: Request, patch: Patch) -> HttpResponse:
    messages.success(request, _("It is kept."))
    return redirect("places:patch", slug=patch.slug)


@require_safe
@for_keepers
def helplines(request: Request) -> HttpResponse:
    """The numbers to ring when one is worried, and when somebody last tried them."""
    facts = {"lines": queries.numbers_to_ring(), "checked_on": queries.helplines_checked_on()}
    return render(request, "places/helplines.html", facts)


@require_form
@for_keepers
def helpline(request: Request, pk: uuid.UUID | None = None) -> HttpResponse:
    """Another number, or one that is put right."""
    line = next((one for one in queries.numbers_to_ring() if one.pk == pk), None)
    if pk and line is None:
        raise Http404
    form = forms.NumberToRing(request.POST or None, initial=model_to_dict(line) if line else None)
    if form.is_valid() and actions.keep_helpline(pk, **form.cleaned_data, by=request.user):
        messages.success(request, _("It is kept, and stands on the page from now on."))
        return redirect("places:helplines")
    return render(request, "places/helpline.html", {"form": form, "line": line})


@require_POST
@for_keepers
def remove_helpline(request: Request, pk: uuid.UUID) -> HttpResponse:
    """A number that is no longer right for this place."""
    if actions.remove_helpline(pk, by=request.user):
        messages.success(request, _("It is off the page."))
    return redirect("places:helplines")


@require_POST
@for_keepers
def check_helplines(request: Request) -> HttpResponse:
    """Somebody tried them all."""
    actions.check_helplines(by=request.user)
    messages.success(request, _("Thank you. We ask again when it is time."))
    return redirect("places:helplines")
