"""The officers' list of people: who has an account, their seats, how they sign in, and when they were last here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.kit import sheets
from alongside.kit.paging import Page, page_of
from alongside.organisations import queries as organisations
from alongside.people import queries as people

if TYPE_CHECKING:
    from alongside.organisations.models import Seat
    from alongside.people.models import Person

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom an officer looks for."""

    words: str = ""
    state: str = ""

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return urlencode({key: value for key, value in {"q": self.words, "state": self.state}.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the list."""

    person: Person
    seats: list[Seat]


@dataclass(frozen=True, slots=True)
class Share:
    """Of those who hold a seat, how many have a second step."""

    having: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down: one that lacks it is never hidden."""
        return 100 * self.having // self.of if self.of else 0


def states() -> list[tuple[str, str]]:
    """By what the list may be narrowed."""
    return [
        ("seated", _("With a seat")),
        ("officers", _("Officers")),
        ("unsafe", _("With a seat and without a second step")),
        ("unseated", _("Without a seat")),
        ("suspended", _("Suspended")),
    ]


def listed(wanted: Wanted, number: str | None) -> tuple[Page[Person], list[Row]]:
    """The people who fit, a page of them, at the same cost however many there are."""
    page = page_of(_found(wanted), number, SHOWN)
    return page, _rows(page.rows)


def sheet(wanted: Wanted, kind: str) -> bytes:
    """The same list, whole."""
    headings = [_("Name"), _("E-mail"), _("Seats"), _("Second step"), _("Last seen"), _("Suspended")]
    rows = [dict(zip(headings, _line(row), strict=True)) for row in _rows(_found(wanted))]
    if kind == "xlsx":
        return sheets.write_xlsx(rows, headings, title=_("People"))
    return sheets.write_csv(rows, headings).encode("utf-8-sig")


def share() -> Share:
    """How safe those are who act for somebody."""
    acting = {"pk__in": organisations.seated(), "is_active": True}
    return Share(people.accounts(second_step=True).filter(**acting).count(), people.accounts().filter(**acting).count())


def _found(wanted: Wanted) -> QuerySet[Person]:
    found = people.accounts(wanted.words, second_step=False if wanted.state == "unsafe" else None)
    if wanted.state == "suspended":
        return found.filter(is_active=False)
    if wanted.state == "unseated":
        return found.exclude(pk__in=organisations.seated())
    if wanted.state in {"seated", "officers", "unsafe"}:
        return found.filter(pk__in=organisations.seated(officers=wanted.state == "officers"))
    return found


def _rows(some: Iterable[Person]) -> list[Row]:
    every = list(some)
    seats = organisations.seats_of_many([person.pk for person in every])
    return [Row(person, seats.get(person.pk, [])) for person in every]


def _line(row: Row) -> list[str]:
    person = row.person
    seats = "; ".join(f"{seat.organisation.name} ({seat.get_role_display()})" for seat in row.seats)
    seen = person.seen_on.isoformat() if person.seen_on else ""  # type: ignore[attr-defined]
    marks = [_("yes") if person.second_step else _("no"), seen, "" if person.is_active else _("yes")]  # type: ignore[attr-defined]
    return [person.name, person.email, seats, *marks]
