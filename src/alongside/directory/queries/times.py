"""When a service runs: its next dates, its week at a glance, and both in plain sentences, in England's time."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from dateutil.rrule import rrulebase, rrulestr
from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from holidays import country_holidays

from alongside.kit import words
from alongside.kit.clock import LONDON

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = dt.timedelta(days=400)
"""How far ahead we look for a next date: a yearly break is still bridged, a rule without any date ends the search."""
NOTICE = dt.timedelta(days=56)
"""Closed dates are told when they are near enough to matter."""


@dataclass(frozen=True)
class Rule:
    """The parts of an RRULE that services here use."""

    monthly: bool = False
    every: int = 1
    days: tuple[tuple[int, int], ...] = ()
    dates: tuple[int, ...] = ()

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted({day for _nth, day in self.days}))


@dataclass(frozen=True)
class Slot:
    """A rule with its opening and closing time, as a service has several."""

    rule: str
    opens: dt.time
    closes: dt.time
    starts: dt.date | None = None
    ends: dt.date | None = None

    @property
    def parsed(self) -> Rule:
        return parse(self.rule)


@dataclass(frozen=True)
class Timetable:
    """Everything that decides when a service is open: its slots, the dates it is closed, and bank holidays."""

    slots: tuple[Slot, ...] = ()
    closed_on: frozenset[dt.date] = frozenset()
    closed_on_holidays: bool = False
    text: str = ""

    def is_closed(self, day: dt.date) -> bool:
        return day in self.closed_on or (self.closed_on_holidays and day in bank_holidays(day.year))


@dataclass(frozen=True)
class Occurrence:
    """One time that a service is open, with its time zone."""

    starts: dt.datetime
    ends: dt.datetime


_NTHS = frozenset({1, 2, 3, 4, 5, -1, -2})


class BadRule(ValueError):
    """A rule that we cannot keep. The message says so in plain words."""


@cache
def parse(rule: str) -> Rule:
    """The parts of an RRULE, or BadRule: WEEKLY by day, or MONTHLY by the n-th weekday or by date."""
    parts = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    try:
        every = int(parts.pop("INTERVAL", "1"))
        set_position = int(parts.pop("BYSETPOS", "0"))
        days = tuple(_day(part, set_position) for part in parts.pop("BYDAY", "").split(",") if part)
        dates = tuple(int(part) for part in parts.pop("BYMONTHDAY", "").split(",") if part)
    except (ValueError, IndexError) as error:
        raise BadRule(_("This is not a rule for days that we know: %(rule)s") % {"rule": rule}) from error
    frequency = parts.pop("FREQ", "")
    parts.pop("WKST", None)
    found = Rule(frequency == "MONTHLY", every, days, dates)
    if parts or not _makes_sense(frequency, found):
        raise BadRule(_("This is not a rule for days that we know: %(rule)s") % {"rule": rule})
    return found


def _day(part: str, set_position: int) -> tuple[int, int]:
    nth = int(part[:-2]) if part[:-2] else set_position
    return nth, CODES.index(part[-2:])


def _makes_sense(frequency: str, rule: Rule) -> bool:
    if not 1 <= rule.every <= 12 or any(date != -1 and not 1 <= date <= 31 for date in rule.dates):
        return False
    if frequency == "WEEKLY":
        return bool(rule.days) and not rule.dates and all(nth == 0 for nth, _day in rule.days)
    if frequency == "MONTHLY":
        by_day = bool(rule.days) and not rule.dates and all(nth in _NTHS for nth, _day in rule.days)
        return by_day or (bool(rule.dates) and not rule.days)
    return False


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England in a year."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def days_of(slot: Slot, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days from `first` to `last` on which `slot` falls, whether closed or not."""
    start = max(first, slot.starts) if slot.starts else first
    last = min(last, slot.ends) if slot.ends else last
    anchor = _anchor(slot, start)
    for moment in _every(_canonical(slot.parsed), anchor, last).xafter(dt.datetime.combine(start, dt.time()), inc=True):
        yield moment.date()


@lru_cache(maxsize=512)
def _every(rule: str, anchor: dt.date, last: dt.date) -> rrulebase:
    """The days of a rule. Many services have the same, and to read it takes longer than to find its next day."""
    until = last.isoformat().replace("-", "")  # strftime forgets the zeros of a year before 1000
    return rrulestr(f"{rule};UNTIL={until}", dtstart=dt.datetime.combine(anchor, dt.time()))


