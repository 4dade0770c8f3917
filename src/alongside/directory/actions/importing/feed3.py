"""Reads the records of an Open Referral UK 3.0 feed: in full where the publisher is an Alongside too, else what the standard has."""

import re
from typing import Any

from django.utils.translation import gettext as _

from alongside.directory.actions.importing import capacity, cleaning
from alongside.directory.actions.importing.feed import FREE, inside, listed
from alongside.directory.actions.importing.mapping import Mapper, key_of
from alongside.directory.actions.importing.shapes import Record, Refused
from alongside.directory.models import Service
from alongside.directory.queries import times
from alongside.directory.queries.facts import Facts
from alongside.kit import prose, words
from alongside.people.consent import Publish

Raw = dict[str, Any]
MOST = 1_000_000
"""Pounds. A price above that is none."""
COSTS, STARTS = frozenset(Service.Cost.values), frozenset(Service.Start.values)
WAYS = ("at_place", "at_home", "by_phone", "online")
_AREA = re.compile(r"/([EWSNK]\d{8})$")


def record(raw: object, row: int, mapper: Mapper) -> Record:
    """One record of the feed as one of ours, or Refused."""
    if not isinstance(raw, dict):
        raise Refused(_("It is not a record."))
    name = mapper.name(raw.get("name"))
    own = inside(raw, "alongside")
    runs = inside(raw, "organization")
    runner = mapper.runner(
        runs.get("id") or raw.get("organization_id"),
        runs.get("name"),
        runs.get("description"),
        runs.get("website") or runs.get("url"),
        sector=own.get("sector"),
        numbers=[
            (one.get("identifier_scheme") or one.get("identifier_type"), one.get("identifier"))
            for one in listed(runs, "organization_identifiers")
        ],
    )
    given = mapper.words(raw.get("description"), own.get("summary"))
    if own:
        given = _own_words(raw, own)
    facts: Facts = {
        "name": name,
        **given,
        "url": mapper.url(raw.get("url")),
        **_cost(raw, own),
        **mapper.ages(cleaning.number(raw.get("minimum_age")), cleaning.number(raw.get("maximum_age"))),
        "eligibility": _words(raw.get("eligibility_description"), own),
        **_start(raw, own),
        **_own(own),
        "languages": [
            said for one in listed(raw, "languages") if (said := cleaning.line(one.get("name") or one.get("language")))
        ],
        "locations": _locations(raw, mapper),
        **_times(raw, own),
        "contacts": _contacts(raw, mapper, is_own=bool(own)),
        "terms": _terms(raw),
        **_areas(raw, own),
    }
    assured = mapper.assured_on(raw.get("assured_date"))
    full = capacity.read(raw, mapper.today)
    key = key_of(raw.get("id"), name, runner.name)
    return Record(row, key, runner, facts, mapper.status(raw.get("status")), assured, capacity=full)


def _own_words(raw: Raw, own: Raw) -> Facts:
    """The publisher has our two texts: the long one stands in for the short one where there is none."""
    long, short = _words(raw.get("description"), own), " ".join(_words(own.get("summary"), own).split())
    return {"description": "" if " ".join(long.split()) == short else long, "summary": short[:400]}


def _words(value: object, own: Raw) -> str:
    """A text. That of an Alongside is plain already: what looks like a mark in it is what somebody wrote."""
    if not own:
        return cleaning.text(value)
    return prose.tidy(value.replace("\0", "")) if isinstance(value, str) else ""


def _own(own: Raw) -> Facts:
    if not own:
        return {}
    closed = [day for one in own.get("closed_on") or [] if (day := cleaning.date(one))]
    return {
        **{way: own.get(way) is True for way in WAYS},
        "bring": _words(own.get("bring"), own),
        "expect": _words(own.get("expect"), own),
        "closed_on": [day.isoformat() for day in closed],
        "closed_on_holidays": own.get("closed_on_holidays") is True,
    }


def _cost(raw: Raw, own: Raw) -> Facts:
    options = listed(raw, "cost_options")
    amounts = [float(amount) for one in options if isinstance(amount := one.get("amount"), int | float) and abs(amount) < MOST]
    said = ". ".join(dict.fromkeys(filter(None, (cleaning.line(one.get("amount_description")) for one in options))))
    said = said or cleaning.line(raw.get("fees_description"))
    pence = round(amounts[0] * 100) if len(amounts) == 1 and amounts[0] >= 0 else None
    cost = str(own.get("cost") or "") if own else ""
    if cost == Service.Cost.GIFT:
        said = said.removeprefix(str(_("A gift, if you like"))).lstrip(". ")
    elif not own:
        cost = Service.Cost.FEE if said or pence else Service.Cost.UNKNOWN
        if said.casefold().rstrip(".!") in FREE or (amounts and not any(amounts) and not said):
            cost, said = Service.Cost.FREE, ""
    if cost not in COSTS:
        cost = Service.Cost.UNKNOWN
    price = pence if cost == Service.Cost.FEE else None
    return {"cost": str(cost), "cost_pence": price, "cost_text": said[:300]}


def _start(raw: Raw, own: Raw) -> Facts:
    start = str(own.get("start") or "")
    known = start if start in STARTS else Service.Start.UNKNOWN
    return {"start": str(known), "start_text": _words(raw.get("application_process"), own)}


