"""Reads the records of an Open Referral UK 1.0 feed, whether they came from a list or with everything inside."""

from typing import Any

from django.utils.translation import gettext as _

from alongside.directory.actions.importing import cleaning
from alongside.directory.actions.importing.mapping import Mapper, key_of
from alongside.directory.actions.importing.shapes import Record, Refused
from alongside.directory.models import Service
from alongside.directory.queries import times
from alongside.directory.queries.facts import Facts
from alongside.kit import words
from alongside.people.consent import Publish

Raw = dict[str, Any]
WAYS = {"venue": "at_place", "phone": "by_phone", "online": "online", "home visit": "at_home"}
STARTS: dict[str, tuple[str, str]] = {
    "drop-in": (Service.Start.JUST_COME, ""),
    "appointment": (Service.Start.RING, "By appointment."),
    "self referral": (Service.Start.RING, "You can refer yourself."),
    "membership": (Service.Start.RING, "For members. Ask how to join."),
    "assessment": (Service.Start.RING, "It begins with an assessment."),
    "referral": (Service.Start.REFERRAL, ""),
}
FREE = frozenset({"free", "0", "0.00", "£0", "£0.00", "no charge", "no cost", "free of charge", "there is no charge", "nothing"})
DAYS = dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), times.CODES, strict=True))


def record(raw: object, row: int, mapper: Mapper) -> Record:
    """One record of the feed as one of ours, or Refused."""
    if not isinstance(raw, dict):
        raise Refused(_("It is not a record."))
    name = mapper.name(raw.get("name"))
    runs = raw.get("organization")
    runs = runs if isinstance(runs, dict) else {}
    runner = mapper.runner(runs.get("id"), runs.get("name"), runs.get("description"), runs.get("url"))
    facts: Facts = {
        "name": name,
        **mapper.words(raw.get("description")),
        "url": mapper.url(raw.get("url")),
        **_cost(raw),
        **_who(raw, mapper),
        **_ways(raw),
        **_start(raw),
        "languages": [
            cleaning.line(one.get("language")) for one in listed(raw, "languages") if cleaning.line(one.get("language"))
        ],
        "locations": _locations(raw, mapper),
        **_times(raw),
        "contacts": _contacts(raw, mapper),
        "terms": _words(raw),
    }
    assured = raw.get("assured_date") or inside(raw, "pc_metadata").get("date_assured")
    return Record(
        row, key_of(raw.get("id"), name, runner.name), runner, facts, mapper.status(raw.get("status")), mapper.assured_on(assured)
    )


def inside(raw: Raw, key: str) -> Raw:
    """The object at this key, or an empty one."""
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def listed(raw: Raw, *keys: str) -> list[Raw]:
    """The objects in the first of these lists that has any. Feeds spell some of their plurals in two ways."""
    for key in keys:
        value = raw.get(key)
        if isinstance(value, list) and value:
            return [one for one in value if isinstance(one, dict)]
    return []


def _cost(raw: Raw) -> Facts:
    said = cleaning.line(raw.get("fees"))
    options = listed(raw, "cost_options")
    if not said and options:
        said = words.joined([_option(option) for option in options if _option(option)])
        if all(str(option.get("amount", "")).strip() in ("0", "0.0", "0.00") for option in options):
            return {"cost": Service.Cost.FREE.value, "cost_text": "", "cost_pence": None}
    if not said:
        return {"cost": Service.Cost.UNKNOWN.value, "cost_text": "", "cost_pence": None}
    if said.casefold().rstrip(".!") in FREE:
        return {"cost": Service.Cost.FREE.value, "cost_text": "", "cost_pence": None}
    price = cleaning.pence(said)
    return {"cost": Service.Cost.FEE.value, "cost_pence": price, "cost_text": "" if price else said[:300]}


def _option(option: Raw) -> str:
    amount = cleaning.line(option.get("amount"))
    said = cleaning.line(option.get("option") or option.get("amount_description"))
    price = f"£{amount.removesuffix('.00')}" if amount not in ("", "0", "0.0", "0.00") else ""
    return " ".join(part for part in (price, said) if part)


def _who(raw: Raw, mapper: Mapper) -> Facts:
    """Who it is for: the ages given, and the groups that the publisher names."""
    given = next(iter(listed(raw, "eligibilitys", "eligibilities")), {})
    ages = mapper.ages(cleaning.number(given.get("minimum_age")), cleaning.number(given.get("maximum_age")))
    named = [cleaning.line(one.get("audienceType")).rpartition(">")[2].strip() for one in listed(raw, "pc_targetAudience")]
    said = [cleaning.line(given.get("eligibility")), words.joined(list(dict.fromkeys(name for name in named if name)))]
    return {**ages, "eligibility": "\n\n".join(part for part in said if part)}


