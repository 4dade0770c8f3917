"""The plan as pictures, drawn by the server. Each stands beside a table that says the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WIDE, LEFT, ROW, TOP = 1000, 0, 26, 26
MARK = {"done": "pl-done", "ok": "pl-ok", "warn": "pl-warn", "bad": "pl-bad", "silent": "pl-silent", "idle": "pl-idle"}


@dataclass(frozen=True)
class Span:
    """One action on the timeline: its number, from when until when, and how it stands."""

    number: int
    starts: dt.date
    ends: dt.date
    kind: str


def timeline(spans: Sequence[Span], today: dt.date) -> SafeString:
    """One line for each action, from its beginning to the day when it is due, and where today is."""
    if not spans:
        return mark_safe("")
    first, last = min(one.starts for one in spans), max(today, *(one.ends for one in spans))
    days = max((last - first).days, 1)

    def at(day: dt.date) -> float:
        return 40 + (WIDE - 50) * min(max((day - first).days, 0), days) / days

    tall = TOP + ROW * len(spans) + 8
    years = format_html_join(
        "",
        '<line class="pl-year" x1="{0}" x2="{0}" y1="18" y2="{1}"/><text class="pl-word" x="{0}" y="12">{2}</text>',
        ((f"{at(dt.date(year, 1, 1)):.1f}", tall, year) for year in range(first.year + 1, last.year + 1)),
    )
    rows = format_html_join(
        "",
        '<a href="#action-{}" tabindex="-1"><text class="pl-number" x="30" y="{}">{}</text>'
        '<rect class="{}" x="{}" y="{}" width="{}" height="14" rx="3"/></a>',
        (
            (
                one.number, TOP + ROW * n + 12, one.number, MARK.get(one.kind, "pl-idle"), f"{at(one.starts):.1f}", TOP + ROW * n,
                f"{max(at(one.ends) - at(one.starts), 4):.1f}",
            )
            for n, one in enumerate(spans)
        ),
    )  # fmt: skip
    line = format_html('<line class="pl-today" x1="{0}" x2="{0}" y1="18" y2="{1}"/>', f"{at(today):.1f}", tall)
    word = format_html('<text class="pl-now" x="{}" y="12">{}</text>', f"{at(today) - 4:.1f}", _("Today"))
    return _svg(tall, years + rows + line + word)


def board(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Sequence[tuple[int, str]]]]]) -> SafeString:
    """One cell for each workstream and status, one square with its number for each action in it."""
    if not rows:
        return mark_safe("")
    left, wide, size, across = 10, (WIDE - 20) / len(columns), 30, 3
    head = format_html_join(
        "",
        '<text class="pl-word" x="{}" y="16">{}</text>',
        ((f"{left + wide * n + 4:.1f}", one) for n, one in enumerate(columns)),
    )
    parts, y = [head], 30
    for name, cells in rows:
        parts.append(format_html('<text class="pl-name" x="{}" y="{}">{}</text>', left + 4, y + 14, name))
        y += 24
        for n, some in enumerate(cells):
            for k, (number, kind) in enumerate(some):
                x, down = left + wide * n + 4 + (k % across) * (size + 6), y + (k // across) * (size + 6)
                parts.append(
                    format_html(
                        '<a href="#action-{}" tabindex="-1"><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
                        '<text class="pl-in {}-in" x="{}" y="{}">{}</text></a>',
                        number, MARK.get(kind, "pl-idle"), f"{x:.1f}", down, size, size, MARK.get(kind, "pl-idle"), f"{x + size / 2:.1f}", down + 20, number,
                    )
                )  # fmt: skip
        most = max([len(some) for some in cells], default=0)
        y += max((most + across - 1) // across, 1) * (size + 6) + 10
        parts.append(format_html('<line class="pl-year" x1="{}" x2="{}" y1="{}" y2="{}"/>', left, WIDE - 10, y - 4, y - 4))
    return _svg(y, mark_safe("".join(conditional_escape(one) for one in parts)))  # noqa: S308 escaped part by part


def _svg(tall: int, inside: SafeString) -> SafeString:
    """Hidden from readers and out of the way of the keyboard: the table below it is the text, and each mark leads to its row there."""
    return format_html(
        '<svg class="plan-picture" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>', WIDE, tall, inside
    )
