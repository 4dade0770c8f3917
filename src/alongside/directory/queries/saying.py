"""What happens next after somebody wrote to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.kit import words

if TYPE_CHECKING:
    from alongside.replies.models import OwedReply


@dataclass(frozen=True)
class Sent:
    """Who answers, by when, and how they hear of it."""

    who: str
    organisation: str
    day: str
    by_mail: bool

    @property
    def answers(self) -> str:
        """Who answers, with their organisation."""
        return (
            _("%(who)s at %(organisation)s") % {"who": self.who, "organisation": self.organisation}
            if self.who
            else self.organisation
        )

    @property
    def steps(self) -> list[tuple[str, str]]:
        """What happens next, in order."""
        facts = {"who": self.answers, "day": self.day}
        told = _("You get a mail with the answer.") if self.by_mail else _("You gave no address, so nobody can write to you.")
        return [
            (_("%(who)s reads it") % facts, _("By %(day)s.") % facts),
            (_("The page is put right, or they find that it is true"), ""),
            (_("You hear what came of it") if self.by_mail else _("Look at the page again"), told),
        ]


def sent(reply: OwedReply) -> Sent:
    """What the page says when it was sent."""
    owner = reply.owner
    return Sent(
        who=owner.name if owner else "",
        organisation=reply.organisation.name,
        day=words.day(reply.due_on),
        by_mail=bool(reply.asker_id or reply.asker_email),
    )
