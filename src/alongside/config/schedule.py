"""All periodic work of the house, in one place. Each line names a kind that its room has registered."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.jobs.schedule import Daily, Every, Periodic
from alongside.record import actions as record


@job("record.chain", _("Chain what happened, so that it can be verified"), atomic=False)
def chain() -> None:
    """Take what happened into the chain. Registered here, since `record` and `jobs` stand on one floor."""
    while record.chain():
        pass


SCHEDULE: list[Periodic] = [
    Every("notices.post", dt.timedelta(seconds=30)),
    Every("notices.returned", dt.timedelta(minutes=10)),
    Every("record.chain", dt.timedelta(minutes=1)),
    Every("replies.cover", dt.timedelta(hours=1)),
    Every("directory.harvest", dt.timedelta(minutes=15)),
    Daily("people.sweep", dt.time(3, 20)),
    Daily("people.let_go_of_unconfirmed", dt.time(3, 25)),
    Daily("directory.refresh", dt.time(2, 30)),
    Daily("openreferral.rebuild", dt.time(2, 50)),
    Daily("directory.find_duplicates", dt.time(4, 30)),
    Daily("directory.check_links", dt.time(4, 10)),
    Daily("organisations.forget_lists", dt.time(3, 25)),
    Daily("people.forget", dt.time(3, 5)),
    Daily("people.retain", dt.time(3, 10)),
    Daily("jobs.sweep", dt.time(3, 30)),
    Daily("files.sweep", dt.time(3, 35)),
    Daily("notices.news", dt.time(9, 30)),
    Daily("plan.digest", dt.time(9, 40)),
    Daily("notices.sweep", dt.time(3, 40)),
    Daily("replies.forget", dt.time(3, 50)),
    Daily("organisations.members", dt.time(7, 40)),
    Daily("organisations.terms", dt.time(7, 45)),
    Daily("journeys.reports", dt.time(7, 55)),
    Daily("journeys.unproven", dt.time(7, 50)),
    Daily("journeys.monthly", dt.time(9, 0)),
    Daily("agreements.expire", dt.time(3, 55)),
    Daily("agreements.remind", dt.time(8, 15)),
    Daily("positions.remind", dt.time(8, 5)),
    Daily("replies.remind", dt.time(8, 0)),
    Daily("replies.escalate", dt.time(8, 10)),
]
