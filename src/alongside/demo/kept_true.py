"""How the directory is kept true in the demonstration county, and what professionals take from it.

A mail goes out and comes back, a web address is dead, a link worker saves a list, and somebody has what is new by mail each week.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from alongside.demo.mails import NOT_DELIVERED
from alongside.directory import actions as directory
from alongside.directory import queries as services
from alongside.directory.actions import conditions, links, shortlists
from alongside.journeys import monthly
from alongside.kit import clock
from alongside.notices import following, receiving
from alongside.notices import queries as notices
from alongside.organisations import actions as organisations
from alongside.people import actions as people_actions
from alongside.places import queries as places

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.directory.models import Service
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

ASKED_ABOUT = 78
"""A service confirmed so many days before the day of the monthly mail is asked about in it."""

DEAD = "https://upper-marl-allotments.example/plots-2019"
FOLLOWER = "nell@resident.example"
NOTES = (
    ("Kettle & Chat", "Ask for Bea. She sits with who comes alone."),
    ("Harrow Green Befrienders", "I have told them that you may ring."),
    ("Otterdale Primary Care Network", ""),
)
"""What a link worker writes beside a service of each of these, for somebody who has lost her husband."""


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """All of it: the mails first, since one of them comes back."""
    _monthly_mail(listed["Harrow Green Befrienders"])
    _mail_comes_back(listed["Nether Marl Good Neighbours"], by=people["officer"])
    _dead_link(listed["Nether Marl Good Neighbours"], by=people["officer"])
    _saved_list(listed)
    _new_by_mail()


def _of(organisation: Organisation) -> QuerySet[Service]:
    return services.visible_to(AnonymousUser()).filter(organisation=organisation).order_by("name", "pk")


def _monthly_mail(organisation: Organisation) -> None:
    """What it runs was last confirmed a while ago. Its lead has the mail of this month and has not looked yet."""
    since = (clock.today() - monthly.mail_day(clock.today())).days
    for service in _of(organisation)[:2]:
        with clock.moved(days=-since - ASKED_ABOUT):
            directory.confirm(service, by=None)
    with clock.moved(days=-since):
        monthly.write(organisation)


def _mail_comes_back(organisation: Organisation, *, by: Person) -> None:
    """Its lead has left, and the address with him."""
    with clock.moved(days=-700):
        gone = people_actions.add("perry@nether-marl.example", name="Perry Sallow", by=None)
        organisations.seat(gone, organisation, role="lead", title="Secretary", by=by)
    _monthly_mail(organisation)
    mail = notices.mails().filter(to=gone.email).order_by("-made_at", "id").first()
    if mail:
        receiving.take(NOT_DELIVERED.format(id=mail.pk, to=gone.email).replace("\n", "\r\n").encode(), pass_on=False)
    conditions.note_bounces()


def _dead_link(organisation: Organisation, *, by: Person) -> None:
    """A page that moved years ago; tried on two days, as every night."""
    for service in _of(organisation)[:1]:
        directory.change(service, by=by, url=DEAD)
    for days in (2, 1):
        with clock.moved(days=-days):
            links.note(DEAD, "404")


def _saved_list(listed: dict[str, Organisation]) -> None:
    """Three services for one person, saved without an account; its address has gone to her by mail."""
    lines = [(service.pk, note) for name, note in NOTES for service in _of(listed[name])[:1]]
    with clock.moved(days=-5):
        shortlists.mail(shortlists.save(lines, name="Company in Ottersford"), to=FOLLOWER)


def _new_by_mail() -> None:
    """One asked, said yes from the mail, and has the mail of this week; another has not answered yet."""
    patch = places.patches()[0].slug
    with clock.moved(days=-60):
        following.ask(FOLLOWER, patch=patch)
        asking = notices.mails().filter(to=FOLLOWER, kind=following.YES).order_by("-made_at", "id").first()
        found = re.search(r"/new/yes/([^/\s]+)/", notices.words_of(asking).text) if asking else None
        follower = following.asked(found[1]) if found else None
        if follower:
            following.say_yes(follower)
    for waiting in following.due():
        with clock.moved(hours=-2):
            following.tell(waiting)
    with clock.moved(days=-1):
        following.ask("tomasz@resident.example", patch=patch)
