"""Reads services from sheets: several that are linked by their ID columns, or a single one whose headings are guessed."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from alongside.directory.actions.importing import cleaning, columns, spoken
from alongside.directory.actions.importing.columns import Columns
from alongside.directory.actions.importing.mapping import Mapper, key_of
from alongside.directory.actions.importing.shapes import Record, Refused, Rows, Runner, SourceError
from alongside.directory.models import Service
from alongside.directory.queries.facts import Facts
from alongside.people.consent import Publish

Sheets = dict[str, list[dict[str, str]]]
_SECTION = re.compile(r"(?ms)^#\s?(Access|Fees) information[ \t]*\n(.*?)(?=^#\s?(?:Access|Fees) information|\Z)")


class Tables:
    """The sheets of one source, joined. `rows` are its services; `record` puts one in our words."""

    def __init__(self, sheets: Sheets, mapper: Mapper) -> None:
        filled = {name: rows for name, rows in sheets.items() if rows}
        if not filled:
            raise SourceError(_("There are no rows in it."))
        self.mapper = mapper
        self.rows = _services(filled)
        self.columns = columns.understood(_headings(self.rows), columns.SERVICE | _places_wanted(filled))
        if "name" not in self.columns:
            raise SourceError(_("No column looks like the name of a service. Name one of them “Name”."))
        self.runners = _runners(filled, mapper)
        self.locations = _locations(filled, mapper)
        self.links = _links(filled, mapper)

    def record(self, row: dict[str, str], number: int) -> Record:
        """One row as one of our records, or Refused."""
        cell = _Cells(row, self.columns)
        name = self.mapper.name(cell("name"))
        runner = self._runner(cell, name)
        given = str(cleaning.identifier(cell("key")) or cleaning.line(cell("key")))
        description, access, fees = _sections(cell("description"))
        locations = [dict(one) for one in self.links_of(given)] or self._own_location(cell)
        for one in locations:
            one["access_text"] = (one["access_text"] or cleaning.line(cell("access_text") or access))[:300]
        facts: Facts = {
            "name": name,
            **self.mapper.words(description if locations or not access else cell("description"), cell("intro")),
            "url": self.mapper.url(cell("url")),
            **_cost(cell, fees),
            **self._who(cell),
            **_start(cell),
            "bring": cleaning.text(cell("bring")),
            "expect": cleaning.text(cell("expect")),
            "languages": [part for part in map(cleaning.line, re.split(r"[,;/\n]", cell("languages"))) if part],
            "locations": locations,
            **spoken.times(cell("times"), days=cell("days"), opens=cell("opens"), closes=cell("closes")),
            "contacts": self._contacts(cell),
            "terms": sorted(
                {cleaning.line(part).casefold() for part in re.split(r"[,;|\n]", cell("terms")) if cleaning.line(part)}
            ),
        }
        postcode = locations[0]["postcode"] if locations else ""
        key = key_of(given, name, runner.name, postcode)
        return Record(number, key, runner, facts, self.mapper.status(cell("status")), self.mapper.assured_on(cell("assured")))

    def label(self, row: dict[str, str]) -> tuple[str, str]:
        """By which key and name a row that is left out is known."""
        return row.get(self.columns.get("key", ""), ""), row.get(self.columns["name"], "")

    def links_of(self, key: str) -> list[Facts]:
        return [self.locations[one] for one in self.links.get(key, ())]

    def _runner(self, cell: "_Cells", name: str) -> Runner:
        key = str(cleaning.identifier(cell("organisation_key")) or cleaning.line(cell("organisation_key")))
        if key and self.runners:
            if key not in self.runners:
                raise Refused(_("It names an organisation that is not in the sheet of organisations."))
            return self.runners[key]
        if "organisation" not in self.columns and "organisation_key" not in self.columns:
            self.mapper.notes.add(_("There is no column for the organisation, so each row counts as one of its own."))
            return self.mapper.runner("", name)
        return self.mapper.runner(key, cell("organisation"))

    def _own_location(self, cell: "_Cells") -> list[Facts]:
        parts = [cell(field) for field in ("line_1", "line_2", "line_3")]
        if not any(cleaning.line(part) for part in (*parts, cell("venue"), cell("town"), cell("postcode"), cell("latitude"))):
            return []
        return [
            self.mapper.location(
                "",
                list(parts),
                town=cell("town"),
                county=cell("county"),
                postcode=cell("postcode"),
                name=cell("venue"),
                hidden=cleaning.yes_or_no(cell("hidden")) is True,
                **self.mapper.point(cell("latitude"), cell("longitude")),
            )
        ]

    def _who(self, cell: "_Cells") -> Facts:
        said = [
            cleaning.text(cell(field))
            for field in ("eligibility", "disability", "employment", "gender", "housing", "income", "spoken")
        ]
        ages = cleaning.ages(cell("ages"))
        if ages is None:
            said.insert(0, cleaning.line(cell("ages")))
        low, high = (cleaning.number(cell(field)) for field in ("minimum_age", "maximum_age"))
        first, last = ages or (None, None)
        return {
            "eligibility": "\n\n".join(part for part in said if part),
            **self.mapper.ages(first if low is None else low, last if high is None else high),
        }

    def _contacts(self, cell: "_Cells") -> list[Facts]:
        """Consent is never invented: without a column that says yes, a contact is kept but not shown."""
        agreed = cleaning.yes_or_no(cell("consent"))
        publish = {True: Publish.YES, False: Publish.NO, None: Publish.UNKNOWN}[agreed]
        return [
            *self.mapper.contact("phone", cell("phone"), publish=publish),
            *self.mapper.contact("email", cell("email"), publish=publish),
        ]


class _Cells:
    """The cells of one row, by our fields."""

    def __init__(self, row: dict[str, str], known: Columns) -> None:
        self.row = row
        self.known = known

    def __call__(self, field: str) -> str:
        return self.row.get(self.known.get(field, ""), "") or ""


def _headings(rows: Rows) -> list[str]:
    return list(rows[0])


def _named(sheets: Sheets, *words: str, without: tuple[str, ...] = ()) -> Rows | None:
    for name, rows in sheets.items():
        plain = columns.plain(name)
        if any(word in plain for word in words) and not any(word in plain for word in without):
            return rows
    return None


def _services(sheets: Sheets) -> Rows:
    """The sheet of services: by its name, or the one whose headings we understand best."""
    named = _named(sheets, "service", "activit", without=("location", "link"))
    if named is not None:
        return named
    return max(sheets.values(), key=lambda rows: len(columns.understood(_headings(rows), columns.SERVICE)))


def _places_wanted(sheets: Sheets) -> dict[str, tuple[str, ...]]:
    """A sheet that is linked to one of locations has no addresses of its own."""
    return {} if _named(sheets, "service location", "service at location") else columns.PLACE


def _each(rows: Rows, wanted: dict[str, tuple[str, ...]]) -> Iterator[_Cells]:
    known = columns.understood(_headings(rows), wanted)
    return (_Cells(row, known) for row in rows)


def _key(cell: _Cells, field: str) -> str:
    return str(cleaning.identifier(cell(field)) or cleaning.line(cell(field)))


def _runners(sheets: Sheets, mapper: Mapper) -> dict[str, Runner]:
    rows = _named(sheets, "organisation", "organization", without=("service", "location"))
    found: dict[str, Runner] = {}
    for cell in _each(rows or [], columns.ORGANISATION) if rows else ():
        if cleaning.line(cell("name")) and _key(cell, "key"):
            found[_key(cell, "key")] = mapper.runner(_key(cell, "key"), cell("name"), cell("about"), cell("url"))
    return found


def _locations(sheets: Sheets, mapper: Mapper) -> dict[str, Facts]:
    rows = _named(sheets, "location", "address", without=("service", "postcode"))
    return (
        {_key(cell, "key"): _linked_location(cell, mapper) for cell in _each(rows, columns.PLACE | columns.IDENTITY)}
        if rows
        else {}
    )


def _linked_location(cell: _Cells, mapper: Mapper) -> Facts:
    return mapper.location(
        _key(cell, "key"),
        [cell("line_1"), cell("line_2"), cell("line_3")],
        town=cell("town"),
        county=cell("county"),
        postcode=cell("postcode"),
        name=cell("venue"),
        **mapper.point(cell("latitude"), cell("longitude")),
    )


def _links(sheets: Sheets, mapper: Mapper) -> dict[str, list[str]]:
    """Which locations belong to which service. A link that leads nowhere is noted."""
    rows = _named(sheets, "service location", "service at location")
    known = set(_locations(sheets, Mapper(type(mapper.notes)()))) if rows else set()
    found: dict[str, list[str]] = {}
    for cell in _each(rows, columns.LINK) if rows else ():
        service, location = _key(cell, "service"), _key(cell, "location")
        if location in known and service:
            found.setdefault(service, []).append(location)
        else:
            mapper.notes.add(_("A link between a service and a location that leads nowhere was left out."), service or location)
    return found


def _sections(description: str) -> tuple[str, str, str]:
    """The description without its parts about access and fees, and those two."""
    parts: dict[str, list[str]] = {"Access": [], "Fees": []}
    for found in _SECTION.finditer(description):
        parts[found[1]].append(found[2])
    return _SECTION.sub("", description), " ".join(parts["Access"]), " ".join(parts["Fees"])


def _cost(cell: _Cells, fees: str) -> Facts:
    said = cleaning.line(cell("cost") or fees)
    free = cleaning.yes_or_no(cell("is_free"))
    if free is None and said:
        free = said.casefold().rstrip(".!") in ("free", "no charge", "free of charge", "nothing", "0", "£0")
        said = "" if free else said
    price = None if free else cleaning.pence(said)
    cost = {True: Service.Cost.FREE, False: Service.Cost.FEE, None: Service.Cost.UNKNOWN}[free]
    return {"cost": cost.value, "cost_pence": price, "cost_text": "" if price is not None else said[:300]}


def _start(cell: _Cells) -> Facts:
    """How to start, in the words given. Which kind it is, only where the words leave no doubt."""
    said = cleaning.text(cell("start"))
    plain = said.casefold().strip(" .!")
    kinds: Iterable[tuple[Service.Start, tuple[str, ...]]] = (
        (Service.Start.JUST_COME, ("drop in", "drop-in", "just come", "just turn up", "turn up", "no need to book")),
        (Service.Start.REFERRAL, ("referral only", "professional referral", "by referral", "gp referral", "referral")),
        (
            Service.Start.RING,
            ("ring first", "phone first", "call", "by phone", "phone", "email", "contact us", "booking essential"),
        ),
        (Service.Start.FORM, ("online form", "fill in a form", "referral form", "form")),
    )
    kind = next((kind for kind, known in kinds if plain in known), Service.Start.UNKNOWN)
    return {"start": kind.value, "start_text": "" if kind in (Service.Start.JUST_COME, Service.Start.REFERRAL) else said}
