"""What is read about members: of one organisation, and the officers' list of all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from alongside.design.forms import Hinted
from alongside.kit import clock, sheets, words
from alongside.kit.paging import Page, page_of
from alongside.organisations import policy, rules
from alongside.organisations.models import (
    Contact,
    MemberKind,
    Membership,
    MembershipQuerySet,
    MembershipYear,
    Organisation,
    Seat,
)
from alongside.organisations.rules import EDITS

if TYPE_CHECKING:
    from alongside.people.models import Person

SHOWN = 50
State = Membership.State


def kinds() -> QuerySet[MemberKind]:
    """Every kind, the dearest last; also those that are no longer offered."""
    return MemberKind.objects.order_by("-is_offered", "pence", "name", "id")


def kinds_for(what: str, size: str) -> list[MemberKind]:
    """The kinds that an organisation of this sort may take now."""
    return [kind for kind in kinds().filter(is_offered=True)[:50] if kind.fits(what, size)]


def priced(kinds: Sequence[MemberKind]) -> list[tuple[str, Hinted]]:
    """Kinds of membership to choose from, each with its price."""
    return [(str(kind.pk), Hinted(f"{kind.name}: {price(kind)}", kind.about)) for kind in kinds]


def price(kind: MemberKind) -> str:
    """What it costs: "free", "£25 a year"."""
    return _("%(price)s a year") % {"price": words.pounds(kind.pence)} if kind.pence else _("free")


def what_of(organisation: Organisation) -> str:
    """Sector and kind as one value."""
    return f"{organisation.sector}:{organisation.kind}"


def open_of(organisation: Organisation) -> Membership | None:
    """Its membership, or that it has asked for one."""
    held = Membership.objects.filter(organisation=organisation, state__in=Membership.OPEN)
    return held.select_related("organisation", "kind").first()


def latest_of(organisation: Organisation) -> Membership | None:
    """The same; where there is none, the last that there was."""
    last = Membership.objects.filter(organisation=organisation).select_related("organisation", "kind", "claim")
    return open_of(organisation) or last.order_by("-asked_at", "id").first()


def some(ids: Collection[uuid.UUID]) -> MembershipQuerySet:
    """Those memberships, whoever asks."""
    with_all = ("organisation", "kind", "claim__organisation", "asked_by", "decided_by")
    return Membership.objects.filter(pk__in=ids).select_related(*with_all).order_by("asked_at", "id")


def years_of(membership: Membership) -> list[MembershipYear]:
    """Its years, the latest first."""
    return list(membership.years.order_by("-starts", "id")[:60])


def can_renew(membership: Membership) -> bool:
    """Whether it is time: from some weeks before its last day until it lapses."""
    if not membership.is_member or membership.until is None:
        return False
    today = clock.today()
    return membership.until - policy.RENEW_FROM() <= today <= lapses_on(membership)


def lapses_on(membership: Membership) -> dt.date:
    """The last day on which it can be renewed."""
    return (membership.until or dt.date.max - policy.GRACE()) + policy.GRACE()


def renewable_by(person: Person) -> list[Membership]:
    """Memberships that `person` may renew now, for the desk."""
    if not person.is_active:
        return []
    held = Seat.objects.open_on(clock.today()).with_role(*EDITS).filter(person=person, organisation__closed_at=None)
    soon = Membership.objects.current().filter(
        organisation__in=held.values("organisation"), until__lte=clock.today() + policy.RENEW_FROM()
    )
    return list(soon.select_related("organisation", "kind").order_by("until", "id")[:100])


def to_remind() -> Iterator[tuple[Membership, int]]:
    """Memberships whose people should be reminded today, each with the day of policy that is due."""
    reminders = policy.remind_members()
    today = clock.today()
    near = Membership.objects.current().filter(until__lte=today + dt.timedelta(days=max(reminders)))
    for one in near.select_related("organisation", "kind").order_by("until", "id"):
        assert one.until is not None  # noqa: S101  # a member has one
        left = (one.until - today).days
        due = min(days for days in reminders if left <= days)
        if left + policy.GRACE().days >= 0 and (one.reminded is None or due < one.reminded):
            yield one, due


def to_lapse() -> list[Membership]:
    """Memberships whose days of grace are over."""
    over = Membership.objects.current().filter(until__lt=clock.today() - policy.GRACE())
    return list(over.select_related("organisation", "kind").order_by("until", "id"))


def who_renews(organisation: Organisation) -> list[Person]:
    """Who is asked: its leads, else its editors."""
    held = Seat.objects.open_on(clock.today()).with_role(*EDITS).filter(organisation=organisation, person__is_active=True)
    seats = list(held.select_related("person").order_by("person__name", "id")[:20])
    return [seat.person for seat in seats if seat.role == Seat.Role.LEAD] or [seat.person for seat in seats]


def mail_of(organisation: Organisation) -> str:
    """The address that it gave us; for an organisation in which nobody has a seat."""
    held = organisation.contacts.filter(kind=Contact.Kind.EMAIL).order_by("publish", "id").values_list("value", flat=True)
    return held.first() or ""


@dataclass(frozen=True)
class Wanted:
    """Which members an officer looks for."""

    words: str = ""
    kind: str = ""
    state: str = ""
    paid: str = ""

    def query(self, **more: str) -> str:
        """The same as the end of an address."""
        said = {"q": self.words, "kind": self.kind, "state": self.state, "paid": self.paid, **more}
        return urlencode({key: value for key, value in said.items() if value})


@dataclass(frozen=True)
class Listed:
    """A page of the list, as it was asked for."""

    wanted: Wanted
    page: Page[dict[str, Any]]
    rows: list[dict[str, Any]]
    choices: list[tuple[str, str, str, list[tuple[str, str]]]]


def listed(wanted: Wanted, number: str | None, person: Person) -> Listed:
    """The members that fit, by name, a page of them; for officers."""
    rows = _rows(wanted) if rules.is_officer(person) else _rows(wanted).none()
    page = page_of(rows, number, SHOWN)
    return Listed(wanted, page, list(_with_words(page.rows)), _choices(wanted))


def _states(today: dt.date) -> dict[str, Q]:
    member = Q(state=State.MEMBER)
    return {
        "member": member,
        "asked": Q(state=State.ASKED),
        "soon": member & Q(until__gte=today, until__lte=today + policy.RENEW_FROM()),
        "grace": member & Q(until__lt=today),
        "ended": Q(state__in=(State.LAPSED, State.LEFT)),
        "declined": Q(state__in=(State.DECLINED, State.WITHDRAWN)),
    }


PAID = {
    "yes": Q(paid_on__isnull=False),
    "no": Q(paid_on=None, pence__gt=0),
    "invoiced": Q(paid_on=None, pence__gt=0) & ~Q(invoice=""),
}


def _rows(wanted: Wanted) -> QuerySet[Membership, dict[str, Any]]:
    states = _states(clock.today())
    latest = MembershipYear.objects.filter(membership=OuterRef("pk")).order_by("-starts", "id")
    facts = {name: Subquery(latest.values(name)[:1]) for name in ("paid_on", "invoice", "pence")}
    found = Membership.objects.filter(states.get(wanted.state, states["member"])).annotate(**facts)
    if kind := {str(kind.pk): kind for kind in kinds()[:200]}.get(wanted.kind):
        found = found.filter(kind=kind)
    if wanted.paid in PAID:
        found = found.filter(PAID[wanted.paid])
    for word in wanted.words.split()[:6]:
        by_number = Q(number=int(word)) if word.isascii() and word.isdigit() and len(word) < 10 else Q()
        found = found.filter(Q(organisation__name__icontains=word) | Q(claim__proposed__name__icontains=word) | by_number)
    order = (Lower("organisation__name").asc(nulls_first=True), "-asked_at", "id")
    shown = ("id", "number", "state", "since", "until", "ended_on", "why_left", "asked_at", *facts)
    rows: QuerySet[Membership, dict[str, Any]] = found.order_by(*order).values(
        *shown,
        name=F("organisation__name"),
        slug=F("organisation__slug"),
        proposed=F("claim__proposed"),
        kind_name=F("kind__name"),
    )
    return rows


def _with_words(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    states, whys, today = dict(State.choices), dict(Membership.Why.choices), clock.today()
    for row in rows:
        in_grace = row["state"] == State.MEMBER and row["until"] < today
        yield {
            **row,
            "name": row["name"] or (row["proposed"] or {}).get("name", ""),
            "said": _("Should renew") if in_grace else str(states[row["state"]]),
            "look": "warn" if in_grace else {"member": "ok", "asked": "silent"}.get(row["state"], "idle"),
            "why": str(whys.get(row["why_left"], "")),
            "price": words.pounds(row["pence"]) if row["pence"] is not None else "",
            "is_free": row["pence"] == 0,
        }


def _choices(wanted: Wanted) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each filter: its name, its label, what is chosen, and what can be; the first is what stands when nothing is chosen."""
    states = [
        ("", _("Members")),
        ("asked", _("Waiting for an answer")),
        ("soon", _("Ending soon")),
        ("grace", _("Past their last day")),
        ("ended", _("Lapsed or left")),
        ("declined", _("Declined or taken back")),
    ]
    paid = [("", _("All")), ("yes", _("Paid")), ("no", _("Not paid")), ("invoiced", _("Invoiced, not paid"))]
    every = [("", _("All")), *((str(kind.pk), kind.name) for kind in kinds()[:200])]
    return [
        ("state", _("Who"), wanted.state, states),
        ("kind", _("Kind"), wanted.kind, every),
        ("paid", _("This year"), wanted.paid, paid),
    ]


def sheet(wanted: Wanted, kind: str) -> bytes:
    """All that fit, as a sheet: CSV, or a workbook."""
    columns = {
        _("Number"): "number",
        _("Name"): "name",
        _("Kind"): "kind_name",
        _("State"): "said",
        _("Member since"): "since",
        _("Until"): "until",
        _("Price"): "price",
        _("Invoice"): "invoice",
        _("Paid on"): "paid_on",
        _("Ended on"): "ended_on",
        _("Why"): "why",
    }
    rows = [{head: _cell(row[key]) for head, key in columns.items()} for row in _with_words(list(_rows(wanted)))]
    if kind == "xlsx":
        return sheets.write_xlsx(rows, list(columns), title=_("Members"))
    return sheets.write_csv(rows, list(columns)).encode("utf-8-sig")


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else "" if value is None else value
