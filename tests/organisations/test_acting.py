"""For whom a person acts: chosen openly, true on every request."""

import datetime as dt

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from alongside.kit import clock
from alongside.organisations import acting, actions
from alongside.organisations.models import Seat
from alongside.people import actions as people
from alongside.record import behalf
from alongside.record import queries as record
from alongside.record.models import Event
from tests.directory.factories import make_service
from tests.organisations.factories import OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
PAGE = "/acting/"


def bar(client: Client) -> str:
    """The acting bar, as the person reads it."""
    page = client.get("/account/").text
    return page.split('aria-label="Acting for"')[1].split("</div>")[0] if 'aria-label="Acting for"' in page else ""


def test_one_seat_is_chosen_by_itself(client: Client) -> None:
    seat = SeatFactory.create(organisation__name="Kettle & Chat")
    client.force_login(seat.person)
    assert "Kettle &amp; Chat" in bar(client)
    assert "as editor" in bar(client)
    assert "Act for someone else" not in bar(client)


def test_of_several_seats_none_is_chosen_until_the_person_does(client: Client) -> None:
    first = SeatFactory.create(organisation__name="Kettle & Chat")
    second = SeatFactory.create(person=first.person, organisation__name="Harrow Green Befrienders", role=Seat.Role.LEAD)
    client.force_login(first.person)
    assert "You have several seats, and act for nobody just now." in bar(client)
    response = client.post(PAGE, {"seat": str(second.pk), "next": "/account/"})
    assert response["Location"] == "/account/"
    assert "Harrow Green Befrienders" in bar(client)
    assert "as lead" in bar(client)
    assert "Act for someone else" in bar(client)


def test_seat_of_another_person_cannot_be_chosen(client: Client) -> None:
    seat = SeatFactory.create()
    SeatFactory.create(person=seat.person)
    client.force_login(seat.person)
    page = client.post(PAGE, {"seat": str(SeatFactory.create().pk)})
    assert page.status_code == 200
    assert "acting" not in client.session


@pytest.mark.parametrize("change", ["ended", "not begun", "organisation closed"])
def test_seat_that_no_longer_holds_is_gone_at_once(client: Client, change: str) -> None:
    person = PersonFactory.create()
    seats = [SeatFactory.create(person=person, organisation__name=f"Number {n}") for n in range(3)]
    client.force_login(person)
    client.post(PAGE, {"seat": str(seats[0].pk)})
    assert "Number 0" in bar(client)
    if change == "ended":
        Seat.objects.filter(pk=seats[0].pk).update(ends=clock.today())
    elif change == "not begun":
        Seat.objects.filter(pk=seats[0].pk).update(starts=clock.today() + dt.timedelta(days=1))
    else:
        seats[0].organisation.closed_at = clock.now()
        seats[0].organisation.save()
    assert "Number" not in bar(client)
    assert "act for nobody just now" in bar(client)


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "https:elsewhere.example"]
)
def test_choosing_never_leads_to_another_site(client: Client, away: str) -> None:
    seat = SeatFactory.create()
    client.force_login(seat.person)
    assert client.post(PAGE, {"seat": str(seat.pk), "next": away})["Location"] == "/desk"


def test_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/account/sign-in/")


def test_page_costs_the_same_with_few_and_many_seats(client: Client) -> None:
    person = PersonFactory.create()
    client.force_login(person)
    costs = []
    for number in (2, 20):
        SeatFactory.create_batch(number, person=person)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert client.get(PAGE).text.count("as editor") == 22


def test_organisation_is_its_own_even_with_the_same_name(client: Client) -> None:
    person = PersonFactory.create()
    for slug in ("a", "b"):
        SeatFactory.create(person=person, organisation=OrganisationFactory.create(name="Lunch Club", slug=slug))
    client.force_login(person)
    assert client.get(PAGE).text.count("Lunch Club") == 2


def guarded(client: Client, rf: RequestFactory) -> HttpResponse:
    """What a view behind `acting.needed` answers to this browser."""

    @acting.needed
    def speak(request: acting.Request) -> HttpResponse:
        assert request.acting
        return HttpResponse(request.acting.organisation.name)

    request = rf.get("/speak/?about=it")
    request.session = client.session
    request.user = get_user(request)
    return acting.ActingMiddleware(speak)(request)


def test_view_asks_for_whom_at_the_moment_of_acting_and_leads_back(client: Client, rf: RequestFactory) -> None:
    seat = SeatFactory.create(organisation__name="Kettle & Chat")
    client.force_login(seat.person)
    assert guarded(client, rf).text == "Kettle & Chat"
    SeatFactory.create(person=seat.person)
    assert guarded(client, rf)["Location"] == "/acting/?next=%2Fspeak%2F%3Fabout%3Dit"


