"""The page of one organisation."""

import pytest
from django.test import Client

from tests.directory.factories import make_service
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory
from tests.personas import County
from tests.places.factories import PatchFactory

pytestmark = pytest.mark.django_db


def test_page_says_who_it_is_and_what_it_offers(client: Client) -> None:
    one = OrganisationFactory.create(
        name="Kettle & Chat",
        kind="community",
        other_names=["K&C"],
        about="A long table.\n\nEverybody <b>may</b> come.",
        url="https://www.kettle.example/",
    )
    IdentifierFactory.create(organisation=one, scheme="GB-CHC", number="1123456")
    one.patches.set([PatchFactory.create(name=name) for name in ("The coast", "Otterdale", "Marl Vale")])
    make_service(one, name="Tuesday Table", summary="Tea and no agenda.")
    page = client.get(one.get_absolute_url()).text
    for said in (
        "Kettle &amp; Chat",
        "Community group",
        "K&amp;C",
        "A long table.",
        "Everybody &lt;b&gt;may&lt;/b&gt; come.",
        "1123456",
        "Marl Vale, Otterdale and The coast",
    ):
        assert said in page
    assert '<a href="https://www.kettle.example/" rel="nofollow">kettle.example</a>' in page
    assert "Tuesday Table" in page
    assert "Tea and no agenda." in page


def test_contacts_are_shown_only_where_somebody_agreed(client: Client) -> None:
    one = OrganisationFactory.create()
    agreed = {"said_at": "2026-11-02T09:00Z", "said_by": "Joan Carter", "said_how": "by phone"}
    ContactFactory.create(organisation=one, value="01632 960 001", publish="yes", label="Office", **agreed)
    ContactFactory.create(organisation=one, value="hello@kettle.example", kind="email", publish="yes", **agreed)
    ContactFactory.create(organisation=one, value="01632 960 002", publish="no", **agreed)
    ContactFactory.create(organisation=one, value="01632 960 003")
    page = client.get(one.get_absolute_url()).text
    assert '<a href="tel:01632960001">01632 960 001</a>' in page
    assert '<a href="mailto:hello@kettle.example">' in page
    assert "960 002" not in page
    assert "960 003" not in page
    assert "Joan" not in page


def test_silence_about_contacts_is_said(client: Client) -> None:
    one = OrganisationFactory.create()
    assert "They have not said how to reach them." in client.get(one.get_absolute_url()).text


def test_service_that_is_not_published_is_for_those_who_keep_it(county: County) -> None:
    one = county.organisations["charity"]
    make_service(one, name="Secret Draft", published=False)
    assert "Secret Draft" not in Client().get(one.get_absolute_url()).text
    assert "Secret Draft" not in county.client("council").get(one.get_absolute_url()).text
    assert "Secret Draft" in county.client("charity").get(one.get_absolute_url()).text


@pytest.mark.parametrize(
    ("persona", "links"),
    [
        ("visitor", set()),
        ("volunteer", set()),
        ("council", set()),
        ("charity", {"change", "seats"}),
        ("officer", {"change", "seats", "close"}),
    ],
)
def test_links_to_what_one_may_do(county: County, persona: str, links: set[str]) -> None:
    page = county.client(persona).get("/organisations/marlshire-carers/").text
    assert {name for name in ("change", "seats", "close") if f"/organisations/marlshire-carers/{name}/" in page} == links


def test_page_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/organisations/nobody/").status_code == 404
