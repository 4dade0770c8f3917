"""Writes what a list says of a service, whenever the service is written."""

from collections.abc import Iterator

import msgspec

from alongside.directory.actions.importing.cleaning import first_words
from alongside.directory.models import Card, Service
from alongside.directory.queries import cards, sentences, times, timetables
from alongside.directory.registry import Written
from alongside.kit import clock, rows


def write(written: Written) -> None:
    """Write the cards of these services and take away those of services that are no longer shown."""
    made = [Card(service_id=service.pk, facts=msgspec.json.encode(facts(service)).decode()) for service in written.shown]
    Card.objects.filter(service_id__in=set(written.ids) - {card.service_id for card in made}).delete()
    rows.insert(made, changing=["facts"])


def facts(service: Service) -> cards.Facts:
    """What a list says of one service. Its locations and times are best prefetched. A hidden address is never in it."""
    ways = (("home", service.at_home), ("phone", service.by_phone), ("online", service.online))
    return cards.Facts(
        name=service.name,
        slug=service.slug,
        organisation=service.organisation.name,
        sector=service.organisation.sector,
        summary=service.summary or first_words(service.description),
        cost=sentences.cost_in_brief(service),
        times=times.short(timetables.of(service), today=clock.today()),
        ways=tuple(way for way, is_so in ways if is_so),
        spots=tuple(_spots(service)),
        everywhere=service.everywhere,
        hidden=any(location.hidden for location in service.locations.all()),
        paused=service.status == Service.Status.PAUSED,
        assured_on=service.assured_on,
        capacity=service.capacity,
        capacity_on=service.capacity_said_on,
        weeks=service.capacity_weeks,
        until=service.capacity_until,
    )


def _spots(service: Service) -> Iterator[cards.Spot]:
    for location in service.locations.all():
        if not location.hidden and location.latitude is not None and location.longitude is not None:
            yield cards.Spot(location.latitude, location.longitude, location.town or location.postcode, location.precision)
