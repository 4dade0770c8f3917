"""The list of organisations and their entries, on the page."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.kit import clock
from alongside.organisations.models import Contact, Organisation, OrganisationAddress
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory
from tests.personas import County
from tests.places.factories import PatchFactory, PatchVersionFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "/organisations/", "/organisations/add/"


def entry(**facts: str) -> dict[str, Any]:
    """A filled-in form."""
    numbers = {"scheme_0": "GB-CHC", "number_0": "", "scheme_1": "GB-CHC", "number_1": ""}
    return {"name": "Kettle & Chat", "what": "voluntary:community", "size": "unknown", **numbers, **facts}


def form_of(client: Client, address: str) -> dict[str, Any]:
    """The form as a browser would send it back unchanged."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "GB-CHC" if "scheme" in field.name else field.value() or "" for field in form}


def test_visitor_looks_for_an_organisation(client: Client) -> None:
    OrganisationFactory.create(name="Kettle & Chat", about="A long table.\n\nAnd more.", kind="community")
    OrganisationFactory.create(name="County Council", sector="council")
    page = client.get(LIST, {"q": "ketle"}).text
    assert "1 organisation called “ketle”" in page
    assert "Kettle &amp; Chat" in page
    assert "Community group" in page
    assert "A long table." in page
    assert "And more." not in page
    assert "County Council" not in page
    assert ADD not in page


def test_nothing_found_is_no_dead_end(client: Client) -> None:
    page = client.get(LIST, {"q": "snow shoes"}).text
    assert "Nobody here has a name like that" in page
    assert f'href="{LIST}"' in page


def test_words_that_were_looked_for_are_shown_as_text(client: Client) -> None:
    assert "<script>alert" not in client.get(LIST, {"q": '"><script>alert(1)</script>'}).text


def test_list_keeps_words_and_sector_from_page_to_page(client: Client) -> None:
    OrganisationFactory.create_batch(25, name="Lunch Club")
    (next_,) = re.findall(r'rel="next" href="([^"]+)"', client.get(LIST, {"q": "lunch", "sector": "voluntary"}).text)
    page = client.get(LIST + next_.replace("&amp;", "&")).text
    assert "21 to 25 of 25" in page
    assert 'value="lunch"' in page


def test_closed_organisation_is_not_listed(client: Client, county: County) -> None:
    OrganisationFactory.create(name="Gone Club", closed_at=clock.now())
    assert "Gone Club" not in client.get(LIST).text
    assert "Gone Club" in county.client("officer").get(LIST).text


def test_officer_adds_an_organisation(county: County) -> None:
    PatchVersionFactory.create(patch=(patch := PatchFactory.create(name="Otterdale")))
    officer = county.client("officer")
    sent = entry(other_names="K&C\n\n Tuesday  Table \nK&C", about="A long table.", url="kettle.example", number_0="112 3456")
    answer = officer.post(ADD, sent | {"patches": [str(patch.pk)]})
    made = Organisation.objects.get(name="Kettle & Chat")
    assert answer["Location"] == f"/organisations/{made.slug}/"
    assert (made.sector, made.kind, made.url) == ("voluntary", "community", "https://kettle.example")
    assert made.other_names == ["K&C", "Tuesday Table"]
    assert [str(number) for number in made.identifiers.all()] == ["GB-CHC-1123456"]
    assert list(made.patches.all()) == [patch]


