"""The pages where officers keep the words for needs."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit import paging
from alongside.kit.guard import Request
from alongside.terms import actions, queries
from alongside.terms.forms import Import, Merging, Wording
from alongside.terms.lists import NotAList
from alongside.terms.models import Taxonomy, Term
from alongside.terms.rules import for_keepers

BROUGHT_IN = "terms.brought_in"
require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_keepers
def terms(request: Request, taxonomy: str = queries.NEEDS) -> HttpResponse:
    """A list, page by page; by words; those that are off it on request."""
    one = get_object_or_404(Taxonomy, slug=taxonomy)
    words, retired = request.GET.get("q", "").replace("\0", "")[:100], request.GET.get("show") == "retired"
    rows = queries.terms_of(one, words=words, retired=retired)
    return render(request, "terms/list.html", {
        "taxonomy": one,
        "is_own": one.slug == queries.NEEDS,
        "common": [(need.name, reverse("terms:term", args=[one.slug, need.slug])) for need in queries.common_needs()],
        "page": paging.page_of(rows, request.GET.get("page")),
        "words": words,
        "retired": retired,
        "others": [other for other in queries.taxonomies() if other != one],
    })  # fmt: skip


@require_form
@for_keepers
def add(request: Request, taxonomy: str) -> HttpResponse:
    """Another term for a list."""
    one = get_object_or_404(Taxonomy, slug=taxonomy)
    form = Wording(request.POST or None)
    if form.is_valid():
        try:
            term = actions.add(one, **form.cleaned_data, by=request.user)
        except actions.WrongMove as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": term.name})
            return redirect("terms:term", taxonomy=one.slug, slug=term.slug)
    return render(request, "terms/add.html", {"form": form, "taxonomy": one})


@require_form
@for_keepers
def term(request: Request, taxonomy: str, slug: str) -> HttpResponse:
    """One term: its name and the words that lead to it."""
    one = _term(taxonomy, slug)
    form = Wording(request.POST or None, initial=Wording.initial_of(one))
    if form.is_valid():
        try:
            actions.change(one, **form.cleaned_data, by=request.user)
        except actions.WrongMove as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("It is kept, and works in searches from now on."))
            return redirect("terms:term", taxonomy=taxonomy, slug=slug)
    return render(request, "terms/term.html", {"form": form, "term": one, "is_own": taxonomy == queries.NEEDS})


@require_form
@for_keepers
def merge(request: Request, taxonomy: str, slug: str) -> HttpResponse:
    """Another term shall stand for this one."""
    one = _term(taxonomy, slug)
    form = Merging(request.POST or None, term=one)
    if form.is_valid():
        try:
            actions.merge(one, into=form.cleaned_data["into"], by=request.user)
        except actions.WrongMove as refused:
            form.add_error(None, str(refused))
        else:
            said = _("%(name)s now leads to %(other)s.") % {"name": one.name, "other": form.cleaned_data["into"].name}
            messages.success(request, said)
            return redirect("terms:term", taxonomy=taxonomy, slug=slug)
    return render(request, "terms/merge.html", {"form": form, "term": one})


@require_POST
@for_keepers
def common(request: Request, slug: str) -> HttpResponse:
    """On the first page, or off it."""
    one = _term(queries.NEEDS, slug)
    try:
        if request.POST.get("common"):
            actions.make_common(one, by=request.user)
            messages.success(request, _("%(name)s is on the first page.") % {"name": one.name})
        else:
            actions.make_uncommon(one, by=request.user)
            messages.success(request, _("%(name)s is off the first page. It stays on the list.") % {"name": one.name})
    except actions.WrongMove as refused:
        messages.error(request, str(refused))
    return redirect("terms:term", taxonomy=queries.NEEDS, slug=slug)


@require_POST
@for_keepers
def retire(request: Request, taxonomy: str, slug: str) -> HttpResponse:
    """Off the list, until it is brought back."""
    one = _term(taxonomy, slug)
    try:
        actions.retire(one, by=request.user)
    except actions.WrongMove as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s is off the list.") % {"name": one.name})
    return redirect("terms:term", taxonomy=taxonomy, slug=slug)


@require_POST
@for_keepers
def bring_back(request: Request, taxonomy: str, slug: str) -> HttpResponse:
    """On the list again."""
    one = _term(taxonomy, slug)
    try:
        actions.bring_back(one, by=request.user)
    except actions.WrongMove as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s is on the list again.") % {"name": one.name})
    return redirect("terms:term", taxonomy=taxonomy, slug=slug)


@require_form
@for_keepers
def bring_in(request: Request) -> HttpResponse:
    """A list that somebody else keeps."""
    form = Import(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            report = _imported(form, request)
        except (NotAList, actions.WrongMove) as refused:
            form.add_error("file", str(refused))
        else:
            request.session[BROUGHT_IN] = {"slug": form.slug(), **report.told()}
            return redirect("terms:imported")
    return render(request, "terms/import.html", {"form": form})


@require_safe
@for_keepers
@never_cache
def brought_in(request: Request) -> HttpResponse:
    """What became of each row of the list that this person brought in last."""
    if report := request.session.get(BROUGHT_IN):
        return render(request, "terms/imported.html", {"report": report})
    return redirect("terms:import")


def _imported(form: Import, request: Request) -> actions.Imported:
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    name = Path(upload.name or "list").name
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(upload.read())
        return actions.import_taxonomy(file, slug=form.slug(), name=form.cleaned_data["name"], by=request.user)


def _term(taxonomy: str, slug: str) -> Term:
    return get_object_or_404(Term.objects.select_related("taxonomy", "merged_into__taxonomy"), taxonomy__slug=taxonomy, slug=slug)
