"""Strictness for all tests, and the database that they run on."""

from collections.abc import Iterator

import pytest
import slippers.templatetags.slippers
from django.core.cache import cache
from django.db.models import QuerySet
from django.template import engines
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests import databases, strictness


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
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: databases.renew())
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.make()
    yield
    with django_db_blocker.unblock():
        databases.drop()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    yield
    cache.clear()
