"""Officers see the work that failed, and do something about it."""

import pytest

from alongside.config import schedule
from alongside.jobs import actions, registry, worker
from alongside.jobs.models import Job
from alongside.kit import clock
from tests.jobs import kinds
from tests.personas import County

pytestmark = pytest.mark.django_db


def given_up() -> Job:
    """Work that was tried to the end."""
    job = actions.put("tests.atomic", key="a")
    Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), attempts=36, error="ConnectionRefusedError in post.py, line 12")
    return job


def test_an_officer_finds_failed_work_from_the_desk_and_has_it_tried_again(county: County) -> None:
    kinds.make_tables()
    officer = county.client("officer")
    assert "/work/" not in officer.get("/desk").text
    job = given_up()
    assert "One thing that the site does by itself was given up" in officer.get("/desk").text
    assert "/work/" not in county.client("charity").get("/desk").text
    page = officer.get("/work/").text
    for said in ("ConnectionRefusedError in post.py, line 12", "36 times", "Try it again"):
        assert said in page, said
    page = officer.post(f"/work/{job.pk}/again/", follow=True).text
    assert "is tried again now" in page and "No work has failed" in page
    worker.work_off()
    assert kinds.traces("effects") == {"a": 1}


def test_work_is_let_go_of_only_when_somebody_says_so(county: County) -> None:
    officer, job = county.client("officer"), given_up()
    assert "This cannot be undone." in officer.get(f"/work/{job.pk}/drop/").text
    assert Job.objects.filter(pk=job.pk).exists()
    assert "is off the list" in officer.post(f"/work/{job.pk}/drop/", follow=True).text
    assert not Job.objects.filter(pk=job.pk).exists()


def test_work_that_is_still_tried_is_neither_listed_nor_dropped(county: County) -> None:
    officer, job = county.client("officer"), actions.put("tests.atomic", key="a")
    assert officer.post(f"/work/{job.pk}/drop/").status_code == 404
    assert officer.post(f"/work/{job.pk}/again/").status_code == 404
    assert not actions.drop(job, by=county.officer)
    assert Job.objects.filter(pk=job.pk).exists()


def test_every_kind_of_work_says_to_people_what_it_does() -> None:
    assert schedule.SCHEDULE
    ours = [name for name in registry.names() if not name.startswith("tests.")]
    assert not [name for name in ours if registry.title(name) == name]
