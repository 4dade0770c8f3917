"""Reading the mails that an action wrote."""

import re

from alongside.notices import queries
from alongside.notices.models import Mail


def mails(kind: str = "", to: str = "") -> list[Mail]:
    found = Mail.objects.order_by("made_at", "id")
    if kind:
        found = found.filter(kind=f"replies.{kind}")
    return list(found.filter(to=to) if to else found)


def text(mail: Mail) -> str:
    return queries.words_of(mail).text


def link(mail: Mail, label: str) -> str:
    """The path behind a thing to do."""
    found = re.search(rf"{label}: http://localhost:8000(\S+)", text(mail))
    assert found, text(mail)
    return found[1]