def _anchor(slot: Slot, start: dt.date) -> dt.date:
    """A day not after `start` from which the rule counts, in step with the first day of the slot."""
    rule, first = slot.parsed, slot.starts or dt.date(2024, 1, 1)
    if rule.monthly:
        months = (start.year - first.year) * 12 + start.month - first.month
        months -= months % rule.every
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return dt.date(year, month + 1, 1)
    monday = first - dt.timedelta(days=first.weekday())
    weeks = (start - monday).days // 7
    return monday + dt.timedelta(weeks=weeks - weeks % rule.every)


def _canonical(rule: Rule) -> str:
    days = ",".join(f"{nth or ''}{CODES[day]}" for nth, day in rule.days)
    dates = ",".join(str(date) for date in rule.dates)
    by = f"BYDAY={days}" if days else f"BYMONTHDAY={dates}"
    return f"FREQ={'MONTHLY' if rule.monthly else 'WEEKLY'};INTERVAL={rule.every};WKST=MO;{by}"


def occurrences(table: Timetable, *, after: dt.datetime, until: dt.datetime | None = None) -> Iterator[Occurrence]:
    """When the service is open next, soonest first. One that has begun and not yet ended counts."""
    moment = after.astimezone(LONDON)
    last = (until or after + AHEAD).astimezone(LONDON).date()
    for day, slots in _merged(table.slots, moment.date(), last):
        if table.is_closed(day):
            continue
        for slot in slots:
            one = _at(day, slot)
            if one.ends > moment and (until is None or one.starts <= until):
                yield one


def _merged(slots: Iterable[Slot], first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, list[Slot]]]:
    """Each day that has any slot, with its slots in the order of the clock."""
    streams = [(days_of(slot, first, last), slot) for slot in slots]
    waiting = [(day, slot, stream) for stream, slot in streams if (day := next(stream, None))]
    while waiting:
        today = min(day for day, _slot, _stream in waiting)
        here = sorted((slot for day, slot, _stream in waiting if day == today), key=lambda slot: (slot.opens, slot.closes))
        yield today, here
        waiting = [
            (next_day, slot, stream)
            for day, slot, stream in waiting
            if (next_day := next(stream, None) if day == today else day) is not None
        ]


def _at(day: dt.date, slot: Slot) -> Occurrence:
    """The slot on one day. The clock on the wall counts, also when the clocks change."""
    starts, ends = (dt.datetime.combine(day, time, tzinfo=LONDON) for time in (slot.opens, slot.closes))
    return Occurrence(starts, max(ends, starts))


def next_occurrence(table: Timetable, *, after: dt.datetime) -> Occurrence | None:
    return next(occurrences(table, after=after), None)


def closed_soon(table: Timetable, *, today: dt.date) -> list[dt.date]:
    """The dates in the next weeks when it would be open, but is not."""
    days = (day for day, _slots in _merged(table.slots, today, today + NOTICE))
    return [day for day in days if table.is_closed(day)]


def week(slots: Sequence[Slot], *, today: dt.date) -> list[tuple[str, list[str]]]:
    """The week at a glance, Monday first, each day with its hours. What is on some weeks only is in it too: the sentence says which."""
    hours: dict[int, list[str]] = {}
    for slot in sorted(_running(slots, today), key=lambda slot: (slot.opens, slot.closes)):
        for day in slot.parsed.weekdays:
            said = f"{_short(slot.opens)}–{_short(slot.closes)}"
            if said not in hours.setdefault(day, []):
                hours[day].append(said)
    return [(_short_day(day), hours.get(day, [])) for day in range(7)] if hours else []


def _short(time: dt.time) -> str:
    hour = time.hour % 12 or 12
    return f"{hour}:{time.minute:02}" if time.minute else str(hour)


def _running(slots: Iterable[Slot], today: dt.date) -> list[Slot]:
    return [slot for slot in slots if slot.ends is None or slot.ends >= today]


