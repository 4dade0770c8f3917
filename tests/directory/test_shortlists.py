"""A shortlist without an account: put together, saved, shared by an address that cannot be guessed, and never an open relay."""

import datetime as dt
import itertools
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.directory import actions
from alongside.directory.actions import duplicates, shortlists
from alongside.directory.models import Pair, Service, Shortlist
from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from tests.directory.factories import contact, make_service, time
from tests.personas import county

pytestmark = pytest.mark.django_db
DRAFT, PUT = "/support/list/", "/support/list/put/"
_visitors = itertools.count(1)


@pytest.fixture
def client() -> Client:
    """A visitor of their own, so that what others sent counts for nothing."""
    return Client(REMOTE_ADDR=f"198.51.100.{next(_visitors)}")


def two() -> tuple[Service, Service]:
    return make_service(name="Tea", times=[time()], contacts=[contact()]), make_service(name="Choir")


def saved(client: Client, *services: Service, name: str = "Company", **more: str) -> str:
    """The address of a list that this client saves."""
    for service in services:
        client.post(PUT, {"add": str(service.pk), "next": "/support?need=tea"})
    sent = client.post(DRAFT, {"name": name, "save": "1", **more})
    assert sent.status_code == 302, sent.text
    return sent["Location"]


def test_a_visitor_puts_a_list_together_and_others_read_it_by_its_address(client: Client) -> None:
    tea, choir = two()
    assert client.post(PUT, {"add": str(tea.pk), "next": "/support?need=tea"})["Location"] == "/support?need=tea"
    assert client.post(f"{PUT}?at=r3", {"add": str(tea.pk), "next": "/support?need=tea"})["Location"] == "/support?need=tea#r3"
    assert "Your list: 1 service" in client.get("/support?need=tea").text
    at = saved(client, choir, **{f"note-{tea.pk}": "Ask for Jo."})
    page = Client().get(at)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page.text.index("Tea") < page.text.index("Choir")
    assert "Ask for Jo." in page.text
    assert "01632 960 142" in page.text
    assert "Delete the list" not in page.text
    assert "Delete the list" in client.get(at).text
    assert "Your list:" not in client.get("/support?need=tea").text
    assert len(Shortlist.objects.get().token) >= 32


def test_pages_set_no_cookie_and_another_site_adds_nothing() -> None:
    tea, _choir = two()
    browser = Client(enforce_csrf_checks=True)
    for path in ("/support", reverse("directory:service", args=[tea.slug])):
        assert "Add to list" in browser.get(path).text
        assert not browser.cookies
    for said in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}):
        assert browser.post(PUT, {"add": str(tea.pk)}, headers=said).status_code == 403
        assert not browser.cookies
    for said in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}):
        visitor = Client(enforce_csrf_checks=True)
        visitor.post(PUT, {"add": str(tea.pk)}, headers=said)
        assert "Your list: 1 service" in visitor.get("/support").text


def test_what_is_taken_off_is_gone_and_what_was_typed_stays(client: Client) -> None:
    tea, choir = two()
    for one in (tea, choir, tea):
        client.post(PUT, {"add": str(one.pk)})
    client.post(DRAFT, {"name": "Company", f"note-{choir.pk}": "Loud.", "take": str(tea.pk)})
    page = client.get(DRAFT).text
    assert "Tea" not in page
    assert 'value="Loud."' in page
    assert 'value="Company"' in page
    assert "Fill this in" in client.post(DRAFT, {"name": "", f"note-{choir.pk}": "Loud.", "save": "1"}).text
    client.post(DRAFT, {"empty": "1"})
    assert "Your list is empty" in client.get(DRAFT).text


def test_a_withdrawn_service_says_so_on_the_list(client: Client) -> None:
    tea, choir = two()
    at = saved(client, tea, choir)
    actions.withdraw(tea, by=None)
    page = client.get(at).text
    assert page.count("No longer offered") == 1
    assert "01632 960 142" not in page


def test_who_made_it_changes_it_under_the_same_address(client: Client) -> None:
    tea, choir = two()
    at = saved(client, tea)
    assert client.post(at, {"change": "1"})["Location"] == DRAFT
    assert saved(client, choir, name="Both") == at
    page = Client().get(at).text
    assert "Both" in page
    assert "Choir" in page


def test_a_list_that_is_not_saved_is_not_lost_to_one_that_is_changed(client: Client) -> None:
    tea, choir = two()
    at = saved(client, tea)
    client.post(PUT, {"add": str(choir.pk)})
    page = client.post(at, {"change": "1"}, follow=True).text
    assert "not saved yet" in page
    assert "Choir" in page
    client.post(DRAFT, {"empty": "1"})
    assert "Tea" in client.post(at, {"change": "1"}, follow=True).text


