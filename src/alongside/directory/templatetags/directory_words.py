"""Sentences of the directory that a template may ask for."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.design.forms import Wrong, wrongs
from alongside.directory.queries import assurance
from alongside.directory.queries.page import Page
from alongside.kit import clock, words

register = template.Library()


@register.inclusion_tag("design/forms/summary.html")
def summary_of(sheet: Any) -> dict[str, Any]:
    """What to put right in a part of a service: in its rows, then in its form, as they stand on the page."""
    found = []
    for _name, rows, title, _more in sheet.groups:
        for number, row in enumerate(rows, start=1):
            found += [Wrong(f"{title} {number}, {one.label}", one.message, one.anchor) for one in wrongs(row)]
    return {"wrongs": [*found, *wrongs(sheet.form)]}


@register.filter
def how_sure(page: Page) -> SafeString:
    """Who confirmed it and when, and what happens if nobody does."""
    day = page.service.assured_on
    if day is None:
        return format_html("<p>{}</p>", _("Nobody has told us yet that all of this is true. Ring or write before you go."))
    facts = {
        "who": page.service.assured_by or _("Its source"),
        "day": words.date(day),
        "again": words.date(assurance.ask_again_on(day)),
        "from": words.date(assurance.says_so_from(day)),
    }
    if page.standing == "recent" and assurance.ask_again_on(day) < clock.today():
        said = _(
            "%(who)s confirmed this on %(day)s. A new answer was due by %(again)s and has not come yet. "
            "Without one this page says so from %(from)s."
        )
    elif page.standing == "recent":
        said = _(
            "%(who)s confirmed this on %(day)s. We ask again by %(again)s. If nobody answers, this page says so from %(from)s."
        )
    elif page.standing == "quiet":
        said = _(
            "%(who)s last confirmed this on %(day)s. Nobody has for a year, so it stands last in every list. Ring first, or write."
        )
    else:
        said = _("%(who)s last confirmed this on %(day)s. Nobody has since, so ring or write before you go.")
    return format_html("<p>{}</p>", said % facts)
