"""Joining and leaving a network, and who speaks for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import mails
from alongside.organisations.errors import WrongMove
from alongside.organisations.models import NetworkMember, Organisation, ReportBack, Representative
from alongside.people.consent import Publish
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def join(network: Organisation, member: Organisation, *, by: Person | None) -> NetworkMember:
    """`member` belongs to the network from today. Who belongs to it already stays as it was."""
    Organisation.objects.select_for_update().filter(pk=network.pk).first()
    if network.pk == member.pk:
        raise WrongMove(_("A network cannot be a member of itself."))
    if network.closed_at or member.closed_at:
        raise WrongMove(_("It has closed. Open it again first."))
    held = NetworkMember.objects.filter(network=network, member=member, ends=None).first()
    if held:
        return held
    made = NetworkMember.objects.create(network=network, member=member, starts=clock.today())
    _write_both("joined", made, by)
    return made


@transaction.atomic
def leave(held: NetworkMember, *, by: Person | None) -> None:
    """It belongs to the network no longer; that it did stays in the history."""
    if NetworkMember.objects.filter(pk=held.pk, ends=None).update(ends=clock.today()):
        _write_both("left", held, by)


@transaction.atomic
def name(network: Organisation, *, by: Person | None, **facts: Any) -> Representative:
    """Somebody speaks for the network on a body, for a term. Said twice, they do so once."""
    Organisation.objects.select_for_update().filter(pk=network.pk).first()
    if network.closed_at:
        raise WrongMove(_("It has closed. Open it again first."))
    same = {key: facts[key] for key in ("body", "body_here", "starts", "ends")}
    if held := Representative.objects.filter(network=network, name=" ".join(facts["name"].split()), **same).first():
        return held
    made = Representative(network=network)
    _fill(made, **facts)
    _write("representative_named", made, by)
    return made


@transaction.atomic
def change(held: Representative, *, by: Person | None, **facts: Any) -> Representative:
    """Put it right as a whole. Consent is dated anew when it, the name or who gave it is another."""
    _fill(held, **facts)
    _write("representative_changed", held, by)
    return held


@transaction.atomic
def end(held: Representative, *, by: Person | None) -> None:
    """The term ends today. Until somebody follows, the page says that nobody speaks there."""
    today = clock.today()
    if held.starts > today:
        _write("representative_ended", held, by)
        held.delete()
    elif Representative.objects.filter(pk=held.pk, ends__gt=today).update(ends=today):
        _write("representative_ended", held, by)


@transaction.atomic
def give_up(held: Representative, *, by: Person | None) -> None:
    """The network no longer wants a voice on this body. A term that runs ends today."""
    end(held, by=by)
    if Representative.objects.filter(pk=held.pk, is_given_up=False).update(is_given_up=True):
        _write("representation_given_up", held, by)


@transaction.atomic
def report(held: Representative, *, text: str, by: Person | None) -> ReportBack:
    """What was said there, and what came of it, told to the network."""
    made = ReportBack.objects.create(representative=held, at=clock.now(), text=text.strip(), by=by)
    _write("reported_back", held, by)
    return made


@transaction.atomic
def ask_for_report(held: Representative) -> bool:
    """They are asked today to report back, unless somebody else asks at the same moment; the room above opens what is owed."""
    before, held.asked_on = held.asked_on, clock.today()
    return bool(Representative.objects.filter(pk=held.pk, asked_on=before).update(asked_on=held.asked_on))


@transaction.atomic
def tell_ending(held: Representative) -> bool:
    """Its leads hear that the term ends soon; once, whoever else looks at the same moment."""
    waiting = Representative.objects.filter(pk=held.pk, ends=held.ends, is_given_up=False)
    if not waiting.exclude(ending_told=held.ends).update(ending_told=held.ends):
        return False
    mails.term_ends(held)
    _write("term_ending_told", held, None)
    return True


def _fill(held: Representative, *, publish: str, said_by: str = "", said_how: str = "", **facts: Any) -> None:
    """A change of any of the three makes the consent another."""
    known, said_by = publish != Publish.UNKNOWN, said_by.strip()
    named = " ".join(facts.pop("name").split())
    same = (held.name, held.publish, held.said_by) == (named, publish, said_by)
    for key in ("body", "body_here", "email", "chosen", "starts", "ends"):
        setattr(held, key, facts[key])
    held.name, held.publish = named, publish
    held.said_by, held.said_how = (said_by, said_how.strip()) if known else ("", "")
    held.said_at = _dated(held.said_at if same else None) if known else None
    held.save()


def _dated(before: dt.datetime | None) -> dt.datetime:
    return before or clock.now()


def _write(kind: str, held: Representative, by: Person | None) -> None:
    record.write(f"organisations.{kind}", on=held.network, by=by, facts={"representative": str(held.pk)})


def _write_both(what: str, held: NetworkMember, by: Person | None) -> None:
    """The network's history says it, and that of the member."""
    record.write(f"organisations.member_{what}", on=held.network, by=by, facts={"member": str(held.member_id)})
    record.write(f"organisations.network_{what}", on=held.member, by=by, facts={"network": str(held.network_id)})
