"""What this room does in the background."""

import datetime as dt
import uuid

from django.utils.translation import gettext_lazy as _

from alongside.jobs import actions as jobs
from alongside.jobs.registry import job
from alongside.journeys import actions, monthly
from alongside.journeys import policy as ours
from alongside.kit import clock
from alongside.organisations import policy, queries


@job("journeys.unproven", _("Ask a person about claims that nobody proved"))
def unproven() -> None:
    """Links that nobody pressed: a person looks at those claims."""
    for claim in queries.unproven(clock.now() - policy.PROVE_WITHIN):
        actions.hand_to_people(claim)


@job("journeys.reports", _("Ask who speaks for networks to report back"), atomic=False)
def ask_for_reports() -> None:
    """Every day: what is due is asked for, once; what is due no longer is let go of."""
    actions.look_after_reports()


@job("journeys.monthly", _("Begin the monthly mails"))
def begin_monthly() -> None:
    """Every day, so that a machine that was off on the day of policy does it later; the key lets one a month through."""
    today = clock.today()
    if today.day >= ours.MONTHLY_DAY():
        jobs.put("journeys.monthly_all", once=f"monthly:{today:%Y-%m}", month=f"{today:%Y-%m}")


@job("journeys.monthly_all", _("Put a monthly mail for each organisation"), atomic=False, lease=dt.timedelta(minutes=5))
def monthly_all(month: str) -> None:
    """One piece of work for each organisation that somebody leads: each is done whole, and once."""
    for organisation in queries.led().values_list("pk", flat=True):
        jobs.put("journeys.monthly_one", once=f"monthly:{month}:{organisation}", organisation=str(organisation))


@job("journeys.monthly_one", _("Write the monthly mail of an organisation"))
def monthly_one(organisation: str) -> None:
    """The mails of one organisation. Who leads it no more by now gets none."""
    found = queries.led().filter(pk=uuid.UUID(organisation)).first()
    if found:
        monthly.write(found)
