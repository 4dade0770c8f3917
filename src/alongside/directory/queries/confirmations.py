"""Which services a person should confirm: theirs, when their last confirmation grows old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory import policy, rules
from alongside.directory.models import Contact, Service
from alongside.directory.queries import assurance, capacity, sentences, times, timetables
from alongside.kit import clock, words
from alongside.people.consent import Publish
from alongside.replies.confirmations import Confirmation, Shown

if TYPE_CHECKING:
    from alongside.people.models import Person


KIND = "directory.service"
QUICK = {
    Service.Capacity.OPEN.value: Service.Capacity.OPEN.label,
    Service.Capacity.WAITING.value: Service.Capacity.WAITING.label,
    Service.Capacity.FULL.value: Service.Capacity.FULL.label,
}
"""What one tap says of how full a service is. How many weeks, and until when, is said on the page of all services."""


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
        remind_on=_remind_on(service),
    )


def _remind_on(service: Service) -> tuple[dt.date, ...]:
    """About three months and about six months after the last confirmation, each as it comes near, and never in between.

    What nobody ever confirmed is asked about once more: when it has just come (from the next day: today's mail may be out).
    """
    ahead = policy.CONFIRM_AHEAD()
    last = service.assured_on or _came_on(service)
    later = (assurance.ask_again_on(last) - ahead, assurance.says_so_from(last) - ahead)
    return later if service.assured_on else (last + dt.timedelta(days=1), *later)


def _came_on(service: Service) -> dt.date:
    return service.created_at.astimezone(clock.LONDON).date()


def _due_on(service: Service) -> dt.date:
    """Three months after the last confirmation; where there never was one, a month after it came."""
    if service.assured_on:
        return assurance.ask_again_on(service.assured_on)
    return _came_on(service) + policy.CONFIRM_AHEAD()


def _otherwise(service: Service) -> str:
    """What comes of silence: after six months its page says so, after a year it stands last."""
    if service.assured_on is None:
        return _("Its page says “Never confirmed”.")
    standing = assurance.standing(service.assured_on, clock.today())
    if standing == "quiet":
        return _("It stands last in every list, and its page says “ring first”.")
    if standing == "old":
        last = {"day": words.date(assurance.last_from(service.assured_on))}
        return _("Its page says “Not confirmed since”. From %(day)s it stands last in every list.") % last
    day = assurance.says_so_from(service.assured_on)
    return _("From %(day)s its page says “Not confirmed since”.") % {"day": words.date(day)}


def show(keys: Sequence[str]) -> dict[str, Shown]:
    """These services in short, and how full they are, for the page behind the monthly mail."""
    services = Service.objects.filter(pk__in=keys).order_by("pk").prefetch_related("locations", "times", "contacts")
    return {str(service.pk): shown(service) for service in services}


def shown(service: Service) -> Shown:
    """One service in short, as its keeper checks it. Its rows are best prefetched."""
    said, today = capacity.of(service), clock.today()
    return Shown(
        facts=in_short(service),
        asks=_("How full is it?"),
        stands=said.words(today) if said else _("Nobody has said yet"),
        choices=tuple(
            (value, str(label), bool(said and said.value == value and said.counts(today))) for value, label in QUICK.items()
        ),
    )


def in_short(service: Service) -> list[tuple[str, str]]:
    """What people act on: when, where, what it costs, how to start and whom to ring. A hidden address stays hidden."""
    places = [
        _("Address kept private") if one.hidden else ", ".join(filter(None, (one.name, sentences.address(one))))
        for one in service.locations.all()
    ]
    shown_to_all = [one for one in service.contacts.all() if one.publish == Publish.YES]
    ring_or_write = [one.value for one in sorted(shown_to_all, key=lambda one: one.kind != Contact.Kind.PHONE)]
    told = (
        (_("When"), times.sentences(timetables.of(service), today=clock.today()) or _("Times not given")),
        (_("Where"), "; ".join([*places, *sentences.ways(service)]) or _("No address given")),
        (_("Cost"), sentences.cost(service)),
        (_("How to start"), sentences.start(service)),
        (_("Ring or write"), ", ".join(ring_or_write) or _("No number and no address")),
    )
    return [(label, text) for label, text in told if text]
