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
    """An address as people know it: without what every address has, and without a long tail."""
    parts = urlsplit(url)
    host = (parts.hostname or url).removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}" if len(path) <= 30 else host
