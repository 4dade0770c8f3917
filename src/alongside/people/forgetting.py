"""Forgetting somebody who asks for it: said first, waited for, undone with one button, then done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import clock, signing
from alongside.kit.personal import Export
from alongside.people import actions, again, erasing, holds, leaving, mails, policy, showing, whose
from alongside.people.models import Forgetting, Person
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.whose import Part, Somebody

UNDO = "people.forgetting.undo"
OPEN = (Forgetting.State.WAITING, Forgetting.State.STUCK)


@dataclass(frozen=True)
class Stays:
    """What is kept of some things, by name, what for and for how long."""

    what: str
    why: str
    long: str


@dataclass(frozen=True)
class Becomes:
    """What becomes of one kind of thing, for the person to read before they decide."""

    what: str
    gone: int
    emptied: int
    without: str
    """What is taken out of those that stay."""
    kept: int
    stays: list[Stays]


def said(somebody: Somebody) -> Iterator[Becomes]:
    """What is erased, what stays without them and what is kept, and why."""
    for fate in erasing.fates(somebody):
        emptied = {pk for pks in fate.emptied.values() for pk in pks}
        without = _called(fate.part, {name for names in fate.emptied for name in names})
        yield Becomes(showing.called(fate.part), len(fate.gone), len(emptied), without, len(fate.kept), _stays(fate))


def _stays(fate: erasing.Fate) -> list[Stays]:
    grouped: dict[tuple[str, str], set[str]] = {}
    for name in fate.staying:
        one = fate.part.fields[name]
        grouped.setdefault((_(one.purpose), _(showing.long(one.keep))), set()).add(name)
    return [Stays(_called(fate.part, names), *key) for key, names in grouped.items()]


def _called(part: Part, names: Collection[str]) -> str:
    """Fields by their names in words, in the order in which they stand."""
    found = [showing.called(part, name) for name in part.fields if name in names and part.fields[name].export is Export.SHOW]
    return ", ".join(dict.fromkeys(found))


def asked_by(somebody: Somebody) -> Forgetting | None:
    """What somebody has asked for and is not yet done."""
    found = Forgetting.objects.filter(state__in=OPEN)
    found = found.filter(person=somebody.person) if somebody.person else found.filter(email__in=somebody.addresses)
    return found.first()


def still_open() -> models.QuerySet[Forgetting]:
    """What was asked for and is not yet done, the next first."""
    return Forgetting.objects.filter(state__in=OPEN).select_related("person").order_by("due_at", "id")


def ended() -> models.QuerySet[Forgetting]:
    """What was done or undone, the latest first."""
    return Forgetting.objects.exclude(state__in=OPEN).order_by("-ended_at", "id")


@transaction.atomic
def ask(somebody: Somebody, *, at_once: bool = False) -> Forgetting:
    """Somebody asks to be forgotten. They are told, with a link that undoes it, unless they want it `at_once`."""
    known = asked_by(somebody)
    if known:
        return known
    now = clock.now()
    try:
        with transaction.atomic():
            asked = Forgetting.objects.create(
                person=somebody.person,
                email=somebody.person.email if somebody.person else min(somebody.addresses),
                asked_at=now,
                due_at=now if at_once else now + policy.FORGET_AFTER,
            )
    except IntegrityError:  # the button was pressed twice
        if same := asked_by(somebody):
            return same
        raise
    record.write("people.forgetting_asked", on=asked, by=somebody.person)
    if not at_once:
        mails.to_address(asked.email, "forget_asked", asked=asked, undo_url=undo_url(asked))
    if somebody.person is None:
        _remember(asked, erasing.standing(somebody))
    return asked


@transaction.atomic
def undo(asked: Forgetting, *, by: Person | None) -> bool:
    """They changed their mind in time. Where they asked twice at once, both are undone."""
    same = models.Q(pk=asked.pk)
    if asked.person_id is None and asked.email:
        same |= models.Q(person=None, email=asked.email)
    undone = Forgetting.objects.filter(same, state__in=OPEN).update(
        state=Forgetting.State.UNDONE, ended_at=clock.now(), email="", stuck_on="", standing=None
    )
    if undone:
        record.write("people.forgetting_undone", on=asked, by=by)
        mails.to_address(asked.email, "forget_undone")
    return bool(undone)


def came_back(person: Person) -> bool:
    """Whoever signs in again within the waiting time stays, with what stands at their addresses; whether that undid anything."""
    theirs = models.Q(person=person) | models.Q(person=None, email__in=whose.of_person(person).addresses)
    waiting = Forgetting.objects.filter(theirs, state=Forgetting.State.WAITING)
    undone = [undo(asked, by=person) for asked in waiting]
    return any(undone)


def undo_url(asked: Forgetting) -> str:
    """Where it is undone without signing in."""
    return settings.ADDRESS + reverse("people:keep_me", args=[signing.seal(UNDO, {"asked": str(asked.pk)})])


def unsealed(token: str) -> Forgetting | None:
    """What a link in the mail undoes, or what became of it."""
    try:
        facts = signing.unseal(UNDO, token, policy.FORGET_AFTER * 4)
    except signing.BadSeal:
        return None
    return Forgetting.objects.filter(pk=facts["asked"]).first()


def forget_due() -> int:
    """Forget those whose waiting time is over, and how many that was."""
    due = Forgetting.objects.filter(state__in=OPEN, due_at__lte=clock.now()).select_related("person").order_by("due_at", "id")
    return sum(forget(asked) for asked in due)


def forget(asked: Forgetting) -> bool:
    """Do it now, unless something stands in the way: then that is kept, and tried again tomorrow.

    Whoever changes their mind, or whoever says that it must be kept, at the very same moment, waits for this or is seen by it.
    """
    try:
        with transaction.atomic():
            found = Forgetting.objects.select_for_update().filter(pk=asked.pk, state__in=OPEN).first()
            return found is not None and _forget(found)
    except leaving.Stays as why:
        return _stuck(asked, str(why))


def _forget(asked: Forgetting) -> bool:
    person, email = asked.person, asked.email
    somebody = whose.of_person(person) if person else whose.of_address(email)
    known_as = somebody.id
    if holds.of(somebody).exists():
        raise leaving.Stays(_("Somebody has said that this must be kept for now."))
    if person:
        leaving.part(person)
    done = erasing.erase(somebody, named=[person.name, person.email] if person else [email], before=_remembered(asked))
    if person:
        actions.delete(person, by=person)
    Forgetting.objects.filter(pk=asked.pk).update(
        state=Forgetting.State.DONE, ended_at=clock.now(), counts=dict(done.counts), person=None, stuck_on=""
    )
    record.write("people.forgotten", on=asked, by=None, facts={"rows": done.counts.total()})
    mails.to_address(email, "forgotten")
    _remember(asked, erasing.standing(whose.of_address(email), but=done.spared, ours=email not in somebody.addresses, at=done.at))
    again.note(asked, person=known_as, addresses=somebody.addresses)
    return True


def forget_again() -> int:
    """After an older copy of the database was brought back: who was forgotten since then is forgotten again."""
    return again.apply(forget)


def tidy() -> int:
    """A day later the last mail has gone: its traces, and the address it went to, go as well. What came since stays."""
    over = Forgetting.objects.filter(state=Forgetting.State.DONE, ended_at__lt=clock.now() - actions.A_DAY).exclude(email="")
    number = 0
    for asked in over:
        with transaction.atomic():
            erasing.erase(whose.of_address(asked.email), before=_remembered(asked))
            number += Forgetting.objects.filter(pk=asked.pk).update(email="", standing=None)
    return number


def _stuck(asked: Forgetting, why: str) -> bool:
    Forgetting.objects.filter(pk=asked.pk, state__in=OPEN).update(state=Forgetting.State.STUCK, stuck_on=why[:300])
    return False


def _remember(asked: Forgetting, standing: erasing.Standing) -> None:
    Forgetting.objects.filter(pk=asked.pk).update(standing=standing.as_json())


def _remembered(asked: Forgetting) -> erasing.Standing | None:
    return erasing.Standing.from_json(asked.standing) if asked.standing else None
