"""What is new in the directory: services that somebody here has added. Whole imports are not news."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory.models import Service
from alongside.notices.news import News
from alongside.places import queries as places

MOST = 200


def latest(patches: Collection[uuid.UUID], topics: Collection[str], since: dt.datetime) -> Iterator[News]:
    """Services added since then, newest first; those for everybody are in the news of every patch."""
    new = Service.objects.published().filter(created_at__gte=since, records=None)
    if patches:
        new = new.filter(_in(patches))
    if topics:
        new = new.filter(terms__slug__in=topics)
    rows = new.distinct().order_by("-created_at", "id").prefetch_related("patches", "terms")[:MOST]
    for service in rows:
        yield News(
            kind=_("New service"),
            id=service.pk,
            title=service.name,
            url=reverse("directory:service", args=[service.slug]),
            at=service.created_at,
            summary=service.summary,
            patches=tuple(patch.pk for patch in service.patches.all()),
            topics=tuple(term.slug for term in service.terms.all()),
        )


def _in(patches: Collection[uuid.UUID]) -> Q:
    """For everybody, or in one of these patches: it says so, or it happens there."""
    there = Q(everywhere=True) | Q(patches__in=patches)
    for patch in places.patches():
        if patch.pk in patches:
            there |= Q(condition__patches__contains=f"|{patch.slug}|")
    return there
