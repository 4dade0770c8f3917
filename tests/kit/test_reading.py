from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from alongside.kit import reading
from alongside.people.models import Person
from alongside.people.sessions import SessionStore


def asked(method: str, do: Callable[[], None]) -> HttpResponse:
    """What a request answers whose view does `do`, with the guard on."""

    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            do()
        return HttpResponse("done")

    with override_settings(READ_ONLY_GUARD=True):
        return reading.ReadOnlyMiddleware(view)(RequestFactory().generic(method, "/"))


def add() -> None:
    Person.objects.create(email="somebody@example.org")


def change() -> None:
    Person.objects.update(name="")


def remove() -> None:
    Person.objects.all().delete()


def make_a_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("  /* hidden */ -- well\n create table scribble (id integer)")


def change_in_a_with() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "with them as (select id from people_person) update people_person set name = '' where id in (select id from them)"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("do", [add, change, remove, make_a_table, change_in_a_with])
def test_safe_request_may_not_write(method: str, do: Callable[[], None]) -> None:
    Person.objects.create(email="here-already@example.org", name="Joan")
    with pytest.raises(reading.WroteWhileReading, match=r"A safe request wrote to \w+"):
        asked(method, do)
    assert Person.objects.get().name == "Joan"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_requests_may(method: str) -> None:
    assert asked(method, add).content == b"done"
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_reading_and_the_session_are_free() -> None:
    def look() -> None:
        list(Person.objects.all())
        SessionStore().create()

    assert asked("GET", look).content == b"done"


@pytest.mark.django_db
def test_write_with_a_reason_is_free_and_the_next_is_not() -> None:
    def count_only() -> None:
        with reading.writes_allowed("counting without persons"):
            add()

    def count() -> None:
        count_only()
        change()

    with pytest.raises(reading.WroteWhileReading):
        asked("GET", count)
    asked("GET", count_only)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_guard_ends_with_its_request() -> None:
    with pytest.raises(reading.WroteWhileReading):
        asked("GET", add)
    add()
    assert Person.objects.count() == 1


def test_guard_is_not_loaded_where_it_is_off() -> None:
    from django.core.exceptions import MiddlewareNotUsed

    with override_settings(READ_ONLY_GUARD=False), pytest.raises(MiddlewareNotUsed):
        reading.ReadOnlyMiddleware(lambda request: HttpResponse())
