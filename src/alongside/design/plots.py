"""Plots drawn by the server. A plot is its table: each row says its number in words and draws it beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Roles are said again, since a phone lays the rows out as a grid.
TABLE = (
    '<table class="table plot" role="table"><caption class="{}">{}</caption><thead class="vh" role="rowgroup"><tr role="row">'
    '<th scope="col" role="columnheader">{}</th><th scope="col" role="columnheader">{}</th></tr></thead><tbody role="rowgroup">{}</tbody></table>'
)
ROW = (
    '<tr role="row"><th scope="row" role="rowheader">{}</th><td class="n" role="cell">{}</td>'
    '<td class="plot-bar" role="presentation" aria-hidden="true">{}</td></tr>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what was counted, how many, and the sector or the status whose colour it has, if any."""

    name: str
    number: float
    sector: str = ""
    says: str = ""
    status: str = ""

    @property
    def words(self) -> str:
        """The number as it is read: as given, else with its thousands marked."""
        return self.says or f"{self.number:,g}"


def bars(
    rows: Sequence[Bar], *, caption: str, of: str = "", number: str = "", told: bool = False, most: float | None = None
) -> SafeString:
    """Numbers of one kind, side by side; `of` and `number` name the two columns for those who hear the table.

    Drawn from nought, so that twice as long is twice as many. `told`: a heading beside it says what the caption says. `most` is
    where a bar is full, such as 100 for shares; else the longest is.
    """
    most = most or max([row.number for row in rows], default=0) or 1
    body = format_html_join("", ROW, ((_name(row), row.words, _bar(row, most)) for row in rows))
    return format_html(TABLE, "vh" if told else "", caption, of or _("What"), number or _("How many"), body)


def _name(row: Bar) -> SafeString | str:
    if row.status:
        return format_html('<span class="tag {}">{}</span>', row.status, row.name)
    return format_html('<span class="sector {}">{}</span>', row.sector, row.name) if row.sector else row.name


def _bar(row: Bar, most: float) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none" focusable="false"><rect class="p-track" width="100" height="6"/>'
        '<rect class="p-bar {}" width="{}" height="6"/></svg>',
        row.sector or row.status, f"{100 * max(row.number, 0) / most:.1f}",
    )  # fmt: skip