def test_only_who_made_it_deletes_or_sends_it(client: Client) -> None:
    at = saved(client, two()[0])
    Client().post(at, {"delete": "1"})
    Client().post(at, {"email": "somebody@example.org"})
    assert Shortlist.objects.count() == 1
    assert not Mail.objects.exists()
    client.post(at, {"delete": "1"})
    assert client.get(at).status_code == 410


def test_it_ends_after_90_days_and_is_forgotten(client: Client) -> None:
    at = saved(client, two()[0])
    with time_machine.travel(clock.now() + dt.timedelta(days=90)):
        assert client.get(at).status_code == 200
        assert shortlists.forget() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=91)):
        assert client.get(at).status_code == 410
        assert shortlists.forget() == 1


def test_it_is_mailed_in_our_words_alone_and_not_often(client: Client) -> None:
    at = saved(client, two()[0], name="Buy pills at http://bad.example")
    for _n in range(3):
        client.post(at, {"email": "somebody@example.org"})
    mails = list(Mail.objects.filter(kind="directory.shortlist"))
    assert [mail.to for mail in mails] == ["somebody@example.org"] * 2
    words = notices.words_of(mails[0]).text
    assert at in words
    assert "pills" not in words + mails[0].subject
    assert "Enter a valid" in client.post(at, {"email": "nobody"}).text or re.search(
        "e-mail", client.post(at, {"email": "nobody"}).text
    )
    last = [client.post(at, {"email": f"other{n}@example.org"}).status_code for n in range(5)]
    assert last[-1] == 429
    assert Mail.objects.filter(kind="directory.shortlist").count() <= 6


def test_who_presses_add_on_a_full_list_is_told_at_the_top_of_the_page(client: Client) -> None:
    for one in [make_service() for _n in range(30)]:
        client.post(PUT, {"add": str(one.pk)})
    last = make_service(name="One too many")
    answer = client.post(f"{PUT}?at=r3", {"add": str(last.pk), "next": "/support?need=tea"})
    assert answer["Location"] == "/support?need=tea"
    assert "A list holds 30 services at most." in client.get("/support?need=tea").text


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-4000-8000-000000000000", ""])
def test_what_is_no_service_is_not_added(client: Client, key: str) -> None:
    client.post(PUT, {"add": key})
    draft = make_service(published=False)
    client.post(PUT, {"add": str(draft.pk)})
    assert "Your list is empty" in client.get(DRAFT).text


@pytest.mark.parametrize("there", ["https://bad.example/", "//bad.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_away(client: Client, there: str) -> None:
    assert client.post(PUT, {"add": "", "next": there})["Location"] == DRAFT


def test_a_list_costs_the_same_for_many(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    at = saved(client, two()[0])
    nobody = Client()
    nobody.get(at)
    with CaptureQueriesContext(connection) as few:
        nobody.get(at)
    many = [make_service(times=[time()], contacts=[contact()]) for _n in range(8)]
    at = reverse("directory:shortlist", args=[shortlists.save([(one.pk, "") for one in many], name="Many").token])
    with django_assert_num_queries(len(few)):
        nobody.get(at)


def test_in_place_of_one_that_became_part_of_another_stands_that_other_once(client: Client) -> None:
    tea, twin, choir = (make_service(name=name, summary="Tea.") for name in ("Tea", "Tea for all", "Choir"))
    alone, both = saved(client, twin, choir), saved(client, tea, twin, **{f"note-{twin.pk}": "Ask for Jo."})
    client.post(PUT, {"add": str(twin.pk)})
    pair = Pair.objects.create(first_id=min(tea.pk, twin.pk), second_id=max(tea.pk, twin.pk), score=90, found_at=clock.now())
    officer = county().officer
    merge = duplicates.merge(pair, keep=tea, by=officer)
    for at in (alone, both):
        page = client.get(at).text
        assert "No longer offered" not in page
        assert page.count(f'href="/support/{tea.slug}/"') == 1
    assert "Ask for Jo." in client.get(both).text
    draft = client.get(DRAFT).text
    assert f'href="/support/{tea.slug}/"' in draft
    assert f'name="take" value="{twin.pk}"' in draft
    at = saved(client)
    assert list(Shortlist.objects.get(token=at.split("/")[-2]).entries.values_list("service", flat=True)) == [tea.pk]
    duplicates.part(merge, by=officer)
    assert f'href="/support/{twin.slug}/"' in client.get(alone).text


def test_a_list_says_when_and_what_else_to_know_about_when(client: Client) -> None:
    tea = make_service(
        name="Tea", times=[time()], times_text="Not in August", contacts=[contact("email", "tea@tea.example"), contact()]
    )
    page = client.get(saved(client, tea)).text
    assert "Tuesdays, 10 am to noon. Not in August." in page
    assert "01632 960 142, tea@tea.example" in page
