"""What this room does by the clock."""

from alongside.jobs.registry import job
from alongside.people import actions


@job("people.sweep")
def sweep() -> None:
    actions.sweep()
