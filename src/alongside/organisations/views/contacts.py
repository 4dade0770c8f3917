"""Ways to reach an organisation."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.organisations import acting, actions, rules
from alongside.organisations.forms import ContactEntry
from alongside.organisations.views import found


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: acting.Request, slug: str) -> HttpResponse:
    """Another number or address."""
    one = found.organisation(request, slug, may=rules.may_edit)
    form = ContactEntry(request.POST or None, initial={"publish": "unknown"})
    if not form.is_valid():
        return render(request, "organisations/contact.html", {"form": form, "organisation": one, "contact": None})
    actions.add_contact(one, **form.cleaned_data, by=request.user)
    messages.success(request, _("It is kept."))
    return redirect("organisations:change", slug=one.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """Another value, or another answer about showing it."""
    one = found.organisation(request, slug, may=rules.may_edit)
    contact = get_object_or_404(one.contacts, pk=id)
    fields = ("kind", "value", "name", "label", "publish", "said_by", "said_how")
    form = ContactEntry(request.POST or None, initial={key: getattr(contact, key) for key in fields})
    if not form.is_valid():
        return render(request, "organisations/contact.html", {"form": form, "organisation": one, "contact": contact})
    actions.change_contact(contact, **form.cleaned_data, by=request.user)
    messages.success(request, _("It is changed."))
    return redirect("organisations:change", slug=one.slug)


@require_POST
def remove(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """No longer kept."""
    one = found.organisation(request, slug, may=rules.may_edit)
    actions.remove_contact(get_object_or_404(one.contacts, pk=id), by=request.user)
    messages.success(request, _("It is removed."))
    return redirect("organisations:change", slug=one.slug)
