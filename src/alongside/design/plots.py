"""Plots drawn by the server. A plot is its table: each row says its number in words and draws it beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what was counted, how many, and the sector whose colour it has, if any."""

    name: str
    number: float
    sector: str = ""
    says: str = ""

    @property
    def words(self) -> str:
        """The number as it is read: as given, else with its thousands marked."""
        return self.says or f"{self.number:,g}"


def bars(rows: Sequence[Bar], *, caption: str, of: str = "", number: str = "") -> SafeString:
    """Numbers of one kind, side by side; `of` and `number` name the two columns for those who hear the table. Drawn from nought, so that twice as long is twice as many."""
    most = max([row.number for row in rows], default=0) or 1
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="n">{}</td><td class="plot-bar" aria-hidden="true">{}</td></tr>',
        ((_name(row), row.words, _bar(row, most)) for row in rows),
    )
    return format_html(
        '<table class="table plot"><caption>{}</caption><thead class="vh"><tr><th scope="col">{}</th><th scope="col">{}</th>'
        '<td></td></tr></thead><tbody>{}</tbody></table>',
        caption, of or _("What"), number or _("How many"), body,
    )  # fmt: skip


def _name(row: Bar) -> SafeString | str:
    return format_html('<span class="sector {}">{}</span>', row.sector, row.name) if row.sector else row.name


def _bar(row: Bar, most: float) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" focusable="false"><rect class="p-track" width="100" height="6"/>'
        '<rect class="p-bar {}" width="{}" height="6"/></svg>',
        row.sector, f"{100 * max(row.number, 0) / most:.1f}",
    )  # fmt: skip
