"""Writing mails, posting them, and letting go of their words."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from email import message_from_bytes
from email.policy import default as email_policy
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alongside.jobs import actions as jobs
from alongside.kit import clock
from alongside.notices import body, choosing, kinds, policy
from alongside.notices.models import Mail, Returned
from alongside.notices.post import Later, Post, Refused, Unreachable
from alongside.places import queries as places
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.places.models import Place

FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=1)
IN_HAND = dt.timedelta(minutes=2)
BY_DJANGO = "account"
"""The kind of what libraries send: codes to sign in with. Somebody is waiting for these just now, so they are always tried."""


class WordsAreGone(Exception):
    """The words of this mail were deleted in their time, so it cannot be sent again."""


def send(
    kind: str,
    *,
    to: "Person | str",
    subject: str,
    template: str,
    context: dict[str, Any],
    by_reply_to: str | None = None,
) -> Mail:
    """Writes the mail `<template>.txt` (it extends notices/mail.txt) to a person or an address, in the caller's transaction.

    `kind` says what for ("replies.reminder"). Officers see kind and subject, so nothing secret stands there.
    A kind that is registered in `kinds` may be stopped: its mails carry the link and the headers for that, and whether they
    are still wanted is asked when they go.
    """
    address = to if isinstance(to, str) else to.email
    validate_email(address)
    mail = Mail(person=None if isinstance(to, str) else to)
    stoppable = kinds.find(kind)
    facts = {**context, "to": to, "address": settings.ADDRESS}
    letter = body.Letter(
        **{part: render_to_string(f"{template}.txt", {**facts, "part": part}) for part in ("text", "preheader", "because")},
        stop=choosing.url(mail.id) if stoppable else "",
    )
    place = places.the_place()
    answers_to = [found] if (found := by_reply_to or place.email) else []
    message = EmailMultiAlternatives(" ".join(subject.split()), to=[address], reply_to=answers_to)
    message.extra_headers |= choosing.headers(stoppable, mail.id) if stoppable else {}
    _fill(message, letter, place)
    return keep([message], kind=kind, first=mail)[0]


def dress(message: EmailMessage) -> None:
    """Gives a mail that others wrote as mere text our foot and our HTML."""
    if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
        because = _("You get this because somebody used your address here.")
        _fill(message, body.Letter(text=str(message.body), because=because), places.the_place())


def keep(messages: Sequence[EmailMessage], *, kind: str, first: Mail | None = None) -> list[Mail]:
    """Puts messages into the outbox, one row for each address, and calls the postman. `first` is the row of the first, if begun."""
    rows = [row for message in messages for row in _rows(message, kind, first or Mail())]
    with transaction.atomic():
        Mail.objects.bulk_create(rows)
        if rows:
            jobs.put("notices.post")
    return rows


def post(through: Post, *, seconds: float = 30) -> int:
    """Sends what is due through one connection, until nothing is due or the time is up; returns how many went.

    Each mail is taken in hand, delivered and marked one by one: who dies in between leaves at most that one mail
    in doubt, and it goes again with the same Message-ID once it is in nobody's hands.
    """
    until, sent = clock.now() + dt.timedelta(seconds=seconds), 0
    mail = _take()
    if mail is None:
        return 0
    try:
        with through:
            while mail:
                sent += _deliver(mail, through)
                mail = _take() if clock.now() < until else None
    except Unreachable as reason:
        if mail:
            _wait(mail, str(reason))
    return sent


def give_up(*, older_than: dt.timedelta) -> int:
    """Marks as failed what could not be sent for so long, so that an officer sees it."""
    now = clock.now()
    old = Mail.objects.waiting().filter(waits_since__lt=now - older_than)
    untried = old.filter(trouble="").update(status=Mail.Status.FAILED, ended_at=now, trouble=_("Mail was not set up in time."))
    return untried + old.update(status=Mail.Status.FAILED, ended_at=now)


def send_again(mail: Mail, *, by: models.Model) -> Mail:
    """Puts a failed mail back into the outbox."""
    now = clock.now()
    with transaction.atomic():
        if mail.swept_at or not mail.source:
            raise WordsAreGone
        Mail.objects.failed().filter(pk=mail.pk).update(
            status=Mail.Status.WAITING, waits_since=now, due_at=now, ended_at=None, trouble="", attempts=0, held_until=None
        )
        record.write("notices.sent_again", on=mail, by=by)
        jobs.put("notices.post")
    mail.refresh_from_db()
    return mail


def sweep() -> int:
    """Deletes the words of mails whatever became of them, and in the end that they were written at all."""
    give_up(older_than=policy.KEEP_BODIES)
    now, ended = clock.now(), Mail.objects.exclude(status=Mail.Status.WAITING)
    gone, _kinds = ended.filter(made_at__lt=now - policy.KEEP_MAILS).delete()
    return gone + ended.filter(swept_at=None, made_at__lt=now - policy.KEEP_BODIES).update(source=b"", swept_at=now)


def forget_mentions(words: Collection[str], until: dt.datetime | None = None) -> int:
    """Delete the words of mails to others in which somebody is named who asked to be forgotten. What waits still goes.

    Where they have written to us anew, only of mails `until` then.
    """
    sent = Mail.objects.exclude(status=Mail.Status.WAITING)
    if until:
        sent = sent.filter(made_at__lte=until)
    naming = [mail.pk for mail in sent.iterator(chunk_size=200) if _names(mail, words)]
    return Mail.objects.filter(pk__in=naming).update(source=b"", subject="", swept_at=clock.now())


def _names(mail: Mail, words: Collection[str]) -> bool:
    said = [mail.subject]
    if mail.source:
        message = message_from_bytes(bytes(mail.source), policy=email_policy)
        said += [str(message["To"]), *(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")]
    return any(word.lower() in text.lower() for word in words for text in said)


def _take() -> Mail | None:
    """The next mail that is due, now in our hands; None when there is none."""
    now = clock.now()
    while True:
        mail = Mail.objects.due(now).first()
        if mail is None:
            return None
        same = Mail.objects.due(now).filter(pk=mail.pk, held_until=mail.held_until, attempts=mail.attempts)
        if same.update(held_until=now + IN_HAND, attempts=F("attempts") + 1):
            mail.attempts += 1
            return mail


def _deliver(mail: Mail, through: Post) -> int:
    if not choosing.is_wanted(mail):
        _end(mail, Mail.Status.STOPPED)
        return 0
    if mail.kind != BY_DJANGO and Returned.objects.stopping().filter(address=mail.to.lower()).exists():
        _end(mail, Mail.Status.FAILED, _("Mail to this address comes back. Ask for another, or try it again below."))
        return 0
    try:
        through.deliver(sender=mail.sender, to=mail.to, source=bytes(mail.source))
    except Later as reason:
        _wait(mail, str(reason))
        return 0
    except Refused as reason:
        _end(mail, Mail.Status.FAILED, str(reason))
        return 0
    _end(mail, Mail.Status.SHOWN if through.pretends else Mail.Status.SENT)
    return 1


def _end(mail: Mail, status: Mail.Status, trouble: str = "") -> None:
    Mail.objects.filter(pk=mail.pk).update(status=status, trouble=trouble[:300], ended_at=clock.now(), held_until=None)


def _wait(mail: Mail, trouble: str) -> None:
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
    Mail.objects.filter(pk=mail.pk).update(due_at=clock.now() + wait, trouble=trouble[:300], held_until=None)


def _rows(message: EmailMessage, kind: str, first: Mail) -> Iterable[Mail]:
    now, sender = clock.now(), parseaddr(message.from_email)[1]
    message.extra_headers.setdefault("Message-ID", f"<{first.id}@{sender.rpartition('@')[2]}>")
    message.extra_headers.setdefault("Date", format_datetime(now))
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    source = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own message takes it
    for number, to in enumerate(dict.fromkeys(map(_bare, message.recipients()))):
        row = first if number == 0 else Mail()
        row.kind, row.to, row.sender, row.subject = kind, to, sender, str(message.subject)[:300]
        row.source, row.made_at, row.waits_since, row.due_at = source, now, now, now
        yield row


def _bare(address: str) -> str:
    """The address itself, in the letters that mail servers know."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def _fill(message: EmailMultiAlternatives, letter: body.Letter, place: "Place") -> None:
    runner = _("Alongside %(place)s is run by %(coordinator)s.") % {"place": place.name, "coordinator": place.coordinator_name}
    text, preheader, because = (body.tidy(part) for part in (letter.text, letter.preheader, letter.because))
    letter = body.Letter(text, preheader, because, stop=letter.stop)
    message.body = body.as_text(letter, runner)
    message.attach_alternative(body.as_html(letter, subject=str(message.subject), place=place.name, runner=runner), "text/html")
