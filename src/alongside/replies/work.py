"""What this room does in the background."""

import datetime as dt

from alongside.jobs.registry import job
from alongside.replies import upkeep

LONG = dt.timedelta(minutes=10)


@job("replies.remind", lease=LONG, atomic=False)
def remind() -> None:
    """Owners hear what is due and late; who waits hears that it is late."""
    upkeep.remind()


@job("replies.escalate", lease=LONG, atomic=False)
def escalate() -> None:
    """What is long overdue goes up."""
    upkeep.escalate()


@job("replies.cover", lease=LONG, atomic=False)
def cover() -> None:
    """What nobody answers for goes to somebody."""
    upkeep.cover()


@job("replies.forget")
def forget() -> None:
    """Addresses of long ago are forgotten."""
    upkeep.forget()
