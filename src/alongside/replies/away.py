"""Being away with cover: saying so, declining, coming back. What is owed goes to whoever covers, and comes back after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from alongside.kit import clock
from alongside.record import actions as record
from alongside.replies import away_mails, mails, owners, rules
from alongside.replies.actions import NotOwed, hand_over
from alongside.replies.models import Away, Cover, OwedReply
from alongside.replies.rota import Rota

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


class NotColleague(Exception):
    """This person has no seat there, so cannot cover there."""


class NotCovering(Exception):
    """Nobody asks this of them any more."""


@transaction.atomic
def leave(person: Person, *, starts: dt.date, ends: dt.date, covers: Mapping[Organisation, Person], by: Person) -> Away:
    """`person` is away from the first day to the last, and who covers where. Said again, it is said anew."""
    for organisation, cover in covers.items():
        if cover.pk == person.pk or not all(owners.sits_at(one, organisation) for one in (person, cover)):
            raise NotColleague
    asked_before = _told_before(person, starts, ends)
    away, _made = Away.objects.update_or_create(person=person, defaults={"starts": starts, "ends": ends})
    before = {(one.organisation_id, one.person_id): one for one in away.covers.select_related("person", "organisation")}
    wanted = {(organisation.pk, cover.pk): (organisation, cover) for organisation, cover in covers.items()}
    for key, old in before.items():
        if key not in wanted or key not in asked_before:
            old.delete()
            if key not in wanted and not old.declined_at:
                away_mails.tell_not_needed(old.person, person, old.organisation)
    for key, (organisation, cover) in wanted.items():
        if key not in asked_before:
            away_mails.ask(Cover.objects.create(away=away, organisation=organisation, person=cover))
    record.write("replies.away", on=person, by=by, facts={"covers": sorted(str(cover.pk) for cover in covers.values())})
    _tell_stand_ins(away, {organisation.pk for organisation in covers})
    settle()
    return away


@transaction.atomic
def decline(cover: Cover) -> None:
    """Who was asked to cover cannot: a lead or an officer does, and both are told."""
    if not Cover.objects.filter(pk=cover.pk, declined_at=None).update(declined_at=clock.now()):
        raise NotCovering
    away = cover.away
    record.write("replies.cover_declined", on=away.person, by=cover.person)
    away_mails.tell_declined(cover, instead=_stand_in(away, cover.organisation))
    _tell_stand_ins(away, set(away.covers.filter(declined_at=None).values_list("organisation", flat=True)), only=cover)
    settle()


@transaction.atomic
def come_back(away: Away, *, by: Person | None) -> None:
    """Ends it, now or because its last day is over; what was passed on comes back."""
    covers = list(away.covers.filter(declined_at=None).select_related("person", "organisation"))
    if not Away.objects.filter(pk=away.pk).delete()[0]:
        return
    record.write("replies.back", on=away.person, by=by)
    if by is not None:
        for one in covers:
            away_mails.tell_not_needed(one.person, away.person, one.organisation)
    settle()


def settle() -> int:
    """Puts every owed reply with whoever answers today. Each on its own, so that it may run twice or be cut off anywhere."""
    rota = Rota()
    touched = OwedReply.objects.owed().filter(Q(owner__in=rota.away) | Q(covers_for__isnull=False))
    found = touched.select_related("organisation", "owner", "asker", "covers_for").order_by("due_on", "opened_at", "id")
    return sum(_settle(reply, rota) for reply in found)


def end_past() -> int:
    """Ends what ended before today, and brings what is owed to whoever should have it."""
    for away in Away.objects.filter(ends__lt=clock.today()).select_related("person"):
        come_back(away, by=None)
    return settle()


@transaction.atomic
def _settle(reply: OwedReply, rota: Rota) -> bool:
    meant = reply.covers_for or reply.owner
    if meant is None or not rules.speaks_for(meant, reply):
        OwedReply.objects.filter(pk=reply.pk).update(covers_for=None)
        return False
    to = rota.answers_for(meant, reply.organisation)
    if to.pk == reply.owner_id:
        return False
    try:
        hand_over(reply, to=meant, by=None, note="", rota=rota)
    except NotOwed:
        return False
    back = reply.covers_for is None
    record.write("replies.back_with_owner" if back else "replies.with_cover", on=reply, by=None, facts={"to": str(to.pk)})
    mails.ask(reply, reason="back" if back else "away")
    mails.tell_moved(reply)
    return True


def _told_before(person: Person, starts: dt.date, ends: dt.date) -> set[tuple[object, object]]:
    """Who was asked already, for the same days, and has not declined."""
    same = Cover.objects.filter(away__person=person, away__starts=starts, away__ends=ends, declined_at=None)
    return set(same.values_list("organisation", "person"))


def _stand_in(away: Away, organisation: Organisation) -> Person | None:
    """Who answers on the first day of it that is left, where nobody was asked or whoever was asked cannot."""
    found = Rota(on=max(away.starts, clock.today())).answers_for(away.person, organisation)
    return None if found.pk == away.person_id else found


def _tell_stand_ins(away: Away, covered: set[object], *, only: Cover | None = None) -> None:
    """A lead or an officer covers where nobody else does, and hears of it."""
    where = [only.organisation] if only else [one for one in owners.organisations_of(away.person) if one.pk not in covered]
    for organisation in where:
        if who := _stand_in(away, organisation):
            away_mails.tell_stand_in(away, organisation, who)
