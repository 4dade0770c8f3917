"""Networks: who belongs to which, who speaks for them, and where nobody does."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import F, Max, QuerySet

from alongside.kit import clock, workdays
from alongside.organisations import policy
from alongside.organisations.models import NetworkMember, Organisation, ReportBack, Representative
from alongside.organisations.models.network import NetworkMemberQuerySet

if TYPE_CHECKING:
    from alongside.people.models import Person

MOST = 200
"""Terms of one network that are looked at. A network that sent more people out shows the latest."""


@dataclass(frozen=True)
class Term:
    """One term, and how its reporting back stands: reported `last`, due since `due`; they were asked, and owe it `by` a day."""

    one: Representative
    last: dt.date | None
    due: dt.date | None
    by: dt.date | None

    @property
    def late(self) -> bool:
        return self.by is not None and self.by < clock.today()

    @property
    def ends_soon(self) -> bool:
        return self.one.ends <= clock.today() + policy.TERM_ENDS_SOON()


@dataclass(frozen=True)
class Voice:
    """One body, and who speaks there for the network: `now`, or nobody since `lapsed`. `following` begins later."""

    body: str
    here: Organisation | None
    now: list[Term]
    following: list[Representative]
    last: Term | None
    lapsed: dt.date | None

    @property
    def ends_soon(self) -> bool:
        """Whether the last term ends soon and nobody follows."""
        return bool(self.now) and not self.following and all(term.ends_soon for term in self.now)


def members_of(network: Organisation) -> NetworkMemberQuerySet:
    """Who belongs to it today, by name."""
    held = NetworkMember.objects.open_on(clock.today()).filter(network=network)
    return held.select_related("member").order_by("member__name", "id")


def networks_of(member: Organisation) -> list[NetworkMember]:
    """To which networks it belongs today."""
    held = NetworkMember.objects.open_on(clock.today()).filter(member=member)
    return list(held.select_related("network").order_by("network__name", "id")[:100])


def voices_of(network: Organisation) -> list[Voice]:
    """Each body on which it has a voice or should have one, by name. What it gave up is not among them."""
    terms = list(_terms().filter(network=network).order_by("-ends", "id")[:MOST])
    terms.sort(key=_body)
    found = [_voice(list(group), clock.today()) for _key, group in groupby(terms, key=_body)]
    return [voice for voice in found if voice]


def is_network(organisation: Organisation) -> bool:
    """Whether organisations belong to it, or somebody speaks for it."""
    return members_of(organisation).exists() or Representative.objects.filter(network=organisation).exists()


def body_of(one: Representative) -> str:
    """What the body is called."""
    return one.body_here.name if one.body_here else one.body


def term_of(network: Organisation, pk: uuid.UUID) -> Term | None:
    """One term of a network, and how its reporting stands."""
    one = _terms().filter(network=network, pk=pk).first()
    return reporting(one) if one else None


def term_at(pk: uuid.UUID) -> Term | None:
    """The same, whosever it is, while its network is open."""
    one = _terms().filter(pk=pk, network__closed_at=None).first()
    return reporting(one) if one else None


def some_terms(ids: Collection[uuid.UUID]) -> list[Term]:
    """Those terms, whoever asks."""
    return [reporting(one) for one in _terms().filter(pk__in=ids).order_by("pk")]


def terms_of(person: Person) -> list[Term]:
    """Those in which this person speaks, by their address, for a network that is there."""
    theirs = _terms().filter(email__iexact=person.email, network__closed_at=None, is_given_up=False)
    return [reporting(one) for one in theirs.order_by("ends", "id")[:MOST]]


def reports_of(term: Representative) -> QuerySet[ReportBack]:
    """What was reported back in this term, the latest first."""
    return ReportBack.objects.filter(representative=term).select_related("by").order_by("-at", "id")


def to_report() -> Iterator[Term]:
    """Terms of which a report is owed today."""
    began = _terms().filter(starts__lt=clock.today(), is_given_up=False, network__closed_at=None)
    for one in began.filter(ends__gte=clock.today() - policy.REPORT_EVERY()).order_by("ends", "id"):
        term = reporting(one)
        if term.due:
            yield term


def ending_soon() -> list[Representative]:
    """Terms that end soon, that nobody follows and of which the leads have not heard."""
    today = clock.today()
    near = _terms().filter(
        starts__lte=today, ends__gt=today, ends__lte=today + policy.TERM_ENDS_SOON(), is_given_up=False, network__closed_at=None
    )
    later = Representative.objects.filter(ends__gt=today, is_given_up=False).values_list("network", "body", "ends")
    after = [(network, " ".join(body.split()).casefold(), ends) for network, body, ends in later.order_by("id")]
    return [
        one
        for one in near.exclude(ending_told=F("ends")).order_by("ends", "id")
        if not any((one.network_id, " ".join(one.body.split()).casefold()) == (n, b) and ends > one.ends for n, b, ends in after)
    ]


def reporting(one: Representative) -> Term:
    """How reporting back stands. It is asked for at intervals and once the term ends, until a report lies near enough to that."""
    at: dt.datetime | None = getattr(one, "last_at", None)
    last = at.astimezone(clock.LONDON).date() if at else None
    asked = min((last or one.starts) + policy.REPORT_EVERY(), one.ends)
    is_settled = last is not None and last >= one.ends - policy.NEAR_THE_END
    if one.is_given_up or is_settled or asked > clock.today() or one.starts > clock.today():
        return Term(one, last, None, None)
    was_asked = one.asked_on if one.asked_on and (last is None or one.asked_on > last) else None
    return Term(one, last, asked, workdays.after(was_asked, policy.REPORT_IN_DAYS()) if was_asked else None)


def _terms() -> QuerySet[Representative]:
    """With when somebody last reported back."""
    return Representative.objects.select_related("body_here", "network").annotate(last_at=Max("reports__at"))


def _body(one: Representative) -> str:
    """Upper and lower case, and spaces, make no other body."""
    return " ".join(body_of(one).split()).casefold()


def _voice(terms: list[Representative], today: dt.date) -> Voice | None:
    """`terms` are all on one body, the one that ends last first."""
    now = [reporting(one) for one in terms if one.starts <= today < one.ends]
    following = [one for one in terms if one.starts > today]
    past = [one for one in terms if one.ends <= today]
    last = past[0] if past and not now else None
    if not now and not following and (last is None or last.is_given_up):
        return None
    lapsed = last.ends if last and not last.is_given_up else None
    return Voice(body_of(terms[0]), terms[0].body_here, now, following, reporting(last) if last else None, lapsed)
