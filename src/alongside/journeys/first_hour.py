"""The first hour of a place: what an officer sets up, in which order, and how far they are.

Nothing here is ticked by hand: each task asks the room that keeps the fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory import queries as directory
from alongside.notices import proving
from alongside.notices import queries as notices
from alongside.organisations import queries as organisations
from alongside.places import queries as places

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.places.models import Place

LOCAL = {"localhost", "127.0.0.1", "::1"}


class State(StrEnum):
    """How a task stands."""

    DONE = "done"
    TO_DO = "to do"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to set up. `waits_for` says what comes first; one that is optional keeps nobody from being done."""

    title: str
    line: str
    url: str
    is_done: bool
    waits_for: str = ""
    is_optional: bool = False

    @property
    def state(self) -> State:
        """Done, to do, or waiting for another task."""
        return State.DONE if self.is_done else State.LATER if self.waits_for else State.TO_DO


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks that belong together."""

    title: str
    tasks: list[Task]


@dataclass(frozen=True, slots=True)
class FirstHour:
    """The whole list."""

    parts: list[Part]

    @property
    def needed(self) -> list[Task]:
        """What a place cannot do without."""
        return [task for part in self.parts for task in part.tasks if not task.is_optional]

    @property
    def done(self) -> int:
        """How many of those are done."""
        return sum(task.is_done for task in self.needed)

    @property
    def is_over(self) -> bool:
        """Whether the place is set up."""
        return self.done == len(self.needed)

    @property
    def next(self) -> Task | None:
        """What to do now."""
        return next((task for task in self.needed if task.state is State.TO_DO), None)


def look() -> FirstHour:
    """The list as it stands, in a constant number of questions to the database."""
    place, home = places.the_place(), organisations.coordinator()
    return FirstHour(
        [
            Part(_("Who you are"), list(_yourselves(place))),
            Part(_("How people and mail reach you"), list(_ways())),
            Part(_("Where things are"), list(_where())),
            Part(_("When somebody is in need"), list(_need())),
            Part(_("Who is here"), list(_company(home))),
        ]
    )


def has_own_address() -> bool:
    """Whether the web address is one that others can open, over a safe line; a demonstration needs none."""
    address = urlsplit(settings.ADDRESS)
    return settings.DEMO or (address.scheme == "https" and address.hostname not in LOCAL)


def _yourselves(place: Place) -> Iterator[Task]:
    describe = reverse("places:describe")
    yield Task(_("Name and colour"), _("At the head and foot of every page."), describe, place.is_set_up)
    yield Task(
        _("How to reach you"),
        _("An e-mail address that somebody reads, and a number if somebody answers it."),
        describe,
        bool(place.email),
    )
    yield Task(_("Logo"), _("Only if you have one."), reverse("places:logo"), bool(place.logo), is_optional=True)
    decides = _("Who is answerable for it, who answers questions, and your number at the ICO.")
    yield Task(
        _("Who decides about people’s data"),
        decides,
        reverse("places:who_decides"),
        bool(place.controllers and place.privacy_email),
    )


def _ways() -> Iterator[Task]:
    address = reverse("journeys:web_address")
    yield Task(_("Web address"), _("One that others can open, over a safe line."), address, has_own_address())
    waits = "" if notices.is_set_up() else _("Whoever runs the machine first names a mail server.")
    yield Task(
        _("Mail, with a test"),
        _("We write to you; you press the button in it."),
        reverse("notices:test"),
        proving.is_proven(),
        waits,
    )


def _where() -> Iterator[Task]:
    there, areas = reverse("places:map"), bool(places.areas_known())
    yield Task(
        _("Full postcodes"), _("So that distances are exact. A free file, loaded while you go on."), there, places.has_postcodes()
    )
    yield Task(_("Districts, wards or parishes"), _("What patches are made of. A free file too."), there, areas)
    waits = "" if areas else _("Districts, wards or parishes come first.")
    yield Task(
        _("Patches"),
        _("Parts of the county that mean something to people."),
        reverse("places:patches"),
        places.has_patches(),
        waits,
    )


def _need() -> Iterator[Task]:
    tried = places.helplines_checked_on() is not None
    yield Task(
        _("Numbers to ring"),
        _("For whoever is worried about someone. Ring each of them once."),
        reverse("places:helplines"),
        tried,
    )


def _company(home: Organisation | None) -> Iterator[Task]:
    here = organisations.visible_to(AnonymousUser()).exclude(is_coordinator=True).exists()
    yield Task(
        _("Organisations"), _("Bring in the list that you have, or add one by hand."), reverse("organisations:imports"), here
    )
    services = directory.visible_to(AnonymousUser()).exists()
    yield Task(_("Services"), _("From a sheet or a feed, or one by hand."), reverse("directory:imports"), services)
    if home:
        waits = "" if proving.is_proven() else _("Mail has to work first: they get an invitation.")
        url = reverse("organisations:seats", args=[home.slug])
        yield Task(_("Colleagues"), _("Nobody should run a place alone."), url, organisations.is_shared(home), waits)
