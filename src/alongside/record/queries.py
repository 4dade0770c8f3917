"""What the record knows, and whether it still holds together."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.kit.paging import Page, page_of
from alongside.record import chain, sentences, threads, walking
from alongside.record.models import READ, Event, EventQuerySet, Head
from alongside.record.sentences import Told
from alongside.record.threads import Thread


def history(
    thing: models.Model, person: models.Model | None = None, *, number: int | str | None = 1, size: int = 20
) -> Page[Told]:
    """What happened to a thing, the latest first, as sentences for one reader. Who only looked is left out."""
    events = Event.objects.of(thing._meta.label_lower, thing.pk).exclude(kind=READ).order_by("-at", "-id")
    page = page_of(events, number, size)
    return Page(sentences.tell(page.rows, person), page.number, page.total, page.pages, page.first, page.last)


def readers(
    thing: models.Model, person: models.Model | None = None, *, number: int | str | None = 1, size: int = 20
) -> Page[Told]:
    """Who has seen a sensitive thing, and when, the latest first."""
    events = Event.objects.of(thing._meta.label_lower, thing.pk).filter(kind=READ).order_by("-at", "-id")
    page = page_of(events, number, size)
    return Page(sentences.tell(page.rows, person), page.number, page.total, page.pages, page.first, page.last)


def reads() -> EventQuerySet:
    """Every look at a sensitive thing, the latest first."""
    return Event.objects.filter(kind=READ).order_by("-at", "-id")


def last(thing: models.Model, kind: str) -> Event | None:
    """The last time that this happened to a thing."""
    return Event.objects.of(thing._meta.label_lower, thing.pk).filter(kind=kind).order_by("-at", "-id").first()


def done_by_or_to(person: models.Model | None) -> EventQuerySet:
    """What a person did, and what happened to their account, the latest first."""
    if person is None:
        return Event.objects.none()
    theirs = models.Q(by=person.pk) | models.Q(subject_kind=person._meta.label_lower, subject_id=person.pk)
    return Event.objects.filter(theirs).order_by("-at", "-id")


def happened_to(model: type[models.Model], ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these things of which the record tells anything but that somebody looked."""
    told = Event.objects.filter(subject_kind=model._meta.label_lower, subject_id__in=ids).exclude(kind=READ)
    return set(told.order_by("subject_id").values_list("subject_id", flat=True))


def threads_of(thing: models.Model, person: models.Model | None = None) -> list[Thread]:
    """What a thing is tied to, in both directions, as far as `person` may see."""
    return threads.of(thing, person)


def head() -> str:
    """The end of the chain, as outsiders keep it: "1204:" and a hash. Empty before the first event is chained."""
    found = Head.objects.filter(id=1, position__gt=0).first()
    return str(found) if found else ""


@dataclass(frozen=True)
class Problem:
    """One place at which the chain does not hold, in plain words."""

    position: int
    words: str


@dataclass
class Verified:
    """What a look at every event found."""

    events: int = 0
    waiting: int = 0
    head: str = ""
    anchor: str = ""
    anchored_at: int | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.problems

    @property
    def lines(self) -> list[str]:
        """The result, the first line on its own saying how it ended."""
        return [*(problem.words for problem in self.problems), self._ending()] if self.problems else [self._ending()]

    def _ending(self) -> str:
        facts = {"events": f"{self.events:,}", "head": self.head or "-", "at": f"{self.anchored_at or 0:,}"}
        if self.problems:
            return ngettext(
                "record: %(n)s problem in %(events)s events.", "record: %(n)s problems in %(events)s events.", len(self.problems)
            ) % {**facts, "n": f"{len(self.problems):,}"}
        if self.anchored_at is None:
            return _("record: %(events)s events, self-consistent, not anchored. Head %(head)s") % facts
        return _("record: %(events)s events, self-consistent, anchored at event %(at)s. Head %(head)s") % facts


def verify(anchor: str = "") -> Verified:
    """Look at every event of the chain: is it unaltered, and does it follow the one before it?

    `anchor` is a head that somebody outside has kept: with it, nobody can have rewritten what came before.
    """
    end = Head.objects.filter(id=1).first() or Head(hash=chain.START)
    found = Verified(head=str(end) if end.position else "", anchor=anchor, waiting=Event.objects.unchained().count())
    position, before = _walk(found, end, anchor.rpartition(":")[2].strip().lower())
    if position < end.position:
        _gap(found, position + 1, end.position)
    elif before != end.hash:
        found.problems.append(Problem(position, _("The head does not fit event %(at)s, the last one.") % {"at": position}))
    if Event.objects.filter(position__gt=Head.objects.filter(id=1).values("position")).exists():
        found.problems.append(Problem(position + 1, _("Events were put in after the head.")))
    if anchor and found.anchored_at is None:
        found.problems.append(Problem(0, _("The head %(head)s is nowhere in the chain.") % {"head": anchor}))
    return found


def _walk(found: Verified, end: Head, anchor: str) -> tuple[int, str]:
    """Go along the chain up to its end; the last position and hash that were there."""
    walk = walking.along(end.position, chain.START, anchor)
    found.events, found.anchored_at = walk.events, walk.anchored_at
    for at, position, before in walk.doubts:
        _look(found, at, position, before)
    return walk.position, walk.before


def _look(found: Verified, at: int, position: int, before: str) -> None:
    """An event at which something may not hold, looked at as closely as can be."""
    if at != position + 1:
        _gap(found, position + 1, at - 1)
    elif not Event.objects.filter(position=at, prev=before).exists():
        words = _("Between events %(one)s and %(two)s something was put in, taken out or moved.")
        found.problems.append(Problem(at, words % {"one": at - 1, "two": at}))
    if not _unaltered(at):
        found.problems.append(Problem(at, _("Event %(at)s was altered.") % {"at": at}))


def _unaltered(at: int) -> bool:
    try:
        event = Event.objects.get(position=at)
        return chain.digest(event.prev, event) == event.hash
    except (ValueError, TypeError, AttributeError, DatabaseError, ValidationError):
        return False  # it cannot even be read: no event of ours


def _gap(found: Verified, first: int, last: int) -> None:
    words = ngettext("Event %(first)s was removed.", "Events %(first)s to %(last)s were removed.", last - first + 1)
    found.problems.append(Problem(first, words % {"first": first, "last": last}))
