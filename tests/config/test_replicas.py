"""A real streaming replica: what is read from it, what is not, and what happens when it is behind or gone.

To hold the replay of its log makes it lag as long as a test wants; then what a page says tells which database answered.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import resolve, reverse

from alongside.config import databases, reading
from alongside.config.house import CannotGoOn
from alongside.directory.models import UnmetNeed
from alongside.kit import replicas
from alongside.places.models import Place
from alongside.terms import actions as terms
from alongside.terms import queries as needs
from tests import personas, postgres
from tests.directory.factories import make_service

REPLICA, GONE = "replica_1", "replica_2"
NOBODY = "postgres://alongside@%2Fnowhere/postgres"
on_a_replica = pytest.mark.django_db(transaction=True, databases=["default", REPLICA, GONE])


class Replicating:
    """A replica of the server that the tests run on. It can be held back and let go."""

    def __init__(self) -> None:
        primary = f"postgres://alongside@{connection.settings_dict['HOST'].replace('/', '%2F')}/postgres"
        self.address = postgres.begin(replica_of=primary)
        self.aliases: dict[str, dict[str, Any]] = databases.read(primary, [self.address, NOBODY], Path())
        for alias in (REPLICA, GONE):
            self.aliases[alias]["NAME"] = connection.settings_dict["NAME"]

    def ask(self, sql: str) -> Any:
        host = self.aliases[REPLICA]["HOST"]
        with psycopg.connect(host=host, user="alongside", dbname="postgres", autocommit=True) as direct:
            return (direct.execute(sql).fetchone() or [None])[0]

    def catch_up(self) -> None:
        """Wait until it knows all that is written, and is trusted."""
        self.ask("SELECT pg_wal_replay_resume()")
        replicas._known.clear()
        end = time.monotonic() + 20
        while not replicas._next():
            assert time.monotonic() < end, "the replica does not come up with its primary"
            time.sleep(0.01)
            for known in replicas._known.values():  # it may not even know yet that there is this database
                known.rests_until = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whatever is written meanwhile, the replica does not know of it."""
        self.catch_up()
        self.ask("SELECT pg_wal_replay_pause()")
        while self.ask("SELECT pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.01)
        try:
            yield
        finally:
            self.ask("SELECT pg_wal_replay_resume()")


@pytest.fixture(scope="module")
def server(django_db_setup: None) -> Iterator[Replicating]:
    if connection.vendor != "postgresql":
        pytest.skip("a replica needs PostgreSQL")
    if not postgres.is_ours(connection.settings_dict["HOST"]):
        pytest.skip("this PostgreSQL was given to the tests, and may not be copied")
    server = Replicating()
    connections.settings.update(connections.configure_settings(server.aliases) | {"default": connections.settings["default"]})
    yield server
    for alias in (REPLICA, GONE):
        connections[alias].close()
        del connections[alias], connections.settings[alias]
    postgres.end(server.address)


@pytest.fixture
def replica(server: Replicating, settings: Any, county: personas.County) -> Iterator[Replicating]:
    """The county on two databases. Nothing is too old for a test, unless it says so."""
    settings.DATABASE_REPLICAS, settings.REPLICA_BEHIND_AT_MOST = [REPLICA], 60
    yield server
    replicas._known.clear()


def says(client: Client, words: str, address: str = "/") -> bool:
    page = client.get(address)
    assert page.status_code == 200
    return words in page.text


def called(name: str) -> None:
    Place.objects.update(name=name)


@on_a_replica
def test_pages_and_answers_for_everybody_are_read_from_the_replica(replica: Replicating, county: personas.County) -> None:
    visitor = county.client("visitor")
    with replica.held():
        called("Newshire")
        make_service(name="Lantern lunch club")
        assert says(visitor, "Marlshire")
        assert not says(visitor, "Newshire")
        assert visitor.get("/support.json").json()["total"] == 0
    replica.catch_up()
    assert says(visitor, "Newshire")
    assert visitor.get("/support.json").json()["total"] == 1


@on_a_replica
def test_whoever_is_signed_in_and_every_other_page_read_from_the_primary(replica: Replicating, county: personas.County) -> None:
    officer, visitor = county.client("officer"), county.client("visitor")
    with replica.held():
        called("Newshire")
        assert says(officer, "Newshire")
        assert says(visitor, "Newshire", reverse("account_login"))
        assert not says(visitor, "Newshire")


@on_a_replica
def test_visitor_who_has_just_sent_a_form_reads_from_the_primary_for_a_while(
    replica: Replicating, county: personas.County, settings: Any
) -> None:
    visitor, another = county.client("visitor"), county.client("visitor")
    settings.REPLICA_BEHIND_AT_MOST = 2
    with replica.held():
        called("Newshire")
        sent = visitor.post(reverse("account_login"), {"email": "jo@example.org"})
        cookie = sent.cookies[replicas.WROTE]
        assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (6, True, "Lax")
        assert "jo" not in cookie.value
        assert says(visitor, "Newshire")
        assert visitor.get("/support.json").status_code == 200
        assert replicas._just_wrote(visitor.get("/").wsgi_request)
        settings.REPLICA_BEHIND_AT_MOST = 60
        another.cookies[replicas.WROTE] = "made up"
        assert says(another, "Marlshire")


@on_a_replica
def test_replica_that_is_too_far_behind_is_not_asked_until_it_has_come_up(
    replica: Replicating, county: personas.County, settings: Any
) -> None:
    visitor = county.client("visitor")
    with replica.held():
        called("Newshire")
        assert says(visitor, "Marlshire")
        settings.REPLICA_BEHIND_AT_MOST = 0.2
        time.sleep(0.3)
        assert says(visitor, "Newshire")
        assert replicas._next() is None
    settings.REPLICA_BEHIND_AT_MOST = 60
    replica.catch_up()


@on_a_replica
def test_what_the_replica_does_not_know_yet_is_asked_of_the_primary(replica: Replicating, county: personas.County) -> None:
    visitor = county.client("visitor")
    with replica.held():
        service = make_service(name="Lantern lunch club")
        assert says(visitor, "Lantern lunch club", reverse("directory:service", args=[service.slug]))
        assert visitor.get("/support/never-was/").status_code == 404


@on_a_replica
def test_replica_whose_connections_break_rests_and_the_primary_answers(
    replica: Replicating, county: personas.County, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = county.client("visitor")
    with replica.held():
        called("Newshire")
        assert says(visitor, "Marlshire")
        replica.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname <> 'postgres'")
        assert says(visitor, "Newshire")
        assert replicas._next() is None
        assert "replica_1 rests for 30 seconds" in caplog.text
        replicas._known[REPLICA].rests_until = 0
    replica.catch_up()


@on_a_replica
def test_replicas_take_turns_and_one_that_is_gone_is_passed_over(
    replica: Replicating, county: personas.County, settings: Any
) -> None:
    settings.DATABASE_REPLICAS = [GONE, REPLICA]
    visitor = county.client("visitor")
    with replica.held():
        called("Newshire")
        assert all(says(visitor, "Marlshire") for _ in range(4))
    assert replicas._known[GONE].rests_until > time.monotonic()
    assert replicas._known[REPLICA].rests_until < time.monotonic()


@on_a_replica
def test_database_that_is_no_replica_is_never_asked(
    replica: Replicating, county: personas.County, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATABASE_REPLICAS = ["default"]
    assert says(county.client("visitor"), "Marlshire")
    assert "no streaming replica" in caplog.text


@on_a_replica
def test_counter_of_a_page_from_the_replica_is_written_to_the_primary(replica: Replicating, county: personas.County) -> None:
    replica.catch_up()
    county.client("visitor").get("/support.json?need=harpsichord")
    assert UnmetNeed.objects.get().count == 1


@on_a_replica
def test_what_is_kept_in_memory_never_mixes_a_new_key_with_old_content(replica: Replicating) -> None:
    terms.load_needs()
    need = needs.needs().first()
    assert need

    def name() -> str:
        return needs.paths()[need.id][0].name

    with replica.held():
        terms.rename(need, name="Something new", by=None)
        copy = replicas._known[REPLICA]
        for _ in range(2):
            with copy.read():
                assert name() == need.name
            assert name() == "Something new"
        with copy.read():
            assert name() == need.name
    replica.catch_up()
    with replicas._known[REPLICA].read():
        assert name() == "Something new"
    assert name() == "Something new"


@pytest.mark.parametrize("name", sorted(reading.PAGES))
def test_every_page_that_a_replica_may_answer_is_open_and_only_read(name: str, rf: Any) -> None:
    view, _args, _kwargs = resolve(reverse(name, args=["x"] if name in ("directory:service", "pages:organisation") else []))
    assert not view.login_required
    assert view(rf.post("/")).status_code == 405


def test_replicas_of_sqlite_are_refused_with_words() -> None:
    with pytest.raises(CannotGoOn, match="DATABASE_REPLICA_URLS needs PostgreSQL"):
        databases.read("", ["postgres://a@b/c"], Path())


def test_databases_behind_a_pooler_leave_no_cursor_open_and_a_lost_replica_is_given_up_soon() -> None:
    found = databases.read("postgres://a@b/c?sslmode=require", ["postgres://a@d/c?connect_timeout=1"], Path())
    assert [one["DISABLE_SERVER_SIDE_CURSORS"] for one in found.values()] == [True, True]
    assert found["default"]["OPTIONS"] == {"sslmode": "require"}
    assert found["replica_1"]["OPTIONS"]["tcp_user_timeout"] == 5000
    assert str(found["replica_1"]["OPTIONS"]["connect_timeout"]) == "1"
