"""Which mails somebody wants. A link in each mail that may be stopped leads here without signing in (RFC 8058)."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from alongside.kit import clock, signing
from alongside.notices import kinds, policy
from alongside.notices.models import Mail, Stopped
from alongside.record import actions as record

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from alongside.notices.kinds import Kind
    from alongside.people.models import Person

LINK = "notices.choose"


@dataclass(frozen=True)
class Reader:
    """Somebody who gets mail: an address, and the account that it belongs to, where there is one."""

    address: str
    person: Person | None = None

    def stopped(self) -> QuerySet[Stopped]:
        """What they want no more of. With an account it holds for their address of today too."""
        theirs = Q(address=self.address.lower())
        return Stopped.objects.filter(theirs | Q(person=self.person) if self.person else theirs)


@dataclass(frozen=True)
class Choice:
    """One kind of mail, and whether its reader wants it."""

    kind: Kind
    wanted: bool


def reader_of(mail: Mail) -> Reader:
    """Whom a mail went to."""
    return Reader(mail.to, mail.person)


def choices(reader: Reader) -> list[Choice]:
    """Every kind of mail that may be stopped, and what this reader said."""
    stopped = set(reader.stopped().values_list("kind", flat=True))
    return [Choice(kind, kind.name not in stopped) for kind in kinds.every()]


def is_wanted(mail: Mail) -> bool:
    """Whether its reader still wants a mail of this kind. Asked when it goes, so that it holds for what waits too."""
    return kinds.find(mail.kind) is None or not reader_of(mail).stopped().filter(kind=mail.kind).exists()


def url(mail_id: uuid.UUID) -> str:
    """Where its reader stops mails like this one. The link holds the mail's id and no address."""
    return settings.ADDRESS + path(mail_id)


def path(mail_id: uuid.UUID) -> str:
    """The same, within our own address."""
    return reverse("notices:choose_by_link", args=[signing.seal(LINK, {"mail": str(mail_id)})])


def unsealed(token: str) -> Mail | None:
    """The mail that a link came with, as long as we know that we sent it."""
    try:
        facts = signing.unseal(LINK, token, policy.KEEP_MAILS)
    except signing.BadSeal:
        return None
    return Mail.objects.defer("source").select_related("person").filter(pk=facts["mail"]).first()


def headers(kind: Kind, mail_id: uuid.UUID) -> dict[str, str]:
    """By these a mail program offers to stop such mails with one press (RFC 2369, RFC 8058), and sorts them (RFC 2919)."""
    host = urlsplit(settings.ADDRESS).hostname or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {
        "List-Unsubscribe": f"<{url(mail_id)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-ID": f"<{kind.name.replace('.', '-').replace('_', '-')}.{host}>",
    }


@transaction.atomic
def stop(reader: Reader, kind: Kind, *, way: Stopped.Way, by: Person | None) -> None:
    """No more of these. Said twice is said once."""
    facts = {"person": reader.person, "way": way, "stopped_at": clock.now()}
    said, new = Stopped.objects.get_or_create(address=reader.address.lower(), kind=kind.name, defaults=facts)
    if new:
        record.write("notices.stopped", on=said, by=by, facts={"kind": kind.name})


@transaction.atomic
def start(reader: Reader, kind: Kind, *, by: Person | None) -> None:
    """They want these again."""
    for said in reader.stopped().filter(kind=kind.name):
        record.write("notices.wanted_again", on=said, by=by, facts={"kind": kind.name})
        said.delete()


def counts() -> list[tuple[Kind, int]]:
    """How many stopped each kind of mail, for officers. Who they are is theirs to know."""
    said = dict(Stopped.objects.order_by("kind").values_list("kind").annotate(number=Count("id")))
    return [(kind, said[kind.name]) for kind in kinds.every() if kind.name in said]
