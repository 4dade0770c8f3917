"""All periodic work of the house, in one place. Each line names a kind that its room has registered."""

import datetime as dt

from alongside.jobs.schedule import Daily, Every, Periodic

SCHEDULE: list[Periodic] = [
    Every("notices.post", dt.timedelta(seconds=30)),
    Every("replies.cover", dt.timedelta(hours=1)),
    Daily("people.sweep", dt.time(3, 20)),
    Daily("directory.refresh", dt.time(2, 30)),
    Daily("jobs.sweep", dt.time(3, 30)),
    Daily("notices.sweep", dt.time(3, 40)),
    Daily("replies.forget", dt.time(3, 50)),
    Daily("replies.remind", dt.time(8, 0)),
    Daily("replies.escalate", dt.time(8, 10)),
]
