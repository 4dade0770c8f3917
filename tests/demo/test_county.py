"""The demonstration county: whole, the same every time, with work on every desk, and gone by one button."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client, override_settings

from alongside.demo import actions, queries
from alongside.directory import queries as directory
from alongside.notices.queries import mails, words_of
from alongside.organisations.models import Import, Organisation
from alongside.people.models import Person
from alongside.places import queries as places
from alongside.replies import queries as replies
from alongside.search import queries as search
from alongside.search.shapes import Query

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Iterator[None]:
    with override_settings(DEMO=True), time_machine.travel(dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC), tick=False):
        actions.build()
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("county")
def test_the_county_is_whole_and_every_persona_has_three_things_waiting(client: Client) -> None:
    assert Organisation.objects.count() == 84
    assert directory.visible_to(AnonymousUser()).count() == 304
    assert len(places.patches()) == 8
    assert len({one.sector for one in Organisation.objects.all()}) == 5
    for persona in queries.personas():
        person = Person.objects.get(email=persona.email)
        waiting = len(replies.owed_by(person)) + len(replies.owed_to(person))
        assert waiting >= 3, persona.key
        client.force_login(person)
        assert client.get("/desk").status_code == 200
    assert search.find(Query(kind="service", words="lunch", values={"day": ("tue",)})).total > 0
    assert actions.build() is False
    assert Organisation.objects.count() == 84
    lists_and_talks(client)
    kept_true(client)
    remove_it(client)


def lists_and_talks(client: Client) -> None:
    """A list that came in and can be taken back, and what the officer has to do about one of its rows."""
    client.force_login(Person.objects.get(email="officer@marlshire.example"))
    run = Import.objects.get()
    page = client.get(f"/organisations/imports/{run.pk}/").content.decode()
    assert run.state == "done"
    assert "Take it back (until" in page
    assert [row.outcome for row in run.rows.order_by("number")] == ["new", "new", "new", "left_out"]
    desk = client.get("/desk").content.decode()
    assert "part of this one" in desk
    assert "small grants fund" in desk
    twin = Organisation.objects.get(name__startswith="Ottersford Repair Shed")
    assert (
        "The Repair Shed, Ottersford" in client.get(f"/organisations/{twin.slug}/merge/", {"q": "Repair Shed"}).content.decode()
    )


def kept_true(client: Client) -> None:
    """What is wrong shows on the officer's desk, and what was taken away from the directory can be opened from its mails."""
    client.force_login(Person.objects.get(email="officer@marlshire.example"))
    for trouble in ("dead_link", "bounced"):
        assert "Nether Marl Good Neighbours" in client.get("/support/assurance/", {"trouble": trouble}).text, trouble
    told = {mail.kind: words_of(mail).text for mail in mails()}
    address = re.search(r"/support/lists/[\w-]+/", told["directory.shortlist"])
    assert address
    assert "Company in Ottersford" in client.get(address[0]).text
    for kind in ("notices.news", "notices.follow", "journeys.monthly"):
        assert kind in told


def remove_it(client: Client) -> None:
    """One button, by an officer, and nothing is left."""
    client.force_login(Person.objects.get(email="volunteer@marlshire.example"))
    assert client.post("/demonstration/remove/").status_code == 403
    client.force_login(Person.objects.get(email="officer@marlshire.example"))
    assert "Remove all of it" in client.get("/demonstration/remove/").content.decode()
    gone = client.post("/demonstration/remove/", follow=True)
    assert "The county is gone." in gone.content.decode()
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()
    assert directory.visible_to(AnonymousUser()).count() == 0
    assert client.get("/support.json").json()["total"] == 0


def test_a_real_place_knows_no_demonstration(client: Client) -> None:
    assert client.get("/demonstration/").status_code == 404
