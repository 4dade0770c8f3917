"""What the directory does by itself: it keeps what changes with the calendar true."""

from alongside.directory.actions import upkeep
from alongside.jobs import holding
from alongside.jobs.registry import job


@job("directory.refresh", atomic=False)
def refresh() -> None:
    """Every night: next dates, confirmations that have grown old, and places that we know better by now."""
    for _batch in upkeep.refresh():
        holding.keep_hold()
