"""Owing an answer: opening, answering, passing on, disputing, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q

from alongside.kit import clock, workdays
from alongside.organisations import rules as organisation_rules
from alongside.record import actions as record
from alongside.replies import mails, owners, policy, rules, subjects
from alongside.replies.models import OWED, OwedReply, Turn
from alongside.replies.rota import Rota

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

ASKED = "asked"
"""Why a thing and a question about it are tied."""


class NotOwed(Exception):
    """Nobody waits for this any more: it was answered or closed meanwhile."""


class NotAnswered(Exception):
    """There is no answer that could still be disputed."""


class NoSeat(Exception):
    """This person cannot answer for the organisation."""


@transaction.atomic
def open(  # noqa: A001 (the word for it)
    kind: str,
    *,
    subject: models.Model,
    title: str,
    organisation: Organisation,
    by: Person | None,
    asker: Person | None = None,
    asker_email: str = "",
    days: int | None = None,
    owner: Person | None = None,
) -> OwedReply:
    """`organisation` owes an answer about `subject` from now on, within so many working days.

    Who asked may be a person, an address, or nobody; they are told at once who answers and by when.
    """
    now, today = clock.now(), clock.today()
    meant = owner or owners.choose(organisation)
    reply = OwedReply.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        title=" ".join(title.split())[:300],
        organisation=organisation,
        **_with(meant, organisation, Rota()),
        asker=asker,
        asker_email="" if asker else asker_email.strip(),
        opened_at=now,
        due_on=workdays.after(today, subjects.of(kind).working_days if days is None else days),
    )
    record.write(
        "replies.opened", on=reply, by=by, facts={"kind": kind, "organisation": str(organisation.pk), "due_on": f"{reply.due_on}"}
    )
    record.tie(subject, reply, why=ASKED, by=by)
    if mails.acknowledge(reply):
        _set(reply, acknowledged_at=now)
    mails.ask(reply)
    return reply


@transaction.atomic
def answer(reply: OwedReply, *, text: str, by: Person, outcome: str = OwedReply.Outcome.TOLD, by_mail: bool = False) -> OwedReply:
    """Gives the answer, and sends it to whoever asked."""
    speaks_for = rules.speaks_for(by, reply)
    if speaks_for is None:
        raise NoSeat
    _move(
        reply,
        state=OwedReply.State.ANSWERED,
        answer=text.strip(),
        answered_at=clock.now(),
        answered_by=by,
        answered_for=speaks_for,
        outcome=outcome,
    )
    record.write(
        "replies.answered",
        on=reply,
        by=by,
        acting_for=speaks_for.pk,
        facts={"outcome": outcome, "round": reply.round, "by_mail": by_mail},
    )
    mails.tell_answer(reply)
    return reply


@transaction.atomic
def pass_on(reply: OwedReply, *, to: Person, by: Person, note: str = "") -> OwedReply:
    """Gives it to a colleague; the day by which it is due stays."""
    if not owners.sits_at(to, reply.organisation):
        raise NoSeat
    hand_over(reply, to=to, by=by, note=note.strip())
    record.write("replies.passed_on", on=reply, by=by, facts={"to": str(to.pk)})
    mails.ask(reply, reason="passed")
    mails.tell_moved(reply)
    return reply


@transaction.atomic
def refer(reply: OwedReply, *, by: Person, note: str = "") -> OwedReply:
    """Gives it to the coordinator, since whoever had it should not decide it alone; the day stays."""
    to = owners.of_coordinator()
    if to is None or to.pk == reply.owner_id or (reply.owner and organisation_rules.is_officer(reply.owner)):
        return reply
    hand_over(reply, to=to, by=by, note=note.strip())
    record.write("replies.passed_on", on=reply, by=by, facts={"to": str(to.pk)})
    mails.ask(reply, reason="passed")
    mails.tell_moved(reply)
    return reply


@transaction.atomic
def dispute(reply: OwedReply, *, by: Person | None, why: str = "") -> OwedReply:
    """Who asked says that this was no answer: it is owed again. From the third time the coordinator answers."""
    now = clock.now()
    if reply.answered_at is None or reply.answered_at < now - policy.DISPUTE_WITHIN():
        raise NotAnswered
    earlier = Turn(reply=reply, kind=Turn.Kind.ANSWERED, text=reply.answer, by=reply.answered_by, at=reply.answered_at)
    owner = owners.of_coordinator() if reply.round + 1 >= policy.MEDIATE_FROM_ROUND() else None
    asked_again: dict[str, Any] = {
        "state": OwedReply.State.DISPUTED,
        "round": reply.round + 1,
        "disputed_at": now,
        "due_on": workdays.after(clock.today(), subjects.of(reply.kind).working_days),
        **_with(owner or _present_owner(reply), reply.organisation, Rota()),
    }
    _move(reply, refusal=NotAnswered, when=(OwedReply.State.ANSWERED,), **asked_again, **UNANSWERED, **UNTOLD)
    Turn.objects.bulk_create([earlier, Turn(reply=reply, kind=Turn.Kind.DISPUTED, text=why.strip(), by=by, at=now)])
    record.write("replies.disputed", on=reply, by=by, facts={"round": reply.round})
    mails.acknowledge(reply)
    mails.ask(reply, reason="disputed")
    return reply


@transaction.atomic
def close(reply: OwedReply, *, outcome: str, why: str, by: Person | None) -> OwedReply:
    """Ends what needs no answer any more; whoever still waits is told why."""
    _move(reply, state=OwedReply.State.CLOSED, outcome=outcome, closed_at=clock.now())
    Turn.objects.create(reply=reply, kind=Turn.Kind.CLOSED, text=why.strip(), by=by, at=clock.now())
    record.write("replies.closed", on=reply, by=by, facts={"outcome": outcome})
    mails.tell_closed(reply, why.strip())
    return reply


UNANSWERED: dict[str, Any] = {"answer": "", "answered_at": None, "answered_by": None, "answered_for": None, "outcome": ""}
UNTOLD: dict[str, Any] = {"reminded_at": None, "late_at": None, "escalated_at": None, "escalations": 0}


def hand_over(reply: OwedReply, *, to: Person, by: Person | None, note: str, rota: Rota | None = None, **facts: Any) -> None:
    """Makes `to` its owner, or who covers for them; the callers, here and in upkeep, say why and tell people."""
    _move(reply, only=Q(owner=reply.owner_id), **_with(to, reply.organisation, rota or Rota()), **facts)
    Turn.objects.create(reply=reply, kind=Turn.Kind.PASSED, text=note, by=by, to=reply.owner, at=clock.now())


def _with(meant: Person | None, organisation: Organisation, rota: Rota) -> dict[str, Any]:
    """Who owns it today: who is meant, or whoever covers for them."""
    who = rota.answers_for(meant, organisation) if meant else None
    return {"owner": who, "covers_for": meant if who != meant else None}


def _move(
    reply: OwedReply, *, when: tuple[str, ...] = OWED, only: Q | None = None, refusal: type[Exception] = NotOwed, **facts: Any
) -> None:
    """Changes the row only if it still is as the caller saw it: of two who answer at once, one is told so."""
    as_seen = OwedReply.objects.filter(only or Q(), pk=reply.pk, state__in=when, round=reply.round)
    if not as_seen.update(**facts):
        raise refusal
    _remember(reply, facts)


def _set(reply: OwedReply, **facts: Any) -> None:
    OwedReply.objects.filter(pk=reply.pk).update(**facts)
    _remember(reply, facts)


def _remember(reply: OwedReply, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(reply, name, value)


def _present_owner(reply: OwedReply) -> Person | None:
    if reply.covers_for and rules.speaks_for(reply.covers_for, reply):
        return reply.covers_for
    orphaned = OwedReply.objects.filter(pk=reply.pk).orphaned(clock.today()).exists()
    return owners.choose(reply.organisation) if orphaned else reply.owner
