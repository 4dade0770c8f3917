"""Codes to point a phone at."""

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def qr(link: str) -> SafeString:
    """The address of a page to point a phone at. Always dark on light: phones read nothing else."""
    drawn = segno.make(link, micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    label = _("Code to open this page on a phone")
    return mark_safe(drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S308 made by segno from our own address
