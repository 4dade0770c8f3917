"""The long version of a short story in tests/jobs: fifty deaths."""

import pytest

from tests.jobs.deaths import effects_after_kills

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_every_effect_comes_exactly_once_though_fifty_workers_are_killed() -> None:
    effects_after_kills(kills=50, jobs=100)
