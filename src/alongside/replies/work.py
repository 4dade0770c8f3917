"""What this room does in the background."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.replies import away, upkeep

LONG = dt.timedelta(minutes=10)


@job("replies.remind", _("Remind of answers that are due"), lease=LONG, atomic=False)
def remind() -> None:
    """Owners hear what is due and late; who waits hears that it is late."""
    upkeep.remind()


@job("replies.escalate", _("Pass on answers that are long overdue"), lease=LONG, atomic=False)
def escalate() -> None:
    """What is long overdue goes up."""
    upkeep.escalate()


@job("replies.cover", _("Find somebody for questions that nobody has"), lease=LONG, atomic=False)
def cover() -> None:
    """What nobody answers for goes to somebody; who is away is covered for, and who is back has theirs again."""
    away.end_past()
    upkeep.cover()


@job("replies.forget", _("Forget addresses of long ago"))
def forget() -> None:
    """Addresses of long ago are forgotten."""
    upkeep.forget()
