"""The lists of `jobs`, and how each is filled."""

from alongside.jobs.models import Job
from tests.jobs.test_page import given_up
from tests.personas import County
from tests.scale.lists import List, copies


def failures(county: County, number: int) -> None:
    copies(given_up(), number)
    assert Job.objects.count() > number


LISTS = {
    "jobs:failed": List(failures),
}
