import uuid
from collections.abc import Collection

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models, transaction
from django.template import engines
from django.test import RequestFactory

from alongside.organisations.models import Organisation
from alongside.record import actions, queries, threads
from alongside.record.models import Tie
from alongside.record.threads import Described
from tests.organisations.factories import OrganisationFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def open_ones(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Organisations that are not closed, for everybody; closed ones for nobody."""
    found = Organisation.objects.filter(pk__in=ids, closed_at=None)
    return {one.pk: Described(one.name, f"/{one.slug}") for one in found}


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(threads._describers, "organisations.organisation", open_ones)
    monkeypatch.setitem(threads._whys, "became", ("What became of it", "Where it comes from"))


def seen_from(thing: models.Model) -> list[tuple[str, str]]:
    return [(thread.words, thread.to.title) for thread in queries.threads_of(thing)]


def test_thread_is_seen_from_both_ends() -> None:
    idea, action = OrganisationFactory.create(name="Idea"), OrganisationFactory.create(name="Action")
    actions.tie(idea, action, why="became", by=None)
    assert seen_from(idea) == [("What became of it", "Action")]
    assert seen_from(action) == [("Where it comes from", "Idea")]


def test_thread_to_what_the_reader_may_not_see_is_not_there() -> None:
    from alongside.kit import clock

    idea, hidden = OrganisationFactory.create(), OrganisationFactory.create(closed_at=clock.now())
    actions.tie(idea, hidden, why="became", by=None)
    assert seen_from(idea) == []


def test_kind_that_no_room_describes_is_hidden() -> None:
    idea = OrganisationFactory.create()
    actions.tie(idea, PersonFactory.create(), why="became", by=None)
    assert seen_from(idea) == []


def test_thing_is_not_tied_to_itself() -> None:
    one = OrganisationFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.tie(one, one, why="became", by=None)
    assert not Tie.objects.exists()


@pytest.mark.parametrize("number", [2, 40])
def test_threads_cost_the_same_however_many(number: int, django_assert_num_queries: object) -> None:
    idea = OrganisationFactory.create()
    for _ in range(number):
        actions.tie(idea, OrganisationFactory.create(), why="became", by=None)
        actions.tie(OrganisationFactory.create(), idea, why="became", by=None)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.threads_of(idea)) == 2 * number


def test_page_shows_threads_with_their_links() -> None:
    idea, action = OrganisationFactory.create(), OrganisationFactory.create(name="A <b>warm</b> room", slug="warm-room")
    actions.tie(idea, action, why="became", by=None)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = engines["django"].from_string("{% threads thing %}").render({"thing": idea}, request)
    assert '<a href="/warm-room">A &lt;b&gt;warm&lt;/b&gt; room</a>' in html
    assert "What became of it" in html
