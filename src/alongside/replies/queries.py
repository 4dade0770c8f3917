"""What is read about owed replies."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.kit import clock, words, workdays
from alongside.organisations import rules as organisation_rules
from alongside.replies import owners, policy, rules, subjects
from alongside.replies.models import OWED, Away, Cover, OwedReply, OwedReplyQuerySet, Turn
from alongside.replies.rota import Rota
from alongside.replies.subjects import Told

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

WITH_PEOPLE = ("organisation", "owner", "covers_for", "asker", "answered_by", "answered_for")


@dataclass(frozen=True)
class Due:
    """When an answer is due, as one says it: "2 days late", "was due Sat 7 Nov"; `day` is the day in full."""

    words: str
    note: str
    day: str
    late: bool


@dataclass(frozen=True)
class Row:
    """One owed reply as a page shows it."""

    reply: OwedReply
    label: str
    told: Told
    due: Due

    @property
    def reference(self) -> str:
        """The number by which people speak of it, where its kind has one."""
        return subjects.of(self.reply.kind).reference(self.reply.pk)

    @property
    def asker(self) -> str:
        if subjects.of(self.reply.kind).asks_itself:
            return self.reply.organisation.name
        return str(self.reply.asker) if self.reply.asker else _("a visitor")

    @property
    def opened(self) -> str:
        return words.near_date(self.reply.opened_at.astimezone(clock.LONDON).date())


@dataclass(frozen=True)
class Step:
    """To whom an unanswered question goes next, and on which day."""

    person: Person
    on: dt.date

    @property
    def day(self) -> str:
        return words.day(self.on)


def visible_to(person: Person) -> OwedReplyQuerySet:
    """Every owed reply that `person` may know of."""
    return OwedReply.objects.filter(rules.seen_by(person))


def owed_by(person: Person) -> OwedReplyQuerySet:
    """What `person` has to answer, the oldest date first."""
    return OwedReply.objects.owed().filter(owner=person).held_on(clock.today()).select_related(*WITH_PEOPLE)


def with_colleagues(person: Person) -> OwedReplyQuerySet:
    """For an officer: what another of the coordinator has and each of them may answer, such as a claim; the oldest date first."""
    if not organisation_rules.is_officer(person):
        return OwedReply.objects.none()
    held = OwedReply.objects.owed().filter(kind__in=subjects.for_any_officer(), organisation__is_coordinator=True)
    return held.exclude(owner=person).select_related(*WITH_PEOPLE)


def owed_about(subject: models.Model) -> OwedReplyQuerySet:
    """What is still owed about a thing, for the rooms that asked."""
    return OwedReply.objects.owed().about(subject).select_related(*WITH_PEOPLE)


def owed_around(person: Person) -> OwedReplyQuerySet:
    """What is owed by the organisations that `person` speaks for, whoever has it; for an officer, everywhere."""
    return OwedReply.objects.owed().filter(rules.answered_by(person)).select_related(*WITH_PEOPLE)


def owed_to(person: Person) -> OwedReplyQuerySet:
    """What `person` asked: what is still waited for, then what was answered lately, the newest answer first."""
    since = clock.now() - policy.DISPUTE_WITHIN()
    asked = OwedReply.objects.filter(asker=person).select_related(*WITH_PEOPLE)
    open_first = models.Case(models.When(state__in=OWED, then=0), default=1)
    shown = asked.filter(models.Q(state__in=OWED) | models.Q(answered_at__gte=since) | models.Q(closed_at__gte=since))
    return shown.order_by(open_first, models.F("answered_at").desc(nulls_last=True), "due_on", "opened_at", "id")


def owed_of(kind: str) -> OwedReplyQuerySet:
    """What is owed of one kind, the oldest date first."""
    return OwedReply.objects.owed().filter(kind=kind).select_related(*WITH_PEOPLE)


def count_owed_by(person: Person) -> int:
    """How many answers wait on this person's desk."""
    return OwedReply.objects.owed().filter(owner=person).held_on(clock.today()).count()


def about(subject: models.Model) -> OwedReply | None:
    """The latest owed reply about something, for the room that asked."""
    return OwedReply.objects.about(subject).select_related(*WITH_PEOPLE).order_by("-opened_at", "-id").first()


def about_many(subject_kind: str, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, OwedReply]:
    """The latest owed reply about each of many things of one kind, in one question."""
    asked = OwedReply.objects.filter(subject_kind=subject_kind, subject_id__in=ids).select_related(*WITH_PEOPLE)
    return {reply.subject_id: reply for reply in asked.order_by("opened_at", "id")}