def _ways(raw: Raw) -> Facts:
    given = {cleaning.line(part).casefold() for part in str(raw.get("attending_type") or "").split(",")}
    ways = {field for said, field in WAYS.items() if said in given}
    if not ways:
        return {}
    return {field: field in ways for field in WAYS.values()}


def _start(raw: Raw) -> Facts:
    given = cleaning.line(raw.get("attending_access")).casefold()
    start, said = STARTS.get(given, (Service.Start.UNKNOWN, ""))
    more = cleaning.text(raw.get("pc_attendingAccess_additionalInfo"))
    return {"start": str(start), "start_text": "\n\n".join(part for part in (said, more) if part)}


def _locations(raw: Raw, mapper: Mapper) -> list[Facts]:
    links = listed(raw, "service_at_locations") or [{"location": one} for one in listed(raw, "locations")]
    return [_location(inside(link, "location") or link, mapper) for link in links]


def _location(given: Raw, mapper: Mapper) -> Facts:
    address = next(iter(listed(given, "physical_addresses", "physical_address", "addresses")), {})
    access = listed(given, "accessibility_for_disabilities")
    return mapper.location(
        key_of(given.get("id"), *(str(address.get(key) or "") for key in ("address_1", "city", "postal_code"))),
        [address.get("address_1"), address.get("address_2")],
        town=address.get("city"),
        county=address.get("state_province"),
        postcode=address.get("postal_code"),
        name=given.get("name"),
        access_text=words.joined(
            [cleaning.line(one.get("accessibility")) for one in access if cleaning.line(one.get("accessibility"))]
        )[:300],
        **mapper.point(given.get("latitude"), given.get("longitude")),
    )


def _times(raw: Raw) -> Facts:
    """The schedules that we can keep as rules; what we cannot is kept in the publisher's words."""
    kept: list[Facts] = []
    said: list[str] = []
    for given in listed(raw, "regular_schedules", "regular_schedule", "schedules"):
        time = _time(given)
        if time:
            kept.append(time)
        elif words_ := cleaning.line(given.get("description")):
            said.append(words_)
    return {"times": kept, "times_text": ". ".join(dict.fromkeys(said))[:300]}


def _time(given: Raw) -> Facts | None:
    opens, closes = cleaning.time(given.get("opens_at")), cleaning.time(given.get("closes_at"))
    day = cleaning.line(given.get("byday") or given.get("weekday"))
    days = ",".join(DAYS.get(part.strip().casefold(), part.strip().upper()) for part in day.split(",") if part.strip())
    date = cleaning.line(given.get("bymonthday"))
    frequency = cleaning.line(given.get("freq")).upper() or "WEEKLY"
    every = cleaning.line(given.get("interval"))
    by = f"BYDAY={days}" if days else f"BYMONTHDAY={date}"
    rule = f"FREQ={frequency};{f'INTERVAL={every};' if every not in ('', '1') else ''}{by}"
    starts, ends = cleaning.date(given.get("valid_from") or given.get("dtstart")), cleaning.date(given.get("valid_to"))
    try:
        times.parse(rule)
    except times.BadRule:
        return None
    if opens is None or closes is None or closes <= opens:
        return None
    return {
        "rule": rule,
        "opens": opens.isoformat("minutes"),
        "closes": closes.isoformat("minutes"),
        "starts": starts and starts.isoformat(),
        "ends": ends and ends.isoformat(),
        "location": None,
    }


def _contacts(raw: Raw, mapper: Mapper) -> list[Facts]:
    """What a publisher puts into the contact fields of an open feed is public already. Names of people are not taken."""
    found = mapper.contact("email", raw.get("email"), publish=Publish.YES)
    for given in listed(raw, "contacts"):
        numbers = [phone.get("number") for phone in listed(given, "phones")] or [given.get("phone")]
        for number in numbers:
            found += mapper.contact("phone", number, publish=Publish.YES, label=given.get("title"))
        found += mapper.contact("email", given.get("email"), publish=Publish.YES, label=given.get("title"))
    return list({(one["kind"], one["value"]): one for one in reversed(found)}.values())[::-1]


def _words(raw: Raw) -> list[str]:
    """What the publisher files it under, in the publisher's words; those that are ours become terms."""
    given = [inside(one, "taxonomy") or one for one in listed(raw, "service_taxonomys", "service_taxonomies", "taxonomies")]
    return sorted({cleaning.line(one.get("name")).casefold() for one in given if cleaning.line(one.get("name"))})
