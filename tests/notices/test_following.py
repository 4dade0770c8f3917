"""What is new near somebody: as a page, a feed, and by mail for who said yes, until one press stops it."""

import datetime as dt
import itertools
import re
from urllib.parse import urlsplit
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client

from alongside.jobs import worker
from alongside.kit import clock
from alongside.notices import following, news, queries, work
from alongside.notices.models import Follower, Mail
from alongside.notices.news import News
from tests.directory.factories import make_service
from tests.places.factories import AreaFactory, PatchVersionFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "Reader@Example.org"
_visitors = itertools.count(1)


@pytest.fixture
def client() -> Client:
    """A visitor of their own, so that what others sent counts for nothing."""
    return Client(REMOTE_ADDR=f"198.51.100.{next(_visitors)}")


@pytest.fixture
def patch() -> str:
    return str(PatchVersionFactory.create(areas=[AreaFactory.create()]).patch.slug)


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).order_by("made_at", "id"))


def yes(client: Client, patch: str) -> str:
    """Ask on the page, and give back the address of the link in the mail."""
    assert client.post(f"/new/?patch={patch}", {"email": ADDRESS}).status_code == 302
    found = re.search(r"\S+/new/yes/\S+", queries.words_of(mails("notices.follow")[-1]).text)
    assert found
    return urlsplit(found[0]).path


def a_week_later() -> time_machine.travel:
    return time_machine.travel(clock.now() + dt.timedelta(days=8))


def test_the_page_and_the_feed_tell_what_is_new_in_the_patch(client: Client, patch: str) -> None:
    make_service(name="Here", patches=[patch])
    make_service(name="For all", everywhere=True)
    make_service(name="Elsewhere")
    for text in (client.get(f"/new/?patch={patch}").text, client.get(f"/new.atom?patch={patch}").text):
        assert "Here" in text
        assert "For all" in text
        assert "Elsewhere" not in text
    feed = client.get(f"/new.atom?patch={patch}")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert not feed.cookies
    assert "Elsewhere" in client.get("/new.atom").text
    assert client.get("/new/?near=nowhere%20at%20all%00").status_code == 200


def test_the_feed_has_all_that_readers_of_feeds_insist_on(client: Client, patch: str) -> None:
    make_service(name="Here <b>& now</b>", patches=[patch], summary="Tea.")
    feed = ET.fromstring(client.get(f"/new.atom?patch={patch}").content)
    (entry,) = feed.findall(f"{ATOM}entry")
    for one, names in ((feed, ("id", "title", "updated", "author")), (entry, ("id", "title", "updated", "link", "summary"))):
        assert [name for name in names if one.find(f"{ATOM}{name}") is None] == []
    assert [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary")] == ["Here <b>& now</b>", "Tea."]
    assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None


def test_what_happened_twice_in_a_week_stands_in_its_mail_once_with_its_kind(
    client: Client, patch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(yes(client, patch))
    moment = clock.now()
    twice = [News("Our plan", uuid4(), title, "/plan/lifts/", moment) for title in ("Lifts, late", "Lifts, early")]
    monkeypatch.setattr(news, "_rooms", [lambda *_asked: twice])
    with a_week_later():
        work.mail_news()
        text = queries.words_of(mails("notices.news")[0]).text
    assert "- Lifts, late (our plan): http" in text
    assert "early" not in text


def test_much_news_of_one_kind_hides_no_other(client: Client, patch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.now()
    plan = [News("Our plan", uuid4(), f"Lift {n}", f"/plan/{n}/", moment) for n in range(30)]
    monkeypatch.setattr(news, "_rooms", [lambda *_asked: plan, *news._rooms])
    make_service(name="Tea for all", patches=[patch])
    page = client.get(f"/new/?patch={patch}").text
    assert "Tea for all" in page
    assert page.count("Our plan,") == 20


def test_nothing_comes_before_somebody_said_yes_and_opening_the_link_says_nothing(client: Client, patch: str) -> None:
    at = yes(client, patch)
    assert client.get(at).status_code == 200
    assert Follower.objects.get().confirmed_at is None
    make_service(name="Here", patches=[patch])
    with a_week_later():
        work.mail_news()
        assert not mails("notices.news")
        assert not Follower.objects.exists()
        assert client.post(at).status_code == 410


def test_who_said_yes_gets_what_is_new_once_a_week_and_nothing_when_nothing_is(client: Client, patch: str) -> None:
    client.post(yes(client, patch))
    make_service(name="Here", patches=[patch])
    work.mail_news()
    assert not mails("notices.news")
    with a_week_later():
        work.mail_news()
        work.mail_news()
        (mail,) = mails("notices.news")
        assert "Here" in queries.words_of(mail).text
        assert b"List-Unsubscribe-Post" in bytes(mail.source)
    with time_machine.travel(clock.now() + dt.timedelta(days=16)):
        work.mail_news()
        assert len(mails("notices.news")) == 1


def test_one_press_stops_it_and_saying_yes_again_brings_it_back(client: Client, patch: str) -> None:
    client.post(yes(client, patch))
    make_service(name="Here", patches=[patch])
    with a_week_later():
        work.mail_news()
        stop = re.search(rb"List-Unsubscribe: <([^>]+)>", bytes(mails("notices.news")[0].source).replace(b"\r\n ", b""))
        assert stop
        Client().post(urlsplit(stop[1].decode()).path, {"List-Unsubscribe": "One-Click"})
    with time_machine.travel(clock.now() + dt.timedelta(days=17)):
        make_service(name="New again", patches=[patch])
        work.mail_news()
        assert len(mails("notices.news")) == 1
        assert not Follower.objects.exists()
        client.post(yes(client, patch))
        assert Follower.objects.get().confirmed_at
    with time_machine.travel(clock.now() + dt.timedelta(days=26)):
        make_service(name="Newer still", patches=[patch])
        work.mail_news()
        worker.work_off()
        assert len(mails("notices.news")) == 2


def test_nobody_is_asked_twice_in_a_day_and_the_page_tells_nobody_who_follows(client: Client, patch: str) -> None:
    answers = [client.post(f"/new/?patch={patch}", {"email": ADDRESS}, follow=True).text for _n in range(2)]
    assert len(mails("notices.follow")) == 1
    assert answers[0].count("We have written to you") == answers[1].count("We have written to you") == 1
    assert Follower.objects.get().address == ADDRESS.lower()
    assert [client.post("/new/", {"email": f"n{n}@example.org"}).status_code for n in range(6)][-1] == 429


def test_a_mail_goes_to_each_who_is_due_and_to_nobody_else(patch: str) -> None:
    assert following.due() == []
