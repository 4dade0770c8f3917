"""The page of a service answers in one screen, and shows nobody what is not theirs to see."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alongside.directory import actions
from alongside.directory.models import Service
from tests.directory.factories import contact, make_service, place, time
from tests.organisations.factories import CoordinatorFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def read(client: Client, service: Service, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/support/{service.slug}/{query}")
    assert answer.status_code == status
    return answer.content.decode()


@time_machine.travel("2026-11-06 16:30", tick=False)
def test_it_says_what_when_where_for_whom_and_how(client: Client) -> None:
    service = make_service(
        OrganisationFactory.create(name="Kettle & Chat"),
        name="Tuesday Table",
        summary="A long table and a hot drink.",
        description="A long table and a hot drink.\n\nSit anywhere.",
        times=[time(), time("FREQ=MONTHLY;BYDAY=1FR", "14:00", "16:00")],
        closed_on=["2026-12-22", "2026-12-29"],
        locations=[place(access={"step_free": True, "loop": False})],
        contacts=[contact()],
        cost="free",
        minimum_age=18,
        eligibility="Adults of any age.",
        start="just_come",
        bring="Nothing.",
        languages=["English", "Polish"],
    )
    actions.confirm(service, by=None)
    page = read(client, service)
    for said in (
        "Tuesday Table",
        "Kettle &amp; Chat",
        "A long table and a hot drink.",
        "Sit anywhere.",
        "Tuesdays, 10 am to noon. On the first Friday of the month also from 2 to 4 pm.",
        "Tuesday 10 November",
        "Closed on 22 and 29 December.",
        "The Weir Café",
        "4 Mill Lane, Taunton TA1 1QT",
        "Step-free. No hearing loop.",
        "Call 01632 960 142",
        "Free",
        "From 18 years.",
        "Just come.",
        "English and Polish",
        "Confirmed 6\xa0November\xa02026",
        "We ask again by 5 February 2027",
        "sms:?&amp;body=Tuesday%20Table%3A%20http%3A//testserver/support/tuesday-table/",
    ):
        assert said in page, said
    assert page.count("A long table and a hot drink.") == 1
    assert 'role="img" aria-label="Code to open this page on a phone"' in page


def test_an_answer_that_was_due_and_has_not_come_is_not_promised_again(client: Client) -> None:
    service = make_service(name="Tea")
    with time_machine.travel("2026-08-01 12:00", tick=False):
        actions.confirm(service, by=None)
    with time_machine.travel("2026-11-06 12:00", tick=False):
        page = read(client, service)
    assert "A new answer was due by 31 October 2026 and has not come yet." in page
    assert "We ask again" not in page


def test_a_service_that_says_nothing_says_so(client: Client) -> None:
    page = read(client, make_service(name="Ramblers"))
    for said in ("No address given.", "Times are not given.", "Never confirmed", "Not given. Ask before you go."):
        assert said in page, said
    assert "<svg" in page  # the code to open it on a phone
    assert 'class="map"' not in page


def test_one_that_serves_the_whole_place_says_so(client: Client) -> None:
    page = read(client, make_service(everywhere=True))
    assert "No address given. It serves the whole of" in page


def test_a_hidden_address_is_nowhere_on_the_page(client: Client) -> None:
    service = make_service(
        name="Safe house", locations=[place(name="Rose Cottage", line_1="1 Secret Way", town="Wiveliscombe", hidden=True)]
    )
    for person in (None, PersonFactory.create()):
        if person:
            client.force_login(person)
        page = read(client, service)
        assert "The address is kept private." in page
        for secret in ("Rose Cottage", "Secret Way", "Wiveliscombe", "TA1", "51.0"):
            assert secret not in page


def test_contacts_are_shown_with_consent_only(client: Client) -> None:
    shown = contact(value="01632 960 001")
    refused = contact(value="01632 960 002", publish="no")
    unknown = contact("email", "joan@example.test", "unknown")
    page = read(client, make_service(contacts=[shown, refused, unknown]))
    assert "01632 960 001" in page
    assert "960 002" not in page
    assert "joan@" not in page


@time_machine.travel("2026-11-06 16:30", tick=False)
def test_what_nobody_confirmed_for_half_a_year_says_so(client: Client) -> None:
    service = make_service()
    Service.objects.filter(pk=service.pk).update(assured_on=dt.date(2026, 3, 1), assured_by="Kettle & Chat")
    page = read(client, service)
    assert "Not confirmed since 1\xa0March\xa02026" in page
    assert "Kettle &amp; Chat last confirmed this on 1 March 2026." in page


def test_outsider_cannot_see_draft(client: Client) -> None:
    service = make_service(published=False)
    read(client, service, status=404)
    client.force_login(PersonFactory.create())
    read(client, service, status=404)
    client.force_login(SeatFactory.create(organisation=OrganisationFactory.create()).person)
    read(client, service, status=404)


def test_its_own_people_and_officers_see_the_draft(client: Client) -> None:
    service = make_service(published=False)
    for organisation in (service.organisation, CoordinatorFactory.create()):
        client.force_login(SeatFactory.create(organisation=organisation).person)
        assert "Draft, not shown to others" in read(client, service)


def test_one_that_is_withdrawn_says_so_and_names_others(client: Client) -> None:
    gone = make_service(name="Tuesday Table", locations=[place()], times=[time()])
    make_service(name="Repair Shed", locations=[place()], times=[time("FREQ=WEEKLY;BYDAY=WE")])
    actions.withdraw(gone, by=None)
    page = read(client, gone, status=410)
    assert "Tuesday Table is no longer offered" in page
    assert "Repair Shed" in page
    assert "Wednesdays, 10 am to noon" in page


def test_one_that_is_closed_for_a_while_says_so(client: Client) -> None:
    service = make_service(times=[time()])
    actions.pause(service, by=None)
    page = read(client, service)
    assert "Closed for a while" in page
    assert "Next:" not in page


def test_the_way_back_leads_to_the_same_answer(client: Client) -> None:
    page = read(client, make_service(), "?need=company&near=TA1&evil=1")
    assert 'href="/support?need=company&amp;near=TA1"' in page


def test_words_of_others_stay_words(client: Client) -> None:
    nasty = "<script>alert(1)</script>"
    service = make_service(
        OrganisationFactory.create(name=nasty),
        name=nasty,
        summary=nasty,
        description=nasty,
        eligibility=nasty,
        cost_text=nasty,
        times_text=nasty,
    )
    assert nasty not in read(client, service)


def test_the_page_costs_the_same_however_much_there_is(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    service = make_service(
        locations=[place(name=f"Hall {n}") for n in range(12)],
        times=[time(opens=f"{n:02}:00", closes="23:00") for n in range(8)],
        contacts=[contact(value=f"01632 96{n:04}") for n in range(9)],
    )
    for n in range(6):
        make_service(name=f"Other {n}", locations=[place()])
    client.get(f"/support/{service.slug}/")
    with django_assert_max_num_queries(24):
        client.get(f"/support/{service.slug}/")


def test_looking_at_a_page_counts_nothing_and_writes_nothing(client: Client) -> None:
    service = make_service()
    before = Service.objects.values().get(pk=service.pk)
    read(client, service)
    assert Service.objects.values().get(pk=service.pk) == before
