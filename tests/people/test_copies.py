"""A copy of everything with one's files: made in the background, told by mail, fetched by oneself alone, gone after a while."""

import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from alongside.files.models import File
from alongside.jobs import worker
from alongside.kit import clock
from alongside.people import copies
from alongside.people.models import Copy, Person
from tests.files.factories import PNG, a_file
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory, proven

pytestmark = pytest.mark.django_db
PAGE, ASK = "/account/yours/", "/account/yours/copy/"


@pytest.fixture
def anita() -> Person:
    return PersonFactory.create(name="Anita Rao", email="anita@example.org")


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return proven(client, person)


def fetched(client: Client) -> str:
    return f"/files/{File.objects.get(owner_kind=copies.OWNER).pk}/"


def test_copy_has_a_page_json_and_the_files_they_sent(anita: Person) -> None:
    SeatFactory.create(person=anita, title="Treasurer")
    a_file(by=anita, name="the hall.png")
    a_file(name="not hers.png")
    client = browser(anita)
    assert "about a minute" in client.post(ASK, follow=True).text
    assert "is being made" in client.get(PAGE).text
    worker.work_off()
    assert mail.outbox[-1].to == ["anita@example.org"]
    assert "Fetch your copy" in client.get(PAGE).text
    answer: Any = client.get(fetched(client))
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert packed.namelist() == ["read-me-first.html", "everything.json", "files/001-the hall.png"]
        assert packed.read("files/001-the hall.png") == PNG
        assert "Treasurer" in packed.read("read-me-first.html").decode()
        assert json.loads(packed.read("everything.json"))["addresses"] == ["anita@example.org"]


def test_nobody_else_can_fetch_it(anita: Person) -> None:
    copies.make(str(copies.ask(anita).pk))
    address = fetched(browser(anita))
    assert browser(PersonFactory.create()).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_asking_twice_makes_one(anita: Person) -> None:
    assert copies.ask(anita) == copies.ask(anita)
    assert worker.work_off()
    copies.make(str(Copy.objects.get().pk))
    assert File.objects.filter(owner_kind=copies.OWNER).count() == 1


def test_asking_needs_fresh_proof(anita: Person) -> None:
    stale = Client()
    stale.force_login(anita)
    assert stale.post(ASK)["Location"].startswith("/account/prove/")
    assert not Copy.objects.exists()


def test_copy_is_gone_after_a_week(anita: Person) -> None:
    copies.make(str(copies.ask(anita).pk))
    with time_machine.travel(clock.now() + dt.timedelta(days=8)):
        client = browser(anita)
        assert client.get(fetched(client)).status_code == 404
        assert "Make me a copy" in client.get(PAGE).text
        copies.sweep()
    assert not Copy.objects.exists()
    assert not File.objects.exists()
