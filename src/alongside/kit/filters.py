"""The plain words of `kit.words` and `kit.prose`, for every template."""

from django import template

from alongside.kit import prose, words

register = template.Library()
register.filter("miles", words.miles)
register.filter("full_date", words.date)
register.filter("pounds", words.pounds)
register.filter("near_date", words.near_date)
register.filter("day", words.day)
register.filter("when", words.when)
register.filter("clock", words.time)
register.filter("days", words.days)
register.filter("joined", words.joined)
register.filter("site", words.site)
register.filter("prose", prose.to_html)
