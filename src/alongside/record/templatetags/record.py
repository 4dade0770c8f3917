"""The history of a thing, on the thing's own page: `{% history service %}`."""

from typing import Any

from django import template
from django.db import models

from alongside.record import queries

register = template.Library()

PAGE = "happened"


@register.inclusion_tag("record/history.html", takes_context=True)
def history(context: template.Context, thing: models.Model) -> dict[str, Any]:
    """What happened to a thing, as far as the reader may know who did it."""
    request = context["request"]
    person = request.user if request.user.is_authenticated else None
    return {"request": request, "page": queries.history(thing, person, number=request.GET.get(PAGE)), "name": PAGE}


@register.inclusion_tag("record/threads.html", takes_context=True)
def threads(context: template.Context, thing: models.Model) -> dict[str, Any]:
    """What a thing is tied to, in both directions, as far as the reader may see."""
    request = context["request"]
    person = request.user if request.user.is_authenticated else None
    return {"threads": queries.threads_of(thing, person)}
