"""Saving a shortlist, sending its address in fixed words, and letting it go."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory import policy
from alongside.directory.models import Service, Shortlist, ShortlistEntry
from alongside.directory.queries import duplicates
from alongside.kit import clock
from alongside.notices import actions as notices
from alongside.record import actions as record

Line = tuple[uuid.UUID, str]
"""A service and what is noted about it."""


@transaction.atomic
def save(lines: Sequence[Line], *, name: str, of: Shortlist | None = None) -> Shortlist:
    """Keep these services, in this order, under an address of their own; or in place of what `of` held until now."""
    now = clock.now()
    kept = of or Shortlist(token=secrets.token_urlsafe(24), made_at=now)
    kept.name, kept.ends_on = name[:120], clock.today() + policy.SHORTLIST_LASTS
    kept.save()
    known = _standing(lines)
    kept.entries.all().delete()
    ShortlistEntry.objects.bulk_create(
        ShortlistEntry(shortlist=kept, service_id=pk, position=position, note=note[:500])
        for position, (pk, note) in enumerate(known.items(), start=1)
    )
    record.write("shortlist.saved", on=kept, by=None, facts={"services": len(known)})
    return kept


def _standing(lines: Sequence[Line]) -> dict[uuid.UUID, str]:
    """Those of these services that are shown, each once; for one that was made part of another, that other."""
    led = duplicates.leads_to([pk for pk, _note in lines])
    told: dict[uuid.UUID, str] = {}
    for pk, note in lines:
        told[led.get(pk, pk)] = told.get(led.get(pk, pk)) or note
    shown = set(Service.objects.published().filter(pk__in=told).order_by("pk").values_list("pk", flat=True))
    return {pk: note for pk, note in told.items() if pk in shown}


@transaction.atomic
def mail(shortlist: Shortlist, *, to: str) -> None:
    """Its address and how long it holds, to somebody. None of the sender's words go along: we are nobody's post."""
    notices.send(
        "directory.shortlist",
        to=to,
        subject=_("A list of support that somebody made for you"),
        template="directory/mail/shortlist",
        context={"link": address(shortlist), "count": shortlist.entries.count(), "ends_on": shortlist.ends_on},
    )
    record.write("shortlist.mailed", on=shortlist, by=None)


@transaction.atomic
def delete(shortlist: Shortlist) -> None:
    """Nobody reads it any more."""
    record.write("shortlist.deleted", on=shortlist, by=None)
    shortlist.delete()


def forget() -> int:
    """Those whose day is past go."""
    _rows, kinds = Shortlist.objects.filter(ends_on__lt=clock.today()).delete()
    return kinds.get(Shortlist._meta.label, 0)


def address(shortlist: Shortlist) -> str:
    """Where it is read, also on another machine."""
    return settings.ADDRESS + reverse("directory:shortlist", args=[shortlist.token])
