"""For the words of mails."""

from django import template
from django.utils.safestring import SafeString

from alongside.kit import prose

register = template.Library()


@register.filter
def linked(line: str) -> SafeString:
    """A line with its addresses made into links. Django's own `urlize` swallows a full stop after a bracket."""
    return prose.linked(line)


@register.filter
def quoted(text: str) -> str:
    """Somebody's own words as a quotation, so that nothing in them can pass for ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())
