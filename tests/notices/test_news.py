"""One stream of what is new, from all rooms."""

import datetime as dt
import uuid
from collections.abc import Collection

import pytest

from alongside.notices import news

DAY = dt.datetime(2026, 11, 9, tzinfo=dt.UTC)


def item(title: str, days_ago: int) -> news.News:
    return news.News(kind="update", id=uuid.uuid4(), title=title, url="/", at=DAY - dt.timedelta(days=days_ago))


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "_rooms", [])


def test_news_of_all_rooms_come_newest_first_and_no_more_than_asked() -> None:
    news.register(lambda patches, topics, since: [item("today", 0), item("last week", 7)])
    news.register(lambda patches, topics, since: [item("yesterday", 1)])
    assert [one.title for one in news.latest((), (), DAY)] == ["today", "yesterday", "last week"]
    assert [one.title for one in news.latest((), (), DAY, limit=2)] == ["today", "yesterday"]


def test_every_room_hears_what_is_asked_and_is_asked_once() -> None:
    heard: list[object] = []

    def latest(patches: Collection[uuid.UUID], topics: Collection[str], since: dt.datetime) -> list[news.News]:
        heard.append((patches, topics, since))
        return []

    news.register(latest)
    news.register(latest)
    patch = uuid.uuid4()
    assert news.latest([patch], ["food"], DAY) == []
    assert heard == [([patch], ["food"], DAY)]
