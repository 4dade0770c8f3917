"""What is kept about accounts is let go of in time."""

import datetime as dt

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from alongside.jobs import schedule, worker
from alongside.kit import clock
from alongside.people import actions
from alongside.people.models import CacheEntry, Person, Session, SignInLink
from alongside.record.models import Event
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_person_is_added_with_an_address_yet_to_be_confirmed() -> None:
    by = PersonFactory.create()
    person = actions.add(" New@Example.org", name="New  Person", by=by)
    assert (person.email, person.name) == ("new@example.org", "New Person")
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("new@example.org", False, True)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.by, event.facts) == ("people.added", person.pk, by.pk, {})


def test_sweep_keeps_what_is_in_use_and_lets_go_of_the_rest() -> None:
    person = PersonFactory.create()
    with time_machine.travel("2026-11-02 09:00 +0000") as then:
        old = Client()
        old.force_login(person)
        actions.sign_in_link(person, hours=1)
        used, unused = (actions.sign_in_link(person, hours=24 * 90) for _ in range(2))
        Client().post(used.removeprefix("http://localhost:8000"))
        cache.set("count", 1, timeout=60)
        then.shift(dt.timedelta(days=15))
        new = Client()
        new.force_login(person)
        actions.sweep()
        assert Session.objects.filter(person=person).count() == 1
        assert SignInLink.objects.count() == 1
        assert not CacheEntry.objects.exists()
        assert new.get("/account/").status_code == 200
        assert Client().get(unused.removeprefix("http://localhost:8000")).status_code == 200


def test_clock_sweeps_once_a_day() -> None:
    with time_machine.travel("2026-11-02 03:30 +0000"):
        SignInLink.objects.create(digest="x", person=PersonFactory.create(), expires_at=clock.now() - dt.timedelta(days=3))
        schedule.Clock(schedule.timetable()).tick(clock.now())
        worker.work_off()
        assert not SignInLink.objects.exists()
        assert Person.objects.exists()