def _locations(raw: Raw, mapper: Mapper) -> list[Facts]:
    links = listed(raw, "service_at_locations") or [{"location": one} for one in listed(raw, "locations")]
    found = [_location(place, mapper) for link in links if (place := inside(link, "location")) and not _is_virtual(place)]
    return list({one["key"]: one for one in found}.values())


def _is_virtual(place: Raw) -> bool:
    return place.get("location_type") == "virtual" and not place.get("addresses")


def _location(given: Raw, mapper: Mapper) -> Facts:
    address = next(iter(listed(given, "addresses", "physical_addresses")), {})
    own = inside(given, "alongside")
    said = [cleaning.line(one.get("description") or one.get("details")) for one in listed(given, "accessibility")]
    access = {key: value for key, value in inside(own, "access").items() if isinstance(value, bool)}
    text = cleaning.line(own.get("access_text")) if own else words.joined([one for one in said if one])
    return mapper.location(
        key_of(given.get("id"), *(str(address.get(key) or "") for key in ("address_1", "city", "postal_code"))),
        [address.get("address_1"), address.get("address_2")],
        town=address.get("city"),
        county=address.get("state_province"),
        postcode=address.get("postal_code"),
        name=given.get("name"),
        access=access,
        access_text=text[:300],
        **mapper.point(given.get("latitude"), given.get("longitude")),
    )


def _times(raw: Raw, own: Raw) -> Facts:
    """The schedules that we can keep as rules; what we cannot is kept in the publisher's words."""
    places = {str(link.get("id")): inside(link, "location").get("id") for link in listed(raw, "service_at_locations")}
    schedules = [(one, places.get(str(one.get("service_at_location_id")))) for one in listed(raw, "schedules")]
    for link in listed(raw, "service_at_locations"):
        schedules += [(one, inside(link, "location").get("id")) for one in listed(link, "schedules")]
    kept: dict[str, Facts] = {}
    said: list[str] = []
    for given, place in schedules:
        if time := _time(given, place):
            kept.setdefault(str(given.get("id") or len(kept)), time)
        elif text := cleaning.line(given.get("description")):
            said.append(text)
    text = cleaning.line(own.get("times_text")) if own else ". ".join(dict.fromkeys(said))
    return {"times": list(kept.values()), "times_text": text[:300]}


def _time(given: Raw, place: object) -> Facts | None:
    opens, closes = cleaning.time(given.get("opens_at")), cleaning.time(given.get("closes_at"))
    days, dates = (re.sub(r"\s", "", cleaning.line(given.get(key))).upper() for key in ("byday", "bymonthday"))
    every = cleaning.number(given.get("interval"))
    frequency = cleaning.line(given.get("freq")).upper() or "WEEKLY"
    by = f"BYDAY={days}" if days else f"BYMONTHDAY={dates}"
    rule = f"FREQ={frequency};{f'INTERVAL={every};' if every not in (None, 0, 1) else ''}{by}"
    try:
        times.parse(rule)
    except times.BadRule:
        return None
    if opens is None or closes is None or closes <= opens:
        return None
    starts, ends = (cleaning.date(given.get(key)) for key in ("valid_from", "valid_to"))
    return {
        "id": str(cleaning.identifier(given.get("id")) or ""),
        "rule": rule,
        "opens": opens.isoformat("minutes"),
        "closes": closes.isoformat("minutes"),
        "starts": starts and starts.isoformat(),
        "ends": ends and ends.isoformat(),
        "location": str(place) if place else None,
    }


def _contacts(raw: Raw, mapper: Mapper, *, is_own: bool) -> list[Facts]:
    """What an open feed gives as contacts is public already. Names of people are not taken; an Alongside gives none."""
    found: list[Facts] = []
    for given in listed(raw, "contacts"):
        label = given.get("name") if is_own else given.get("title")
        key = str(cleaning.identifier(given.get("id")) or "") if is_own else ""
        for phone in listed(given, "phones"):
            kind = "text" if phone.get("type") == "text" else "phone"
            rows = mapper.contact(kind, phone.get("number"), publish=Publish.YES, label=label or phone.get("description"))
            found += [{**one, "id": key} for one in rows]
        found += [{**one, "id": key} for one in mapper.contact("email", given.get("email"), publish=Publish.YES, label=label)]
    for phone in listed(raw, "phones"):
        found += mapper.contact("phone", phone.get("number"), publish=Publish.YES, label=phone.get("description"))
    found += mapper.contact("email", raw.get("email"), publish=Publish.YES)
    return list({(one["kind"], one["value"]): one for one in reversed(found)}.values())[::-1]


def _terms(raw: Raw) -> list[str]:
    given = [inside(one, "taxonomy_term").get("name") for one in listed(raw, "attributes")]
    return sorted({said.casefold() for name in given if (said := cleaning.line(name))})


def _areas(raw: Raw, own: Raw) -> Facts:
    codes = sorted({found[1] for one in listed(raw, "service_areas") if (found := _AREA.search(str(one.get("uri") or "")))})
    if not own:
        return {"areas": codes} if codes else {}
    patches, unofficial = ([one for one in own.get(key) or [] if isinstance(one, str)] for key in ("patches", "areas"))
    return {"areas": sorted({*codes, *unofficial}), "patches": sorted(patches), "everywhere": own.get("everywhere") is True}
