import datetime as dt
from collections.abc import Iterator
from threading import Thread
from typing import ClassVar

import pytest
from django.db import connection, models
from django.test import RequestFactory, override_settings

from alongside.kit import counting, reading

DAY = dt.date(2026, 11, 9)


class Asked(models.Model):
    """How often a word was looked for on a day."""

    day = models.DateField()
    word = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    objects: ClassVar[models.Manager["Asked"]] = models.Manager()

    class Meta:
        app_label = "tests"
        constraints = (models.UniqueConstraint(fields=("day", "word"), name="one_count"),)

    def __str__(self) -> str:
        return self.word


@pytest.fixture
def table(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Asked)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Asked)


def counts() -> dict[str, int]:
    return dict(Asked.objects.order_by("word").values_list("word", "count"))


@pytest.mark.usefixtures("table")
def test_counter_begins_and_grows() -> None:
    counting.bump(Asked, day=DAY, word="lunch")
    counting.bump(Asked, day=DAY, word="lunch", by=2)
    counting.bump(Asked, day=DAY, word="choir")
    assert counts() == {"lunch": 3, "choir": 1}


@pytest.mark.usefixtures("table")
def test_counting_is_allowed_while_a_page_is_read() -> None:
    with override_settings(READ_ONLY_GUARD=True):
        reading.ReadOnlyMiddleware(lambda request: counting.bump(Asked, day=DAY, word="lunch"))(RequestFactory().get("/"))  # type: ignore[arg-type, return-value]
    assert counts() == {"lunch": 1}


@pytest.mark.usefixtures("table")
def test_those_who_begin_a_counter_at_once_both_count() -> None:
    def count() -> None:
        for number in range(20):
            counting.bump(Asked, day=DAY, word=f"word {number}")
        connection.close()

    threads = [Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(counts().values()) == {3}
    assert len(counts()) == 20
