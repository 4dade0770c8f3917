"""What this room does by the clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.people import actions, copies, forgetting, retention


@job("people.sweep", _("End old sign-ins"))
def sweep() -> None:
    actions.sweep()


@job("people.let_go_of_unconfirmed", _("Let go of accounts that nobody confirmed"))
def let_go_of_unconfirmed() -> None:
    actions.let_go_of_unconfirmed()


@job("people.forget", _("Forget people who asked for it"), lease=dt.timedelta(minutes=10), atomic=False)
def forget() -> None:
    """Those who asked to be forgotten and did not change their mind; and the last traces of those of yesterday."""
    forgetting.forget_again()
    forgetting.forget_due()
    forgetting.tidy()


@job("people.make_copy", _("Make somebody a copy of what is held about them"), lease=dt.timedelta(minutes=10), atomic=False)
def make_copy(copy: str) -> None:
    """A copy of everything, for who asked for it."""
    copies.make(copy)


@job("people.retain", _("Let go of what was kept for its time"), lease=dt.timedelta(minutes=10), atomic=False)
def retain() -> None:
    """What was kept for its time."""
    copies.sweep()
    retention.run()
