"""What this room does by the clock."""

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.people import actions


@job("people.sweep", _("End old sign-ins"))
def sweep() -> None:
    actions.sweep()


@job("people.let_go_of_unconfirmed", _("Let go of accounts that nobody confirmed"))
def let_go_of_unconfirmed() -> None:
    actions.let_go_of_unconfirmed()