def rows(replies: Iterable[OwedReply]) -> list[Row]:
    """The same replies with their words, asked of each room once."""
    found = list(replies)
    told, today = _told(found), clock.today()
    return [Row(reply, str(subjects.of(reply.kind).label), told.get(reply.pk, Told()), due(reply, today)) for reply in found]


def row(reply: OwedReply) -> Row:
    return rows([reply])[0]


def due(reply: OwedReply, today: dt.date) -> Due:
    """How long there is, or when it ended."""
    ended = reply.closed_at or reply.answered_at
    if ended:
        on = ended.astimezone(clock.LONDON).date()
        return Due(str(reply.get_state_display()), _short(on), words.day(on, today), late=False)
    left, note, day = (reply.due_on - today).days, _short(reply.due_on), words.day(reply.due_on, today)
    if left < 0:
        said = ngettext("%(number)d day late", "%(number)d days late", -left) % {"number": -left}
        return Due(said, _("was due %(day)s") % {"day": note}, day, late=True)
    if left < 2:
        return Due(_("Tomorrow") if left else _("Today"), note, day, late=False)
    return Due(ngettext("In %(number)d day", "In %(number)d days", left) % {"number": left}, note, day, late=False)


def _short(day: dt.date) -> str:
    return date_format(day, "D j M")


def turns(reply: OwedReply) -> models.QuerySet[Turn]:
    """What was said before, in order."""
    return reply.turns.select_related("by", "to").order_by("at", "id")


def colleagues(reply: OwedReply) -> list[Person]:
    """To whom this can be passed: the others with a seat in the organisation that owes it."""
    away = Rota().away
    return [one for one in owners.people_of(reply.organisation) if one.pk != reply.owner_id and one.pk not in away]


def answers_for(person: Person, organisation: Organisation, *, on: dt.date | None = None) -> Person:
    """Who answers, confirms or signs in place of `person` there on a day: `person`, or whoever covers while they are away."""
    return Rota(on or clock.today()).answers_for(person, organisation)


def away_until() -> dict[uuid.UUID, dt.date]:
    """Who is away today, and their last day away."""
    return dict(Away.objects.on(clock.today()).values_list("person", "ends"))


def away_of(person: Person) -> Away | None:
    """When `person` is away, now or later, with who covers where."""
    said = Away.objects.filter(person=person, ends__gte=clock.today())
    return said.prefetch_related("covers__person", "covers__organisation").first()


def covered_by(person: Person) -> list[Cover]:
    """For whom `person` was asked to cover, now or later, the soonest first."""
    asked = Cover.objects.filter(person=person, declined_at=None, away__ends__gte=clock.today())
    return list(asked.select_related("away__person", "organisation"))


def next_step_on(reply: OwedReply) -> dt.date | None:
    """The day on which an unanswered question goes to somebody else."""
    if not reply.is_owed or reply.escalations > 1:
        return None
    return workdays.after(reply.due_on, policy.TO_COORDINATOR_AFTER() if reply.escalations else policy.TO_LEAD_AFTER())


def next_step(reply: OwedReply) -> Step | None:
    """To whom it goes then."""
    on, but = next_step_on(reply), {reply.owner_id} if reply.owner_id else set()
    if on is None:
        return None
    but |= Rota().away
    person = owners.of_coordinator(but=but) if reply.escalations else owners.choose(reply.organisation, but=but)
    return Step(person, on) if person else None


def _told(replies: Sequence[OwedReply]) -> dict[uuid.UUID, Told]:
    by_kind: dict[str, list[OwedReply]] = {}
    for reply in replies:
        by_kind.setdefault(reply.kind, []).append(reply)
    told: dict[uuid.UUID, Told] = {}
    for kind, of_kind in by_kind.items():
        described = subjects.of(kind).describe([reply.subject_id for reply in of_kind])
        told |= {reply.pk: _as_asked(reply, described[reply.subject_id]) for reply in of_kind if reply.subject_id in described}
    return told


def _as_asked(reply: OwedReply, told: Told) -> Told:
    """What is answered by doing something is done the first time; who asks again gets words."""
    return replace(told, act_url="", act_label="") if reply.round > 1 else told


def away_days(away: Away | None) -> dict[str, str]:
    """The first and the last day away, as one says them."""
    return {"starts": words.day(away.starts), "ends": words.day(away.ends)} if away else {}
