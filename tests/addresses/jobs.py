"""Work that was given up."""

from typing import Any

from alongside.jobs import actions as jobs
from alongside.jobs.models import Job
from alongside.kit import clock
from tests.addresses.rows import Row, officers
from tests.personas import County


def failed_work(county: County) -> dict[str, Any]:
    """Work that was given up."""
    job = jobs.put("jobs.sweep")
    Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), attempts=36, error="OSError")
    return {"pk": job.pk}


def some_failed_work(county: County) -> dict[str, Any]:
    """A list with something on it."""
    failed_work(county)
    return {}


ROWS = {
    "jobs:failed": Row(get=officers(), args=some_failed_work),
    "jobs:again": Row(post=officers(302), args=failed_work),
    "jobs:drop": Row(get=officers(), post=officers(302), args=failed_work),
}

NOBODYS = {"jobs.job"}
OF_THE_PLACE = {"jobs:again", "jobs:drop"}
