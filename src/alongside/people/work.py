"""What this room does by the clock."""

from alongside.jobs.registry import job
from alongside.people import actions


@job("people.sweep")
def sweep() -> None:
    actions.sweep()


@job("people.let_go_of_unconfirmed")
def let_go_of_unconfirmed() -> None:
    actions.let_go_of_unconfirmed()
