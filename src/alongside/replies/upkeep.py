"""Nobody is left waiting: reminders, late answers, owners who have gone, and what ended long ago.

Each reply is settled in a transaction of its own and marked in it, so that this may run twice or be cut off anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from alongside.kit import clock, workdays
from alongside.record import actions as record
from alongside.replies import mails, owners, policy
from alongside.replies.actions import NotOwed, hand_over
from alongside.replies.models import OwedReply, OwedReplyQuerySet
from alongside.replies.rota import Rota

if TYPE_CHECKING:
    from alongside.people.models import Person


def remind() -> int:
    """Writes once to each owner about what is due soon and what is late, and to who waits that it is late."""
    cover()
    today = clock.today()
    if not workdays.is_working(today):
        return 0
    soon = OwedReply.objects.owed().filter(
        reminded_at=None, due_on__gte=today, due_on__lte=workdays.after(today, policy.REMIND_BEFORE())
    )
    late = OwedReply.objects.owed().filter(late_at=None, due_on__lt=today)
    fresh = soon.exclude(opened_at__gte=clock.now() - dt.timedelta(hours=12))
    found = [*_each(fresh), *_each(late)]
    told = 0
    for owner, replies in groupby(sorted(found, key=lambda reply: str(reply.owner_id)), key=lambda reply: reply.owner):
        told += _remind(owner, sorted(replies, key=lambda reply: (reply.due_on, reply.opened_at)), today)
    return told


@transaction.atomic
def _remind(owner: Person | None, replies: list[OwedReply], today: dt.date) -> int:
    marked = [reply for reply in replies if _mark(reply, "late_at" if reply.due_on < today else "reminded_at")]
    if owner and marked:
        mails.remind(owner, marked)
    for reply in marked:
        if reply.due_on < today:
            mails.tell_late(reply)
            record.write("replies.late", on=reply, by=None)
    return len(marked)


def escalate() -> int:
    """Takes what is long overdue to the lead of the organisation, and at last to the coordinator."""
    today = clock.today()
    if not workdays.is_working(today):
        return 0
    steps = ((0, policy.TO_LEAD_AFTER()), (1, policy.TO_COORDINATOR_AFTER()))
    overdue = [
        reply
        for step, days in steps
        for reply in _each(OwedReply.objects.owed().filter(escalations=step, due_on__lte=workdays.before(today, days)))
    ]
    return sum(_settled(_escalate, reply) for reply in overdue)


def _escalate(reply: OwedReply) -> bool:
    step, before = reply.escalations + 1, reply.owner
    but = Rota().away | ({before.pk} if before else set())
    to = owners.choose(reply.organisation, but=but) if step == 1 else owners.of_coordinator(but=but)
    marks: dict[str, Any] = {"escalations": step, "escalated_at": clock.now()}
    if to is None:
        return bool(OwedReply.objects.owed().filter(pk=reply.pk, escalations=step - 1).update(**marks))
    hand_over(reply, to=to, by=None, note="", **marks)
    record.write("replies.escalated", on=reply, by=None, facts={"to": str(to.pk), "step": step})
    mails.ask(reply, reason="late")
    mails.tell_moved(reply)
    if before:
        mails.tell_gone(reply, before)
    return True


def cover() -> int:
    """Gives what somebody without a seat still owes to another of the organisation, or to the coordinator."""
    return sum(_settled(_cover, reply) for reply in _each(OwedReply.objects.owed().orphaned(clock.today())))


def _cover(reply: OwedReply) -> bool:
    to = owners.choose(reply.organisation)
    if to is None or to.pk == reply.owner_id:
        return False
    hand_over(reply, to=to, by=None, note="")
    record.write("replies.covered", on=reply, by=None, facts={"to": str(to.pk)})
    mails.ask(reply, reason="covered")
    mails.tell_moved(reply)
    return True


def forget() -> int:
    """Forgets the addresses of those without an account whose question ended long ago."""
    old = clock.now() - policy.KEEP_ADDRESSES
    return OwedReply.objects.exclude(asker_email="").filter(Q(answered_at__lt=old) | Q(closed_at__lt=old)).update(asker_email="")


def _each(replies: OwedReplyQuerySet) -> Iterable[OwedReply]:
    return replies.select_related("organisation", "owner", "asker").order_by("due_on", "opened_at", "id")


def _mark(reply: OwedReply, name: str) -> bool:
    """Whether it was us who told them: two workers may look at the same moment."""
    return bool(OwedReply.objects.owed().filter(pk=reply.pk, **{name: None}).update(**{name: clock.now()}))


def _settled(settle_one: Callable[[OwedReply], bool], reply: OwedReply) -> bool:
    try:
        with transaction.atomic():
            return settle_one(reply)
    except NotOwed:
        return False