def test_nearly_the_same_name_is_asked_about_first(county: County) -> None:
    officer = county.client("officer")
    page = officer.post(ADD, entry(name="Marlshire Carer's", about="Kept as typed"))
    assert page.status_code == 200
    assert "Is it one of these?" in page.text
    assert "Kept as typed" in page.text
    officer.post(ADD, entry(name="Marlshire Carer's", sure="1"))
    assert Organisation.objects.filter(name="Marlshire Carer's").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Name"),
        ({"what": ""}, "What is it?"),
        ({"what": "voluntary:council"}, "What is it?"),
        ({"url": "not an address at all"}, "Website"),
        ({"number_0": "12"}, "a number looks like 1123456"),
        ({"number_0": "1100200"}, "belongs to another organisation"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(county: County, wrong: dict[str, str], said: str) -> None:
    IdentifierFactory.create(organisation=county.organisations["charity"], scheme="GB-CHC", number="1100200")
    page = county.client("officer").post(ADD, entry(**wrong))
    assert page.status_code == 200
    assert said in page.text
    assert "to put right" in page.text
    assert not Organisation.objects.filter(name="Kettle & Chat").exists()


def test_lead_changes_their_entry(county: County) -> None:
    one = county.organisations["charity"]
    IdentifierFactory.create(organisation=one, scheme="GB-CHC", number="1100200")
    client, address = county.client("charity"), f"/organisations/{one.slug}/change/"
    sent = form_of(client, address)
    assert client.post(address, sent)["Location"] == f"/organisations/{one.slug}/"
    one.refresh_from_db()
    assert (one.name, one.identifiers.get().number) == ("Marlshire Carers", "1100200")
    client.post(address, sent | {"name": "Carers of Marlshire", "number_0": ""})
    one.refresh_from_db()
    assert (one.name, one.slug, one.identifiers.count()) == ("Carers of Marlshire", "marlshire-carers", 0)


def test_number_from_a_register_we_do_not_know_survives_a_change(county: County) -> None:
    one = county.organisations["charity"]
    IdentifierFactory.create(organisation=one, scheme="XI-LEI", number="5493001KJTIIGC8Y1R12")
    client, address = county.client("charity"), f"/organisations/{one.slug}/change/"
    client.post(address, form_of(client, address))
    assert one.identifiers.get().scheme == "XI-LEI"


def test_lead_of_one_organisation_cannot_touch_another(county: County) -> None:
    client, other = county.client("charity"), county.organisations["council"]
    contact = ContactFactory.create(organisation=other)
    for path in ("change/", "seats/", "contacts/add/", f"contacts/{contact.pk}/"):
        assert client.get(f"/organisations/{other.slug}/{path}").status_code == 403
    assert client.post(f"/organisations/{other.slug}/contacts/{contact.pk}/remove/").status_code == 403
    mine = county.organisations["charity"]
    assert client.get(f"/organisations/{mine.slug}/contacts/{contact.pk}/").status_code == 404
    assert client.post(f"/organisations/{mine.slug}/contacts/{contact.pk}/remove/").status_code == 404


def test_contact_is_added_with_who_agreed_and_how(county: County) -> None:
    one = county.organisations["charity"]
    client, address = county.client("charity"), f"/organisations/{one.slug}/contacts/add/"
    said = {"kind": "phone", "value": "01632 960 142", "publish": "yes"}
    page = client.post(address, said)
    assert page.text.count("without it we may not show it") == 4
    assert not Contact.objects.exists()
    client.post(address, said | {"said_by": "Joan Carter", "said_how": "by phone"})
    text = client.get(f"/organisations/{one.slug}/change/").text
    assert "Shown to all" in text
    assert "Joan Carter said so by phone" in text


def test_mail_address_that_is_none_is_refused(county: County) -> None:
    one = county.organisations["charity"]
    page = county.client("charity").post(
        f"/organisations/{one.slug}/contacts/add/", {"kind": "email", "value": "hello", "publish": "unknown"}
    )
    assert "Give an address like" in page.text


def test_contact_is_changed_and_removed(county: County) -> None:
    one = county.organisations["charity"]
    contact = ContactFactory.create(organisation=one)
    client, address = county.client("charity"), f"/organisations/{one.slug}/contacts/{contact.pk}/"
    client.post(address, {"kind": "text", "value": "07700 900 123", "publish": "no", "said_by": "Joan"})
    contact.refresh_from_db()
    assert (contact.kind, contact.value, contact.publish, contact.said_by) == ("text", "07700 900 123", "no", "Joan")
    client.post(f"{address}remove/")
    assert not Contact.objects.exists()


def test_officer_closes_and_opens_again(county: County) -> None:
    one, officer = county.organisations["group"], county.client("officer")
    assert "no longer there?" in officer.get(f"/organisations/{one.slug}/close/").text
    officer.post(f"/organisations/{one.slug}/close/")
    assert Client().get(f"/organisations/{one.slug}/").status_code == 404
    assert "Closed on" in officer.get(f"/organisations/{one.slug}/").text
    officer.post(f"/organisations/{one.slug}/reopen/")
    assert Client().get(f"/organisations/{one.slug}/").status_code == 200


def test_coordinator_cannot_be_closed_and_is_told_why(county: County) -> None:
    officer = county.client("officer")
    answer = officer.post("/organisations/marlshire-voluntary-action/close/", follow=True)
    assert "This organisation runs the place" in answer.text


@pytest.mark.parametrize("typed", ["1100200", "1 100 200", "100200"])
def test_organisation_is_found_by_its_registered_number(client: Client, typed: str) -> None:
    OrganisationFactory.create(name="Somebody Else")
    one = OrganisationFactory.create(name="Kettle & Chat")
    IdentifierFactory.create(organisation=one, scheme="GB-CHC", number="1100200")
    IdentifierFactory.create(organisation=one, scheme="GB-COH", number="00100200")
    page = client.get(LIST, {"q": typed}).text
    assert "Kettle &amp; Chat" in page
    assert "Somebody Else" not in page


@pytest.mark.parametrize(("publish", "found"), [("yes", True), ("no", False), ("unknown", False)])
def test_organisation_is_found_by_a_postcode_that_may_be_shown(client: Client, publish: str, found: bool) -> None:
    said = {} if publish == "unknown" else {"said_at": clock.now()}
    one = OrganisationFactory.create(name="Kettle & Chat")
    OrganisationAddress.objects.create(organisation=one, postcode="ZZ1 2AB", publish=publish, **said)
    assert ("Kettle &amp; Chat" in client.get(LIST, {"q": "zz12ab"}).text) == found
