"""All periodic work of the house, in one place. Each line names a kind that its room has registered."""

import datetime as dt

from alongside.jobs.schedule import Daily, Periodic

SCHEDULE: list[Periodic] = [
    Daily("jobs.sweep", dt.time(3, 30)),
]
