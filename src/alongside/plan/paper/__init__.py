"""The plan on paper: the review of a year, and the handover pack of a role. `kit.paper` sets them; this says what stands on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alongside.kit import clock, paper, words
from alongside.places import queries as places
from alongside.plan.queries import counted, faces

if TYPE_CHECKING:
    from alongside.plan.queries.pack import Pack
    from alongside.plan.queries.plans import Line
    from alongside.plan.queries.reviewed import Part, Review

TEMPLATE = Path(__file__).parent / "report.typ"


def review(of: Review) -> bytes:
    """What the year was."""
    plan = of.plan
    counted_on = _("%(place)s. Counted on %(day)s") % {"place": places.the_place().name, "day": words.date(of.day)}
    sections = [
        _glance(of),
        *(_part(one) for one in of.parts),
        _frank(of),
        _equality(of),
        _whence(reverse("plan:review", args=[plan.slug])),
    ]
    return _set(_("What the year was: %(title)s") % {"title": plan.title}, counted_on, of.day, plan.about, sections)


def pack(of: Pack) -> bytes:
    """What whoever holds a role next should have in hand. Not for everybody: its foot says so."""
    role, today = of.role, clock.today()
    under = _("%(organisation)s, in “%(stream)s”. Printed on %(day)s. For whoever takes this role over, and nobody else") % {
        "organisation": role.organisation.name, "stream": role.workstream.title, "day": words.date(today),
    }  # fmt: skip
    answers = ngettext("%(n)s action to answer for", "%(n)s actions to answer for", len(of.open)) % {"n": len(of.open)}
    sections = [_section(_("Who holds it"), _held(of))]
    if role.handover:
        sections.append(_section(_("What to know"), role.handover))
    sections.append(_section(answers, _waiting(of), entries=[_entry(one) for one in of.open]))
    if of.promises:
        notes = [_note(_("Clause %(number)s") % {"number": one.number}, one.words) for one in of.promises]
        sections.append(_section(_("Promises that they keep"), notes=notes))
    if of.partners:
        notes = [_note(one.partner.name, "\n\n".join(_said(said) for said in one.said)) for one in of.partners]
        sections.append(_section(_("What other partners said of them"), notes=notes))
    if of.ended:
        sections.append(_section(_("Ended"), entries=[_entry(one) for one in of.ended]))
    sections.append(_whence(role.get_absolute_url()))
    return _set(_("Handover: %(role)s") % {"role": role.title}, under, today, "", sections)


def _set(title: str, under: str, day: dt.date, lede: str, sections: Sequence[dict[str, Any]]) -> bytes:
    lang, _dash, region = (get_language() or settings.LANGUAGE_CODE).partition("-")
    told = {
        "title": paper.printable(title),
        "under": paper.printable(under),
        "footer": paper.printable(title),
        "lang": [lang, region or "gb"],
        "date": [day.year, day.month, day.day],
        "lede": paper.blocks(lede),
        "sections": list(sections),
    }
    return paper.typeset(TEMPLATE, told)


def _section(
    heading: str, text: str = "", *, tables: Sequence[Any] = (), entries: Sequence[Any] = (), notes: Sequence[Any] = ()
) -> dict[str, Any]:
    return {
        "heading": paper.printable(heading),
        "blocks": paper.blocks(text),
        "tables": list(tables),
        "entries": list(entries),
        "notes": list(notes),
    }


def _note(who: str, text: str) -> dict[str, Any]:
    return {"who": paper.printable(who), "blocks": paper.blocks(text)}


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> dict[str, Any]:
    return {
        "head": [paper.printable(str(one)) for one in head],
        "rows": [[paper.printable(str(one)) for one in row] for row in rows],
    }


def _glance(of: Review) -> dict[str, Any]:
    """How many stand how, by when they help; and the balance, in words."""
    counts = [one for _title, one in of.horizons]
    rows = [
        [str(title).capitalize(), *(one[name] for one in counts), sum(one[name] for one in counts)]
        for name, title in faces.TALLIES.items()
        if any(one[name] for one in counts)
    ]
    total = ngettext("%(n)s action.", "%(n)s actions.", len(of.lines)) % {"n": len(of.lines)}
    kinds = ", ".join(f"{one.number} {one.name.lower()}" for one in of.balance.kinds)
    leads = ", ".join(f"{one.name} {one.number}" for one in of.balance.leads)
    balance = _("By what kind of help: %(kinds)s. By who leads: %(leads)s.") % {"kinds": kinds, "leads": leads}
    told = f"{total} {balance}" if of.lines else _("No action yet.")
    head = [_("How it stands, by what its lead says"), *(title for title, _counts in of.horizons), _("All")]
    return _section(_("At a glance"), told, tables=[_table(head, rows)] if rows else [])


def _part(part: Part) -> dict[str, Any]:
    heading = part.priority.title if part.priority else _("Other actions")
    text = part.priority.known_by if part.priority else ""
    if not part.lines:
        text = "\n\n".join(filter(None, (text, _("No action yet."))))
    return _section(heading, text, entries=[_entry(one) for one in part.lines])


def _entry(line: Line) -> dict[str, Any]:
    one = line.action
    facts = [_("Led by %(name)s") % {"name": one.lead.name}, _("due %(day)s") % {"day": words.date(one.due_on)}]
    facts += [_("late")] if line.is_late else []
    facts += [_("keeps %(clauses)s") % {"clauses": ", ".join(number for number, _url in line.clauses)}] if line.clauses else []
    note = line.lead[2] if line.lead[0] == faces.SILENT else (one.last.reached if one.last else "")
    keys = ((_("Lead says"), line.lead, note), (_("Others say"), line.others, line.others[2]))
    told = [_("%(day)s: %(words)s") % {"day": words.date(one.last.at), "words": one.last.reason}] if one.last else []
    told += [
        _("Shown by: %(title)s (verified by %(name)s)") % {"title": each.title, "name": each.verified_for or ""}
        for each in line.shown
    ]
    return {
        "heading": paper.printable(f"{one.number}. {one.title}"),
        "under": paper.printable(", ".join(facts)),
        "keys": [{"name": name, "word": paper.printable(key[1]), "note": paper.blocks(note)} for name, key, note in keys],
        "blocks": paper.blocks("\n\n".join(told)),
    }


def _frank(of: Review) -> dict[str, Any]:
    doubts = [_note(one.action.title, one.others[2]) for one in of.doubts]
    silent = [_note(one.action.title, f"{one.lead[1]}. {one.lead[2]}") for one in of.silent]
    none = "" if doubts or silent else _("Nothing: all is reported, and nobody sees it differently.")
    return _section(_("What we do not agree on, and what nobody reported"), none, notes=doubts + silent)


def _equality(of: Review) -> dict[str, Any]:
    head = [_("Sector"), *counted.WHAT.values()]
    rows = [[row.name, *(one.number for one in row.figures)] for row in of.counted]
    text = _("From the records themselves, by sector.") if rows else _("No action yet.")
    return _section(_("Equality, counted"), text, tables=[_table(head, rows)] if rows else [])


def _whence(path: str) -> dict[str, Any]:
    return _section(_("Where this stands today"), f"{settings.ADDRESS}{path}")


def _held(of: Pack) -> str:
    role = of.role
    holder = _("Held by %(name)s.") % {"name": role.holder} if role.holder else _("Nobody holds this role now.")
    return f"{holder} " + (_("%(name)s stands in.") % {"name": role.deputy} if role.deputy else _("Nobody stands in."))


def _waiting(of: Pack) -> str:
    if not of.to_verify:
        return ""
    told = ngettext(
        "%(n)s piece of evidence waits for somebody outside to verify it.",
        "%(n)s pieces of evidence wait for somebody outside to verify them.",
        of.to_verify,
    )
    return told % {"n": of.to_verify}


def _said(said: Any) -> str:
    facts = {"day": words.date(said.at), "n": said.progress.action.number, "says": said.get_says_display()}
    line = _("%(day)s, on action %(n)s: %(says)s") % facts
    return f"{line}: “{said.words}”" if said.words else f"{line}."
