"""Strictness for all tests, and the database that they run on."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
import slippers.templatetags.slippers
from django.db import transaction
from django.db.models import QuerySet
from django.template import engines
from django.test import Client, TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from alongside.kit import adjustable
from tests import databases, personas, strictness

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is slow, and that is no fault
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def strict() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            engines["django"].engine,  # type: ignore[attr-defined]
            "string_if_invalid",
            strictness.Refusing(),
        )
        patch.setattr(slippers.templatetags.slippers, "render_error_html", strictness.refuse_component)
        patch.setattr(QuerySet, "_fetch_all", strictness.fetch_all)
        patch.setattr(Client, "request", strictness.request)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: databases.renew())
        yield


@pytest.fixture(autouse=True)
def rules_as_they_come() -> None:
    """What an earlier test has set is gone with its database."""
    adjustable.look_again()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.make()
    yield
    with django_db_blocker.unblock():
        databases.drop()


TOUCHING = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs, unless it is marked `one_database`: the rest ran on SQLite and would
    say the same."""
    if os.environ.get("ALONGSIDE_TEST_ON") != "postgres":
        return
    touching = [
        item
        for item in items
        if item.get_closest_marker("django_db") or TOUCHING & set(getattr(item, "fixturenames", ()))
        if not item.get_closest_marker("one_database")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


@pytest.fixture
def county(db: None) -> personas.County:
    """The personas and their organisations."""
    return personas.county()


@pytest.fixture(scope="module")
def _made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[personas.County]:
    with django_db_blocker.unblock(), transaction.atomic():
        county = personas.county()
        county.sign_everybody_in()
        with django_db_blocker.block():
            yield county
        transaction.set_rollback(True)


@pytest.fixture
def standing_county(_made_once: personas.County, db: None) -> personas.County:
    """The personas, made and signed in once for a module of many small tests. What each of them does is undone as always.

    A module takes it by a `county` of its own. None of its tests may be transactional or start from an empty place.
    """
    return _made_once.copy()
