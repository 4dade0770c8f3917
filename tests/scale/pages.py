"""The lists of `pages`, and how each is filled."""

from alongside.record import actions as record
from tests.addresses.rows import the_charity
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County
from tests.scale.directory import kept_services
from tests.scale.lists import List
from tests.scale.replies import replies


def desk(county: County, number: int) -> None:
    """All three lists of a desk: owed, to confirm, waited for."""
    replies(county, number)
    kept_services(county, number)


def people_with_seats(county: County, number: int) -> None:
    for person in PersonFactory.create_batch(number):
        SeatFactory.create(person=person, organisation=county.organisations["charity"])


def history(county: County, number: int) -> None:
    """What happened to the charity."""
    for _n in range(number):
        record.write("organisations.changed", on=county.organisations["charity"], by=county.charity, facts={"fields": ["name"]})


def charity_with_a_past(county: County, number: int) -> None:
    """What it runs, and what happened to it."""
    kept_services(county, number)
    history(county, number)


def looks(county: County, number: int) -> None:
    """An officer has seen an account so often."""
    for _n in range(number):
        record.read(county.charity, by=county.officer)


LISTS = {
    "pages:organisation": List(charity_with_a_past, "charity", named=the_charity),
    "pages:desk": List(desk, "charity"),
    "pages:looks": List(looks),
    "pages:people": List(people_with_seats),
}
