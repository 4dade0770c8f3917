"""How a status looks and what it is called: what the lead says, what the others say, and the bar of an action."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.kit import words
from alongside.plan.models import Status, Witness

if TYPE_CHECKING:
    from alongside.plan.models import Action

Key = tuple[str, str, str]
"""Kind, word and note, as the component `keys` takes them."""

SILENT = "silent"
KINDS = {
    Status.NOT_STARTED: "idle",
    Status.ON_TRACK: "ok",
    Status.AT_RISK: "warn",
    Status.OFF_TRACK: "bad",
    Status.PAUSED: "idle",
    Status.DONE: "done",
    Status.WITHDRAWN: "idle",
}
BARS = {
    "done": "done",
    "on_track": "run",
    "at_risk": "warn",
    "off_track": "bad",
    SILENT: "mute",
    "paused": "no",
    "not_started": "no",
}
"""The bar of an action by how it stands, in the order in which bars are drawn. What is withdrawn has none."""
TALLIES: dict[str, str | Promise] = {
    "done": gettext_lazy("done"),
    "on_track": gettext_lazy("on track"),
    "at_risk": gettext_lazy("at risk"),
    "off_track": gettext_lazy("off track"),
    SILENT: gettext_lazy("not reported"),
    "paused": gettext_lazy("paused"),
    "not_started": gettext_lazy("not started"),
    "withdrawn": gettext_lazy("withdrawn"),
}
LONGEST_NOTE = 90
SECTORS: dict[str, str | Promise] = {
    "voluntary": gettext_lazy("Groups and charities"),
    "council": gettext_lazy("Councils"),
    "health": gettext_lazy("NHS bodies"),
    "public": gettext_lazy("Other public bodies"),
    "business": gettext_lazy("Businesses"),
}


def stands(action: Action, today: dt.date) -> str:
    """How it stands today: its status, or that nobody has reported by its review date."""
    return SILENT if action.is_silent(today) else action.status


def lead(action: Action, today: dt.date) -> Key:
    """What the lead says, or that it says nothing."""
    if action.is_silent(today):
        due = {"day": words.near_date(action.review_on, today)}
        return (SILENT, _("Not reported"), _("A report was due %(day)s") % due)
    note = action.last.reached or short(action.last.reason) if action.last else ""
    return (KINDS[Status(action.status)], str(Status(action.status).label), note if action.status != Status.ON_TRACK else "")


def others(action: Action, said: Sequence[Witness], verified: int, today: dt.date) -> Key:
    """What the other sectors say. A doubt is never averaged away, nor reported away: it stands in the words of who has it."""
    if action.is_silent(today) or action.last is None:
        return ("idle", _("Not asked yet"), "")
    doubts = [one for one in said if one.says == Witness.Says.DISPUTES]
    if doubts:
        more = len(doubts) - 1
        note = _("%(sector)s: “%(words)s”") % {"sector": sector(doubts[0].sector), "words": short(doubts[0].words)}
        if more:
            note += " " + ngettext("And %(more)s more.", "And %(more)s more.", more) % {"more": more}
        if agree := [one for one in said if one.says == Witness.Says.CONFIRMS]:
            note += " " + _("%(sectors)s: we see it too.") % {"sectors": _sectors(agree)}
        fresh = any(one.progress_id == action.last_id for one in doubts)
        return ("warn", _("In doubt") if fresh else _("In doubt, since an earlier report"), note)
    if said:
        kind = {"done": "ok", "idle": "idle"}.get(KINDS[Status(action.status)], KINDS[Status(action.status)])
        return (kind, _("They see it too"), _sectors(said))
    if action.status == Status.DONE and verified:
        proofs = ngettext("%(n)s proof was looked at", "%(n)s proofs were looked at", verified) % {"n": verified}
        return ("ok", _("Checked"), proofs)
    return ("idle", _("Nobody has said yet"), "")


def _sectors(said: Iterable[Witness]) -> str:
    return ", ".join(dict.fromkeys(sector(one.sector) for one in said))


def sector(value: str) -> str:
    """A sector as one speaks of it."""
    return str(SECTORS.get(value, value))


def short(text: str) -> str:
    """The beginning of what somebody said, to the end of a word."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NOTE else line[:LONGEST_NOTE].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Drawn:
    """Some actions as bars, and the same in words."""

    bars: list[list[str]]
    tally: list[tuple[int, str]]
    total: int


def drawn(counts: Counter[str]) -> Drawn:
    """One bar for each action, by what its lead says; in the same order everywhere."""
    bars = [BARS[name] for name in BARS for _n in range(counts[name])]
    tally = [(counts[name], str(said)) for name, said in TALLIES.items() if counts[name]]
    return Drawn([bars] if bars else [], tally, counts.total())


def counted(actions: Iterable[Action], today: dt.date) -> Counter[str]:
    """How many of these stand how."""
    return Counter(stands(one, today) for one in actions)
