"""The desk: what waits for a person, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.jobs import queries as jobs
from alongside.kit import clock, words
from alongside.kit.paging import page_of
from alongside.notices import queries as notices
from alongside.organisations import rules as organisation_rules
from alongside.organisations.queries import whole
from alongside.pages import policy
from alongside.replies import confirmations
from alongside.replies import queries as replies

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

    from alongside.organisations.acting import Request
    from alongside.people.models import Person

SHOWN = 10
NOON, EVENING = 12, 18
SHORT, HOURS_FROM = 10, 90
"""Minutes: up to the first they are counted singly, from the second on in hours."""


@require_safe
@never_cache
def desk(request: Request) -> HttpResponse:
    """Answers owed, things to confirm, answers waited for, and the seats a person has."""
    person, asked = request.user, request.GET
    owed = page_of(replies.owed_by(person), asked.get("owed"), SHOWN)
    confirm = page_of(confirmations.for_(person), asked.get("confirm"), SHOWN)
    steps = page_of(whole.next_steps(person), asked.get("steps"), SHOWN)
    owed_to = page_of(replies.owed_to(person), asked.get("asked"), SHOWN)
    facts = {
        "greeting": greeting(person, clock.now()),
        "lede": lede(owed.total, confirm.total, steps.total),
        "owed": owed,
        "owed_rows": [owed_entry(row) for row in replies.rows(owed.rows)],
        "confirm": confirm,
        "confirm_rows": [Stale(thing, _by(thing.due_on)) for thing in confirm.rows],
        "asked": owed_to,
        "asked_rows": [asked_entry(row) for row in replies.rows(owed_to.rows)],
        **(_for_officers(request) if organisation_rules.is_officer(person) else {"mail": None, "work": 0}),
        "steps": steps,
    }
    return render(request, "pages/desk.html", facts)


def _for_officers(request: Request) -> dict[str, Any]:
    """What colleagues have and each officer may answer; whether the mail goes; what the site does by itself and gave up."""
    shared = page_of(replies.with_colleagues(request.user), request.GET.get("shared"), SHOWN)
    return {
        "shared": shared,
        "shared_rows": [shared_entry(row) for row in replies.rows(shared.rows)],
        "shared_work": how_long(shared.total * policy.MINUTES_TO_ANSWER),
        "mail": notices.state(),
        "work": jobs.failed().count(),
    }


@dataclass(frozen=True)
class Entry:
    """One owed reply on the desk."""

    row: replies.Row
    about: str
    more: str
    act_url: str
    act_label: str

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("replies:reply", args=[self.row.reply.pk])


@dataclass(frozen=True)
class Stale:
    """Something to confirm, and by when."""

    thing: confirmations.Confirmation
    due: str


def _by(day: dt.date) -> str:
    said = _("Since %(day)s") if day < clock.today() else _("By %(day)s")
    return said % {"day": date_format(day, "j M")}


def owed_entry(row: replies.Row) -> Entry:
    """What somebody owes: who asks, what they were told, and the one thing to do."""
    sent = {"label": capfirst(row.label), "asker": row.asker, "day": row.opened}
    about = _("%(label)s from %(asker)s, sent on %(day)s.") % sent
    act_url = row.told.act_url or reverse("replies:reply", args=[row.reply.pk])
    return Entry(row, f"{about} {row.told.line}".strip(), _lateness(row), act_url, row.told.act_label or _("Answer"))


def shared_entry(row: replies.Row) -> Entry:
    """The same for who may answer in a colleague's place."""
    entry, owner = owed_entry(row), row.reply.owner
    has = _("%(owner)s has it.") % {"owner": owner} if owner else _("Nobody has it.")
    return replace(entry, about=f"{entry.about} {has}")


def asked_entry(row: replies.Row) -> Entry:
    """What somebody waits for: who answers, or the answer."""
    reply = row.reply
    if reply.answer:
        about, more = "", f"“{Truncator(reply.answer).chars(240)}”"
    else:
        facts = {"label": capfirst(row.label), "organisation": reply.organisation.name, "owner": str(reply.owner)}
        said = (
            _("%(label)s. %(owner)s of %(organisation)s answers.") if reply.owner else _("%(label)s. %(organisation)s answers.")
        )
        about, more = said % facts, ""
    disputable = reply.state == "answered"
    act_url = reverse("replies:dispute", args=[reply.pk]) if disputable else ""
    return Entry(row, about, more, act_url, _("This does not answer me") if disputable else "")


def _lateness(row: replies.Row) -> str:
    """What the asker was told, and what comes next."""
    if not row.reply.late_at:
        return ""
    told = words.near_date(row.reply.late_at.astimezone(clock.LONDON).date())
    next_on = replies.next_step_on(row.reply)
    if next_on is None:
        return _("We told whoever asked on %(told)s that it is late.") % {"told": told}
    facts = {"told": told, "next": words.near_date(next_on)}
    return _("We told whoever asked on %(told)s that it is late. On %(next)s it goes to somebody else.") % facts


def greeting(person: Person, now: dt.datetime) -> str:
    """A greeting by the time of day in England, and by name where there is one."""
    hour = now.astimezone(clock.LONDON).hour
    name = person.name.split(" ")[0]
    if not name:
        return _("Good morning.") if hour < NOON else _("Good afternoon.") if hour < EVENING else _("Good evening.")
    said = (
        _("Good morning, %(name)s.")
        if hour < NOON
        else _("Good afternoon, %(name)s.")
        if hour < EVENING
        else _("Good evening, %(name)s.")
    )
    return said % {"name": name}


def lede(owed: int, confirm: int, steps: int) -> str:
    """What waits, in a few short sentences, and about how long it takes."""
    if not owed and not confirm and not steps:
        return _("Nothing waits for you. When somebody asks, it shows here and you get a mail.")
    waiting = ngettext("%(number)s person waits for an answer from you.", "%(number)s people wait for an answer from you.", owed)
    yours = ngettext("%(number)s next step is yours.", "%(number)s next steps are yours.", steps)
    stale = ngettext("%(number)s thing should be confirmed.", "%(number)s things should be confirmed.", confirm)
    said = [
        text % {"number": str(apnumber(number)).capitalize()}
        for text, number in ((waiting, owed), (yours, steps), (stale, confirm))
        if number
    ]
    return " ".join([*said, how_long((owed + steps) * policy.MINUTES_TO_ANSWER + confirm * policy.MINUTES_TO_CONFIRM)])


def how_long(minutes: int) -> str:
    """As people say it: to the minute when it is short, to five when it is not, in hours when it is long."""
    if minutes > SHORT:
        minutes = round(minutes / 5) * 5
    if minutes < HOURS_FROM:
        return ngettext("About %(number)s minute of work.", "About %(number)s minutes of work.", minutes) % {"number": minutes}
    hours = round(minutes / 60)
    return ngettext("About %(number)s hour of work.", "About %(number)s hours of work.", hours) % {"number": hours}
