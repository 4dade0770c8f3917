"""What comes back to us, kept so that an officer sees it: mails that cannot be delivered, answers by themselves, people's words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.notices import actions, reports
from alongside.notices.models import Mail, Returned
from alongside.places import queries as places
from alongside.record import actions as record

if TYPE_CHECKING:
    import uuid

    from alongside.people.models import Person


class NowhereToPass(Exception):
    """A person wrote, and the place has named no mailbox that somebody reads."""


@dataclass(frozen=True)
class Taken:
    """What a message said that we did not know yet, and whether a person wrote it."""

    new: list[Returned]
    by_a_person: bool


@transaction.atomic
def take(source: bytes, *, pass_on: bool) -> Taken:
    """Notes what a message says of our mails. What was read before counts once.

    With `pass_on` a person's message goes on to the mailbox of the place, since it lies in no other.
    """
    came = reports.read(source)
    mails = {mail.pk: mail for mail in Mail.objects.defer("source").filter(pk__in=came.about)}
    new = [one for one in _noted(came, mails, source) if _is_new(one)]
    if pass_on and new and came.is_by_a_person:
        _pass_on(came, source)
    return Taken(new, came.is_by_a_person)


@transaction.atomic
def settle(found: Returned, *, by: Person) -> Returned:
    """An officer has dealt with it; where nothing more was sent to the address, mail goes there again."""
    same = Returned.objects.open().filter(address=found.address) if found.stops else Returned.objects.open().filter(pk=found.pk)
    if same.update(settled_at=clock.now()):
        record.write("notices.settled", on=found, by=by, facts={"kind": found.kind})
    found.refresh_from_db()
    return found


def _noted(came: reports.Came, mails: dict[uuid.UUID, Mail], source: bytes) -> list[Returned]:
    digest = hashlib.sha256(came.message_id.encode() if came.message_id else source)
    if came.is_report:
        return [_bounce(one, came, mails, digest.copy()) for one in came.bounces]
    kind = Returned.Kind.AUTO if came.by_itself else Returned.Kind.ANSWER
    mail = next(iter(mails.values()), None)
    return [
        Returned(kind=kind, key=digest.hexdigest(), mail=mail, address=came.sender, subject=came.subject, came_at=clock.now())
    ]


def _bounce(one: reports.Bounce, came: reports.Came, mails: dict[uuid.UUID, Mail], digest: hashlib._Hash) -> Returned:
    """Only a report about a mail that we sent to that very address stops others: anybody may write us a report."""
    digest.update(one.address.encode())
    mail = next((mail for mail in mails.values() if mail.to.lower() == one.address), None)
    facts = {"address": one.address, "subject": mail.subject if mail else came.subject, "said": one.said}
    stops = one.gone and mail is not None
    return Returned(kind=Returned.Kind.BOUNCE, key=digest.hexdigest(), mail=mail, stops=stops, came_at=clock.now(), **facts)


def _is_new(one: Returned) -> bool:
    """Writes it, unless it stands here already or is not from an address at all."""
    try:
        validate_email(one.address)
    except ValidationError:
        return False
    facts = {name: getattr(one, name) for name in ("id", "kind", "mail", "address", "subject", "said", "stops", "came_at")}
    return Returned.objects.get_or_create(key=one.key, defaults=facts)[1]


def _pass_on(came: reports.Came, source: bytes) -> None:
    """The whole message, as it came, to the mailbox that somebody reads."""
    to = places.the_place().email
    if not to:
        raise NowhereToPass
    said = _("%(sender)s wrote to the address that our mails come from. Their message is attached; answer them, not this mail.")
    mail = EmailMultiAlternatives(
        _("Passed on: %(subject)s") % {"subject": came.subject}, said % {"sender": came.sender}, to=[to]
    )
    mail.reply_to = [came.sender]
    actions.dress(mail)
    mail.attach("message.eml", source, "application/octet-stream")
    actions.keep([mail], kind="notices.passed_on")