def sentences(table: Timetable, *, today: dt.date) -> str:
    """When it runs, as one would say it."""
    running = _running(table.slots, today)
    weekly = [slot for slot in running if not slot.parsed.monthly]
    monthly = [slot for slot in running if slot.parsed.monthly]
    said = _weekly(weekly) + [_monthly(slot, also=bool(weekly)) for slot in sorted(monthly, key=lambda s: (s.rule, s.opens))]
    if table.text:
        said.append(table.text.rstrip(".") + ".")
    return " ".join(said)


def short(table: Timetable, *, today: dt.date) -> str:
    """The same for one line of a list: without the full stop at its end."""
    return sentences(table, today=today).removesuffix(".")


def _weekly(slots: Sequence[Slot]) -> list[str]:
    """Days with the same hours are said together, in the order of the week."""
    by_day: dict[tuple[int, int], list[tuple[dt.time, dt.time]]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.opens, slot.closes)):
        for day in slot.parsed.weekdays:
            by_day.setdefault((slot.parsed.every, day), []).append((slot.opens, slot.closes))
    by_hours: dict[tuple[int, tuple[tuple[dt.time, dt.time], ...]], list[int]] = {}
    for (every, day), hours in sorted(by_day.items()):
        by_hours.setdefault((every, tuple(dict.fromkeys(hours))), []).append(day)
    return [
        _("%(days)s, %(hours)s.") % {"days": _days(days, every), "hours": words.joined([words.times(*pair) for pair in hours])}
        for (every, hours), days in by_hours.items()
    ]


def _days(days: Sequence[int], every: int) -> str:
    if every > 1:
        names = words.joined([_day_name(day) for day in days])
        return (_("Every other %(day)s") if every == 2 else _("Every %(number)s weeks on %(day)s")) % {
            "day": names,
            "number": every,
        }
    if len(days) == 7:
        return _("Every day")
    runs = [[day for _index, day in run] for _key, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])]
    if len(runs) == 1 and len(days) > 2:
        return _("%(first)s to %(last)s") % {"first": _day_name(days[0]), "last": _day_name(days[-1])}
    return words.joined([_plural(day) for day in days])


def _monthly(slot: Slot, *, also: bool) -> str:
    rule = slot.parsed
    if rule.dates:
        on = words.joined([_("last day") if date == -1 else str(ordinal(date)) for date in rule.dates])
    else:
        on = words.joined([f"{_nth(nth)} {_day_name(day)}" for nth, day in rule.days])
    month = _("of the month") if rule.every == 1 else _("of every %(number)s months") % {"number": rule.every}
    frame = _("On the %(on)s %(month)s also from %(hours)s.") if also else _("On the %(on)s %(month)s, %(hours)s.")
    return frame % {"on": on, "month": month, "hours": _from_to(slot) if also else words.times(slot.opens, slot.closes)}


def _from_to(slot: Slot) -> str:
    """After "from" the half of the day need not be said twice: "2 to 4 pm"."""
    opens, closes = words.time(slot.opens), words.time(slot.closes)
    if " " in opens and " " in closes and opens.rpartition(" ")[2] == closes.rpartition(" ")[2]:
        opens = opens.rpartition(" ")[0]
    return _("%(start)s to %(end)s") % {"start": opens, "end": closes}


_DAY_NAMES = (
    lazy("Monday"),
    lazy("Tuesday"),
    lazy("Wednesday"),
    lazy("Thursday"),
    lazy("Friday"),
    lazy("Saturday"),
    lazy("Sunday"),
)
_PLURALS = (
    lazy("Mondays"),
    lazy("Tuesdays"),
    lazy("Wednesdays"),
    lazy("Thursdays"),
    lazy("Fridays"),
    lazy("Saturdays"),
    lazy("Sundays"),
)
_SHORT_DAYS = lazy("Mon"), lazy("Tue"), lazy("Wed"), lazy("Thu"), lazy("Fri"), lazy("Sat"), lazy("Sun")


def _day_name(day: int) -> str:
    return str(_DAY_NAMES[day])


def _plural(day: int) -> str:
    return str(_PLURALS[day])


def _short_day(day: int) -> str:
    return str(_SHORT_DAYS[day])


def _nth(number: int) -> str:
    if number < 0:
        return _("last") if number == -1 else _("second last")
    return (_("first"), _("second"), _("third"), _("fourth"), _("fifth"))[number - 1]
