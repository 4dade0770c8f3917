"""What this room does in the background."""

from django.utils.translation import gettext_lazy as _

from alongside.agreements import upkeep
from alongside.agreements.actions import settling
from alongside.jobs.registry import job


@job("agreements.expire", _("End agreements whose last day is over"), atomic=False)
def expire() -> None:
    """What was agreed until a day ends with it."""
    settling.expire()


@job("agreements.remind", _("Remind of agreements that are to be looked at, or end soon"), atomic=False)
def remind() -> None:
    """The coordinator is written to once for each day that was named."""
    upkeep.remind()
