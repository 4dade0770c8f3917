"""What this room does in the background."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.positions import upkeep


@job("positions.remind", _("Remind of positions and of disagreements to look at"), lease=dt.timedelta(minutes=10), atomic=False)
def remind() -> None:
    """Who has not answered is reminded once, and who looks after a disagreement before its day and after."""
    upkeep.remind()
