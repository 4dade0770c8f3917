"""An organisation is found by the postcode where people know it, unless that place is hidden or not shown."""

import pytest
from django.test import Client

from tests.directory.factories import make_service, place
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("hidden", "published", "found"), [(False, True, True), (True, True, False), (False, False, False)])
def test_organisation_is_found_where_its_services_happen(client: Client, *, hidden: bool, published: bool, found: bool) -> None:
    one = OrganisationFactory.create(name="Kettle & Chat")
    make_service(one, published=published, locations=[place(hidden=hidden)])
    assert ("Kettle &amp; Chat" in client.get("/organisations/", {"q": "ta11qt"}).text) == found
