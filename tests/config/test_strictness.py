"""The house's strictness bites: each of these would pass in a lax house."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from pytest_django import Settings

from alongside.record import actions as record
from alongside.record.models import Event
from alongside.terms.models import Taxonomy
from tests.strictness import DoneTwice, UnknownName, Unordered


@login_not_required
def once_more(request: HttpRequest) -> HttpResponse:
    """What no form may do: it does something, and answers where it stands."""
    record.write("test.done", on=Taxonomy.objects.create(slug="made", name="Made"), by=None)
    return HttpResponse("Done")


urlpatterns = [path("once-more/", once_more)]


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_unknown_name_in_a_template_fails() -> None:
    with pytest.raises(UnknownName):
        render("{{ nobody }}")


def test_unknown_name_inside_a_condition_is_only_false() -> None:
    assert render("{% if nobody %}a{% else %}b{% endif %}") == "b"


@pytest.mark.django_db
def test_page_of_an_unordered_list_is_refused() -> None:
    with pytest.raises(Unordered):
        list(Event.objects.order_by()[:5])


@pytest.mark.django_db
def test_form_that_did_something_and_answers_with_a_page_is_refused(client: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    with pytest.raises(DoneTwice):
        client.post("/once-more/")


@pytest.mark.django_db
def test_unordered_list_is_shuffled() -> None:
    for n in range(8):
        Taxonomy.objects.create(slug=f"t{n}", name=f"Taxonomy {n}")
    seen = {tuple(Taxonomy.objects.order_by().values_list("slug", flat=True)) for _ in range(20)}
    assert len(seen) > 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_committed_rows_are_gone_after_the_test(time: int) -> None:
    assert not Taxonomy.objects.filter(slug="left-over").exists()
    Taxonomy.objects.create(slug="left-over", name="Left over")


@pytest.mark.django_db
def test_foreign_keys_are_held() -> None:
    assert connection.vendor in {"sqlite", "postgresql"}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("pragma foreign_keys")
            assert cursor.fetchone() == (1,)
            cursor.execute("pragma synchronous")
            assert cursor.fetchone() == (2,)
