"""What an officer and the demonstration ask about mail."""

import datetime as dt
import email
import email.policy
from collections.abc import Collection
from dataclasses import dataclass
from email.message import EmailMessage

from django.conf import settings
from django.db.models import Case, When

from alongside.notices.models import Mail, MailQuerySet, Returned, ReturnedQuerySet


@dataclass(frozen=True)
class State:
    """How the post is doing."""

    set_up: bool
    waiting: int
    failed: int
    trouble: str
    oldest: dt.datetime | None


@dataclass(frozen=True)
class Words:
    """What a mail says, in both its forms."""

    text: str
    html: str


def state() -> State:
    """Whether mail is set up, how much of it waits, and what the mail server last said when it did not take it."""
    waiting = Mail.objects.waiting().order_by("waits_since", "id")
    troubled = waiting.exclude(trouble="").values_list("trouble", flat=True).first()
    return State(
        set_up=is_set_up(),
        waiting=waiting.count(),
        failed=Mail.objects.failed().count(),
        trouble=troubled or "",
        oldest=waiting.values_list("waits_since", flat=True).first(),
    )


def is_set_up() -> bool:
    """Whether mail has a way out."""
    return bool(settings.SMTP_URL) or settings.DEMO


def mails() -> MailQuerySet:
    """Every mail, newest first, without the words."""
    return Mail.objects.defer("source")


def troubled() -> MailQuerySet:
    """What an officer should see: what waits after a first try, and what did not go."""
    return mails().filter(status__in=(Mail.Status.WAITING, Mail.Status.FAILED))


def refused() -> set[str]:
    """The addresses to which the last mail did not go, or of which a bounce says that they are gone."""
    failed = set(Mail.objects.failed().order_by("to").values_list("to", flat=True))
    last = dict(Mail.objects.filter(to__in=failed).order_by("made_at", "id").values_list("to", "status")) if failed else {}
    gone = Returned.objects.filter(stops=True, settled_at=None).order_by("address").values_list("address", flat=True)
    return {address for address, status in last.items() if status == Mail.Status.FAILED} | set(gone)


def returned() -> ReturnedQuerySet:
    """What came back and no officer has dealt with: first what people wrote, then what was not delivered, then the rest."""
    order = Case(When(kind=Returned.Kind.ANSWER, then=0), When(kind=Returned.Kind.BOUNCE, then=1), default=2)
    return Returned.objects.open().select_related("mail").defer("mail__source").order_by(order, "-came_at", "id")


def comes_back(addresses: Collection[str]) -> set[str]:
    """Those of these addresses to which mail cannot be delivered, in small letters."""
    asked = {address.lower() for address in addresses}
    return set(Returned.objects.stopping().filter(address__in=asked).values_list("address", flat=True))


def words_of(mail: Mail) -> Words:
    """The text and the HTML of a mail; empty once its words were swept."""
    message = email.message_from_bytes(bytes(mail.source), EmailMessage, policy=email.policy.default)
    return Words(text=_body(message, "plain"), html=_body(message, "html"))


def _body(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    return str(found.get_content()).replace("\r\n", "\n") if found else ""
