"""Officers find a name in what others wrote, and take it out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.kit.guard import only
from alongside.people import mentions as ours
from alongside.people.data_forms import Named
from alongside.people.requests import Request
from alongside.people.rules import KEEP_DATA
from alongside.record import actions as record


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only(KEEP_DATA)
def mentions(request: Request) -> HttpResponse:
    """Each place with the words around it. Who looked is kept, and where a name was taken out."""
    asked = request.POST if request.method == "POST" else request.GET if "q" in request.GET else None
    form = Named(asked)
    if not form.is_valid():
        return render(request, "people/data/mentions.html", {"form": form})
    name = form.cleaned_data["q"]
    if request.method == "POST":
        done = ours.take_out(request.POST.getlist("text"), name=name, by=request.user)
        said = ngettext("The name is taken out of %(n)s text.", "The name is taken out of %(n)s texts.", done) % {"n": done}
        messages.success(request, said if done else _("Nothing was ticked, so nothing is changed."))
        return redirect(f"{reverse('people:mentions')}?{urlencode({'q': name})}")
    record.read(request.user, by=request.user)
    page = {"form": form, "name": name, "found": ours.find(name), "most": ours.MOST}
    return render(request, "people/data/mentions.html", page)
