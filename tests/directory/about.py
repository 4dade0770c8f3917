"""A row of every kind that the directory keeps about somebody, beside those that other tests make."""

from alongside.directory.actions import duplicates
from alongside.directory.models import Pair
from alongside.kit import clock
from alongside.people.models import Person
from tests.directory.factories import make_service
from tests.organisations.factories import OrganisationFactory


def about(person: Person) -> None:
    """They made two services one, and said of two others that they are not the same."""
    runner = OrganisationFactory.create()
    kept, *others = sorted((make_service(runner, name=f"Tea {number}") for number in range(3)), key=lambda one: one.pk)
    pairs = [Pair.objects.create(first=kept, second=other, score=90, found_at=clock.now()) for other in others]
    duplicates.not_the_same(pairs[0], by=person)
    duplicates.merge(pairs[1], keep=kept, by=person)
