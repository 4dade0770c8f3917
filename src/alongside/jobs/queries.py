"""What the queue has to say for itself."""

import datetime as dt

from alongside.jobs.models import Job, JobQuerySet
from alongside.kit import clock


def failed() -> JobQuerySet:
    """Work that was given up after many tries, the latest first: somebody should look."""
    return Job.objects.filter(failed_at__isnull=False).order_by("-failed_at", "-id")


def troubled() -> JobQuerySet:
    """Work that has failed at least once and is still tried."""
    return Job.objects.unfinished().exclude(error="").order_by("due", "id")


def late(by: dt.timedelta = dt.timedelta(minutes=5)) -> JobQuerySet:
    """Work that should have begun a while ago. If there is any, no worker is running."""
    return Job.objects.due(clock.now() - by)
