"""For the words of mails."""

from django import template

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Somebody's own words as a quotation, so that nothing in them can pass for ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())
