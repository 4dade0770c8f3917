"""The mails about owed replies: who answers and by when, and links that work without signing in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alongside.kit import clock, signing, words
from alongside.notices import actions as notices
from alongside.notices import kinds
from alongside.replies import policy, queries, rules, subjects
from alongside.replies.models import OwedReply, OwedReplyQuerySet

if TYPE_CHECKING:
    from alongside.people.models import Person

ANSWER, DISPUTE = "replies.answer", "replies.dispute"


def register() -> None:
    """Which of these mails may be stopped. Called once, when the house starts."""
    kinds.register(
        "replies.reminder",
        title=_lazy("Reminders of answers that you owe"),
        about=_lazy("They come the day before an answer is due, and when it is late. Each question itself still comes."),
    )


def answer_url(reply: OwedReply) -> str:
    """Where its owner answers without signing in. It stops working when the reply is answered or somebody else's."""
    return _sealed("replies:answer_by_mail", ANSWER, {"reply": str(reply.pk), "round": reply.round, "owner": str(reply.owner_id)})


def dispute_url(reply: OwedReply) -> str:
    """Where who asked says "this does not answer me" without signing in."""
    return _sealed("replies:dispute_by_mail", DISPUTE, {"reply": str(reply.pk), "round": reply.round})


def unsealed_answer(token: str) -> OwedReply | None:
    """What the link in the owner's mail is about, while it is theirs to answer."""
    facts = _facts(ANSWER, token, policy.ANSWER_LINK)
    found = _found(facts).filter(owner=facts["owner"]).first() if facts else None
    return found if found and found.owner and rules.may_answer(found.owner, found) else None


def unsealed_dispute(token: str) -> OwedReply | None:
    """What the link in an asker's mail is about, while its answer can be disputed."""
    facts = _facts(DISPUTE, token, policy.DISPUTE_WITHIN())
    return _found(facts).filter(state=OwedReply.State.ANSWERED).first() if facts else None


def _facts(purpose: str, token: str, max_age: dt.timedelta) -> dict[str, Any]:
    try:
        return signing.unseal(purpose, token, max_age)
    except signing.BadSeal:
        return {}


def _found(facts: dict[str, Any]) -> OwedReplyQuerySet:
    return OwedReply.objects.filter(pk=facts["reply"], round=facts["round"]).select_related(*queries.WITH_PEOPLE)


def acknowledge(reply: OwedReply) -> bool:
    """Tells who asked that it arrived, who answers and by which day; False when there is nobody to tell."""
    return _to_asker("acknowledged", reply, _("We have your message"))


def tell_late(reply: OwedReply) -> None:
    step = queries.next_step(reply)
    _to_asker("late", reply, _("The answer we owe you is late"), {"step": step, "step_day": words.day(step.on) if step else ""})


def tell_moved(reply: OwedReply) -> None:
    _to_asker("moved", reply, _("Somebody else answers you now"))


def tell_answer(reply: OwedReply) -> None:
    _to_asker("answered", reply, _("The answer to your question"), {"dispute_url": dispute_url(reply)})


def tell_closed(reply: OwedReply, why: str) -> None:
    _to_asker("closed", reply, _("We have closed your question"), {"why": why})


def ask(reply: OwedReply, *, reason: str = "") -> None:
    """Asks its owner to answer. `reason` says why it comes now: a template knows "passed", "late", "disputed"."""
    if reply.owner:
        subject = _("Late, please answer: %(title)s") if _is_late(reply) else _("Please answer by %(day)s: %(title)s")
        subject %= {"day": _day(reply), "title": reply.title}
        _send("asked", reply.owner, subject, {**_about(reply), "reason": reason, "answer_url": answer_url(reply)})


def tell_gone(reply: OwedReply, owner: Person) -> None:
    """Tells who did not answer in time who does so now."""
    _send("gone", owner, _("No longer yours to answer: %(title)s") % {"title": reply.title}, _about(reply))


def remind(owner: Person, replies: Sequence[OwedReply]) -> None:
    """One mail about all that is due soon or late."""
    subject = ngettext("%(number)d answer is waiting for you", "%(number)d answers are waiting for you", len(replies)) % {
        "number": len(replies)
    }
    rows = [{**_about(reply), "answer_url": answer_url(reply)} for reply in replies]
    _send("reminder", owner, subject, {"rows": rows, "desk_url": settings.ADDRESS + settings.LOGIN_REDIRECT_URL})


def _to_asker(template: str, reply: OwedReply, subject: str, facts: dict[str, Any] | None = None) -> bool:
    """An address that nobody confirmed gets none of the words that came with it: we are no post for strangers."""
    to: Person | str | None = reply.asker or reply.asker_email
    if to:
        _send(template, to, subject, {**_about(reply), "known": reply.asker is not None, **(facts or {})})
    return bool(to)


def _send(template: str, to: Person | str, subject: str, context: dict[str, Any]) -> None:
    notices.send(f"replies.{template}", to=to, subject=subject, template=f"replies/mail/{template}", context=context)


def _about(reply: OwedReply) -> dict[str, Any]:
    kind = subjects.of(reply.kind)
    said = {"label": kind.label, "reference": kind.reference(reply.pk), "next_step": kind.next_step}
    return {**said, "reply": reply, "day": _day(reply), "late": _is_late(reply)}


def _is_late(reply: OwedReply) -> bool:
    return reply.due_on < clock.today()


def _day(reply: OwedReply) -> str:
    return words.day(reply.due_on)


def _sealed(view: str, purpose: str, facts: dict[str, Any]) -> str:
    return settings.ADDRESS + reverse(view, args=[signing.seal(purpose, facts)])