def test_nobody_without_a_seat_speaks_for_an_organisation(client: Client, rf: RequestFactory) -> None:
    client.force_login(PersonFactory.create())
    with pytest.raises(PermissionDenied):
        guarded(client, rf)


def test_what_somebody_does_is_kept_and_told_as_done_for_the_organisation_they_act_for(county: County) -> None:
    SeatFactory.create(person=county.charity, organisation=county.organisations["council"])
    client, service = county.client("charity"), make_service(county.organisations["charity"], name="Choir")
    council = Seat.objects.get(person=county.charity, organisation=county.organisations["council"])
    for chosen in (council, Seat.objects.get(person=county.charity, organisation=county.organisations["charity"])):
        client.post(PAGE, {"seat": str(chosen.pk)})
        client.post(f"/support/{service.slug}/confirm/")
    client.post("/account/", {"name": "Cha Rity"})
    confirmed = Event.objects.filter(kind="service.confirmed").order_by("at", "id")
    assert [event.acting_for for event in confirmed] == [council.organisation_id, county.organisations["charity"].pk]
    told = record.history(service, county.charity).rows[0]
    assert told.acting_for and told.acting_for.title == "Marlshire Carers"
    assert Event.objects.get(kind="people.renamed").acting_for is None, "an account is nobody's but one's own"


def test_what_a_colleague_does_by_mail_while_somebody_is_signed_in_is_not_done_for_their_organisation(county: County) -> None:
    with behalf.acting(county.council, county.organisations["council"]):
        people.rename(county.council, name="C", by=county.council)
        actions.change(county.organisations["charity"], name="Carers", by=county.charity)
    assert not Event.objects.exclude(acting_for=None).exists()


def test_nobody_is_moved_unasked_when_the_seat_they_chose_ends(client: Client) -> None:
    first = SeatFactory.create(organisation__name="Kettle & Chat")
    SeatFactory.create(person=first.person, organisation__name="Harrow Green Befrienders")
    client.force_login(first.person)
    client.post(PAGE, {"seat": str(first.pk)})
    Seat.objects.filter(pk=first.pk).update(ends=clock.today())
    said = bar(client)
    assert "The seat that you acted from has ended." in said
    assert "Harrow Green Befrienders" not in said
    assert "Choose for whom you act" in said


def test_choice_is_that_of_one_device(client: Client) -> None:
    first = SeatFactory.create(organisation__name="Kettle & Chat")
    second = SeatFactory.create(person=first.person, organisation__name="Harrow Green Befrienders")
    other = Client()
    for browser, seat in ((client, first), (other, second)):
        browser.force_login(first.person)
        browser.post(PAGE, {"seat": str(seat.pk)})
    assert "Kettle &amp; Chat" in bar(client)
    assert "Harrow Green Befrienders" in bar(other)


def test_form_filled_in_for_a_seat_that_ended_is_kept_and_asked_about(client: Client) -> None:
    first = SeatFactory.create(organisation__name="Kettle & Chat", role="lead")
    second = SeatFactory.create(person=first.person, organisation__name="Harrow Green Befrienders", role="lead")
    client.force_login(first.person)
    client.post(PAGE, {"seat": str(first.pk)})
    assert "You do this for Kettle &amp; Chat." in client.get("/support/new/").text
    Seat.objects.filter(pk=first.pk).update(ends=clock.today())
    sent = {"acting": str(first.pk), "name": "Tuesday Table", "summary": "A long table"}
    page = client.post("/support/new/", sent)
    assert page.status_code == 409
    assert "For whom do you do this?" in page.text
    assert 'name="name" value="Tuesday Table"' in page.text
    assert f'value="{second.pk}"' in page.text
    assert "for Harrow Green Befrienders, as lead" in page.text


def test_form_that_was_refused_shows_what_was_typed(client: Client) -> None:
    seat = SeatFactory.create(role="lead")
    SeatFactory.create(organisation=seat.organisation, role="lead")
    client.force_login(seat.person)
    Seat.objects.filter(pk=seat.pk).update(ends=clock.today())
    page = client.post(f"/organisations/{seat.organisation.slug}/seats/", {"name": "Tomas Nowak", "email": "tomas@example.org"})
    assert page.status_code == 403
    assert "Tomas Nowak" in page.text
    assert "tomas@example.org" in page.text
