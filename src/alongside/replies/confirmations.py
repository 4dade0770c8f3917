"""Still true? What people should confirm, by when. Rooms above say so here; the desk and the monthly mail read it."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.people.models import Person


@dataclass(frozen=True)
class Confirmation:
    """Something that goes stale on a day. `confirm_url` takes a POST that says: still true, or what `confirm_label` says.

    `organisation_id` says whose monthly mail it goes into. With a `kind` that its room can confirm by its `key`, it is
    also confirmed from there, without an account. `remind_on` are the days that a monthly mail reminds of it, each once:
    nobody is asked the same every month. Where there are none, every mail does while it waits.
    """

    title: str
    url: str
    line: str
    due_on: dt.date
    otherwise: str
    confirm_url: str
    change_url: str = ""
    confirm_label: str = ""
    organisation_id: uuid.UUID | None = None
    kind: str = ""
    key: str = ""
    remind_on: tuple[dt.date, ...] = ()

    def is_for_mail(self, after: dt.date, until: dt.date) -> bool:
        """Whether the mail of `until` speaks of it, when the one before was of `after`."""
        return not self.remind_on or any(after < day <= until for day in self.remind_on)

    @property
    def may_be_mailed(self) -> bool:
        """Whether "still true" may be said of it by a mailed link."""
        return self.kind in _doers

    @property
    def may_be_told(self) -> bool:
        """Whether it may be said in words, by a mailed link, what has changed."""
        return self.may_be_mailed and _doers[self.kind].tell is not None


@dataclass(frozen=True)
class Shown:
    """What a page shows of a thing, so that "still true" means something: its facts in short, and what one tap may say of it.

    `choices` are a value, its label, and whether that is how it stands; `asks` is the question before them.
    """

    facts: list[tuple[str, str]] = field(default_factory=list)
    asks: str = ""
    stands: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()


Ask = Callable[["Person"], Iterable[Confirmation]]

Do = Callable[[str, "Person"], object]
Show = Callable[[Sequence[str]], Mapping[str, Shown]]
Say = Callable[[str, str, "Person"], object]


@dataclass(frozen=True)
class Doer:
    """How a room takes what is said by a mailed link: still true, a choice, or in words that something has changed."""

    still_true: Do
    show: Show | None = None
    choose: Say | None = None
    tell: Say | None = None


_rooms: list[Ask] = []
_doers: dict[str, Doer] = {}


def register(ask: Ask) -> Ask:
    """Adds a room's `ask(person)`: what this person should confirm now, in a constant number of queries."""
    if ask not in _rooms:
        _rooms.append(ask)
    return ask


def confirmed_by(kind: str, do: Do, *, show: Show | None = None, choose: Say | None = None, tell: Say | None = None) -> None:
    """Adds how a room confirms what it asked: `do(key, person)`; and, where it can, shows it and takes more than a yes."""
    _doers[kind] = Doer(do, show, choose, tell)


def confirm(one: Confirmation, *, by: "Person") -> None:
    """It is still true, says somebody whom `for_` asked."""
    _doers[one.kind].still_true(one.key, by)


def choose(one: Confirmation, value: str, *, by: "Person") -> bool:
    """One tap said this of it. False where its room takes no such choice."""
    doer = _doers.get(one.kind)
    if doer is None or doer.choose is None:
        return False
    doer.choose(one.key, value, by)
    return True


def tell(one: Confirmation, words: str, *, by: "Person") -> None:
    """Something has changed, in words; a person puts it right."""
    if (doer := _doers[one.kind]).tell:
        doer.tell(one.key, words, by)


def shown(found: Iterable[Confirmation]) -> dict[str, Shown]:
    """What a page shows of these, by their keys, asked of each room once."""
    keys: dict[str, list[str]] = {}
    for one in found:
        keys.setdefault(one.kind, []).append(one.key)
    said: dict[str, Shown] = {}
    for kind, some in keys.items():
        doer = _doers.get(kind)
        if doer and doer.show:
            said |= doer.show(some)
    return said


def for_(person: "Person") -> list[Confirmation]:
    """All that this person should confirm, soonest first."""
    return sorted((found for ask in _rooms for found in ask(person)), key=lambda found: (found.due_on, found.title))


def of(organisation_id: uuid.UUID, person: "Person") -> list[Confirmation]:
    """The same, of one organisation."""
    return [found for found in for_(person) if found.organisation_id == organisation_id]
