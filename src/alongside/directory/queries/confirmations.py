"""Which services a person should confirm: theirs, when their last confirmation grows old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory import policy, rules
from alongside.directory.models import Service
from alongside.directory.queries import assurance
from alongside.kit import clock, words
from alongside.replies.confirmations import Confirmation

if TYPE_CHECKING:
    from alongside.people.models import Person


KIND = "directory.service"


def to_confirm(person: Person) -> Iterator[Confirmation]:
    """The services that a person keeps and that are due for a confirmation, or soon will be."""
    soon = clock.today() + policy.CONFIRM_AHEAD() - policy.CONFIRM_EVERY()
    due = Service.objects.filter(rules.kept_by(person), status__in=Service.SHOWN).exclude(assured_on__gt=soon)
    for service in due.select_related("organisation").order_by("assured_on", "name", "id"):
        yield _confirmation(service)


def _confirmation(service: Service) -> Confirmation:
    page = reverse("directory:service", args=[service.slug])
    return Confirmation(
        title=service.name,
        url=page,
        line=service.organisation.name,
        due_on=_due_on(service),
        otherwise=_otherwise(service),
        confirm_url=reverse("directory:confirm", args=[service.slug]),
        change_url=reverse("directory:part", args=[service.slug, "what"]),
        organisation_id=service.organisation_id,
        kind=KIND,
        key=str(service.pk),
    )


def _due_on(service: Service) -> dt.date:
    """Three months after the last confirmation; where there never was one, a month after it came."""
    if service.assured_on:
        return assurance.ask_again_on(service.assured_on)
    return service.created_at.astimezone(clock.LONDON).date() + policy.CONFIRM_AHEAD()


def _otherwise(service: Service) -> str:
    if service.assured_on is None:
        return _("Its page says “Never confirmed”.")
    day = assurance.says_so_from(service.assured_on)
    return _("From %(day)s its page says “Not confirmed since”.") % {"day": words.date(day)}
