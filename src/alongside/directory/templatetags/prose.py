"""Our plain texts as HTML."""

from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString

from alongside.kit import prose as texts

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs, lists and addresses of one of our texts."""
    return texts.to_html(text)


@register.filter
def site(url: str) -> str:
    """The part of an address that people know it by."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
