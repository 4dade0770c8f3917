"""What cannot be done with a plan. The messages are for whoever tried."""


class CannotPlan(Exception):
    """This change of the plan cannot be; the message says why."""


class CannotReport(Exception):
    """This report, or what others say to it, cannot be; the message says why."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed it since it was read."""
