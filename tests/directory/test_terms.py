"""Services are found as their terms stand now, whatever an officer does to the list."""

import pytest

from alongside.jobs import worker
from alongside.jobs.models import Job
from alongside.search import queries as search
from alongside.search.shapes import Query
from alongside.terms import actions as terms
from alongside.terms.models import Term
from tests.directory.factories import make_service
from tests.terms.factories import TaxonomyFactory

pytestmark = pytest.mark.django_db


def found(words: str = "", **values: tuple[str, ...]) -> int:
    worker.work_off()
    return search.find(Query("service", words, values=values)).total


@pytest.fixture
def pets() -> Term:
    needs = TaxonomyFactory.create()
    term = terms.add(needs, name="Pets", by=None, parent=terms.add(needs, name="Home life", by=None))
    make_service(name="Tuesday club", terms=["pets"])
    return term


def test_a_service_is_found_by_its_term_and_by_the_one_above(pets: Term) -> None:
    assert found("pets") == found("home life") == found(term=("home-life",)) == 1


def test_a_renamed_term_finds_its_services_by_the_new_name(pets: Term) -> None:
    terms.rename(pets, name="Furry companions", by=None)
    assert (found("furry"), found("pets")) == (1, 0)


def test_a_merged_term_finds_its_services_under_the_other(pets: Term) -> None:
    terms.merge(pets, into=terms.add(pets.taxonomy, name="Animals", by=None), by=None)
    assert found(term=("animals",)) == found("animals") == 1
    assert found(term=("pets",)) == 0
    terms.bring_back(pets, by=None)
    assert (found(term=("animals",)), found(term=("pets",))) == (0, 1)


def test_a_retired_term_finds_nothing_until_it_is_brought_back(pets: Term) -> None:
    terms.retire(pets, by=None)
    assert (found("pets"), found("tuesday")) == (0, 1)
    terms.bring_back(pets, by=None)
    assert found("pets") == 1


def test_a_term_that_marks_nothing_makes_no_work(pets: Term) -> None:
    terms.add(pets.taxonomy, name="Animals", by=None)
    assert not Job.objects.filter(name="directory.follow_terms").exists()
