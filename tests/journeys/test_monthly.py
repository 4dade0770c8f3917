"""The monthly mail: one to each lead of an organisation, when there is something to look at, with a page behind its link."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from alongside.directory.models import Service
from alongside.jobs import worker
from alongside.journeys import monthly, work
from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations.models import Seat
from alongside.record.models import Event
from alongside.replies import away, confirmations
from alongside.replies import queries as owed
from alongside.replies.models import Away
from tests.directory.factories import make_service
from tests.organisations.factories import SeatFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
TEA, CHOIR = "Tea on Tuesdays", "The choir"


@pytest.fixture
def old(county: County) -> County:
    """Two services of the charity, nearly half a year old when this month's mail goes, and one of the council that is fresh."""
    for name in (TEA, CHOIR):
        make_service(county.organisations["charity"], name=name)
    grown_old()
    fresh = make_service(county.organisations["council"])
    Service.objects.filter(pk=fresh.pk).update(assured_on=clock.today())
    return county


def grown_old() -> None:
    """As of the day of this month's mail, what the charity runs is to be reminded of."""
    since = monthly.mail_day(clock.today()) - dt.timedelta(days=170)
    Service.objects.filter(name__in=(TEA, CHOIR)).update(assured_on=since)


def run() -> None:
    """What the clock does on a day, and all that comes of it."""
    work.begin_monthly()
    worker.work_off()


def mails() -> list[Mail]:
    return list(Mail.objects.filter(kind="journeys.monthly").order_by("made_at", "to"))


def link(mail: Mail) -> str:
    found = re.search(r"/monthly/[^/\s]+/", notices.words_of(mail).text)
    assert found
    return found[0]


def on(day: str) -> time_machine.travel:
    return time_machine.travel(f"{day} 10:00", tick=False)


def test_each_lead_gets_one_mail_a_month_and_nobody_who_has_nothing_to_look_at(old: County) -> None:
    SeatFactory.create(organisation=old.organisations["charity"], role=Seat.Role.HELPER)
    with on("2027-01-02"):
        run()
        assert not mails()
    with on("2027-01-05"):
        Service.objects.filter(organisation=old.organisations["council"]).update(assured_on=clock.today())
        grown_old()
        run()
        run()
        assert [mail.to for mail in mails()] == [old.charity.email]
        words = notices.words_of(mails()[0]).text
        assert TEA in words
        assert CHOIR in words


def test_a_service_is_asked_about_at_three_and_at_six_months_and_at_no_month_between(county: County) -> None:
    with on("2027-01-10"):
        made = make_service(county.organisations["charity"], name=TEA)
        Service.objects.filter(pk=made.pk).update(assured_on=clock.today())
    for month in range(16):
        with on(f"{2027 + (1 + month) // 12}-{(1 + month) % 12 + 1:02}-{20 if month == 2 else 3:02}"):  # in April it was off
            run()
            assert bool(confirmations.for_(county.charity)) == (month >= 2)
    told = [(mail.made_at.strftime("%Y-%m"), TEA in notices.words_of(mail).text) for mail in mails()]
    assert told == [("2027-04", True), ("2027-07", True)]


def test_what_was_never_confirmed_is_asked_about_when_it_has_come_and_a_mail_names_only_what_it_reminds_of(
    county: County,
) -> None:
    with on("2027-01-10"):
        make_service(county.organisations["charity"], name=CHOIR)
    with on("2027-02-03"):
        run()
        made = make_service(county.organisations["charity"], name=TEA)
    with on("2027-03-03"):
        run()
        run()
    with on("2027-03-10"):
        first, second = (notices.words_of(mail).text for mail in mails())
        assert (CHOIR in first, TEA in first, CHOIR in second, TEA in second) == (True, False, False, True)
        assert CHOIR in Client().get(link(mails()[1])).text
    assert made.assured_on is None


def test_work_that_was_killed_half_way_writes_no_mail_twice(old: County) -> None:
    with on("2027-01-05"):
        Service.objects.filter(organisation=old.organisations["council"]).update(assured_on=clock.today())
        grown_old()
        work.monthly_all("2027-01")
        worker.work_off()
        work.monthly_all("2027-01")
        worker.work_off()
    assert len(mails()) == 1


def test_opening_the_link_does_nothing_and_one_button_says_that_all_is_true(old: County) -> None:
    work.monthly_one(str(old.organisations["charity"].pk))
    at, nobody = link(mails()[0]), Client()
    page = nobody.get(at).text
    assert TEA in page
    assert "All 2 are still true" in page
    assert not Service.objects.filter(name__in=(TEA, CHOIR), assured_on=clock.today()).exists()
    new = make_service(old.organisations["charity"], name="Fell due since")
    after = nobody.post(at, {"seen": re.findall(r'type="hidden" name="seen" value="([^"]+)"', page)}, follow=True).text
    assert TEA not in after
    assert new.name in after
    assert Service.objects.filter(name__in=(TEA, CHOIR), assured_on=clock.today()).count() == 2


def test_one_thing_alone_is_confirmed_and_the_other_still_asked(old: County) -> None:
    work.monthly_one(str(old.organisations["charity"].pk))
    at = link(mails()[0])
    after = Client().post(at, {"seen": str(Service.objects.get(name=TEA).pk)}, follow=True).text
    assert TEA not in after
    assert CHOIR in after


def test_the_link_reaches_nothing_of_another_organisation(old: County) -> None:
    other = Service.objects.get(organisation=old.organisations["council"])
    before = clock.today() - dt.timedelta(days=300)
    Service.objects.filter(pk=other.pk).update(assured_on=before)
    work.monthly_one(str(old.organisations["charity"].pk))
    at = link(mails()[0])
    Client().post(at, {"seen": str(other.pk)})
    other.refresh_from_db()
    assert other.assured_on == before


def test_the_link_ends_with_the_seat_and_with_its_time(old: County) -> None:
    work.monthly_one(str(old.organisations["charity"].pk))
    at = link(mails()[0])
    with time_machine.travel(clock.now() + dt.timedelta(days=46)):
        assert Client().get(at).status_code == 410
    Seat.objects.filter(person=old.charity).update(role=Seat.Role.HELPER)
    assert Client().get(at).status_code == 410
    assert Client().post(at, {"seen": str(Service.objects.get(name=TEA).pk)}).status_code == 410
    assert not Service.objects.filter(name=TEA, assured_on=clock.today()).exists()


def test_the_page_costs_the_same_for_many(old: County, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    work.monthly_one(str(old.organisations["charity"].pk))
    at = link(mails()[0])
    Client().get(at)
    with CaptureQueriesContext(connection) as few:
        Client().get(at)
    for _n in range(15):
        make_service(old.organisations["charity"])
    with django_assert_num_queries(len(few)):
        Client().get(at)


def test_the_page_shows_what_is_confirmed_and_takes_how_full_it_is_and_what_has_changed(old: County) -> None:
    tea = Service.objects.get(name=TEA)
    work.monthly_one(str(old.organisations["charity"].pk))
    at, nobody = link(mails()[0]), Client()
    page = nobody.get(at).text
    assert "Times not given" in page
    assert "All 2 services of yours" in page
    nobody.post(at, {"seen": str(tea.pk), "choose": "full"})
    nobody.post(at, {"seen": str(Service.objects.get(name=CHOIR).pk), "choose": "bursting"})
    assert dict(Service.objects.values_list("name", "capacity"))[TEA] == "full"
    assert dict(Service.objects.values_list("name", "capacity"))[CHOIR] == ""
    there = f"{at}?changed={tea.pk}"
    assert TEA in nobody.get(there).text
    assert "Fill this in" in nobody.post(there, {"what": " "}).text
    assert not owed.owed_to(old.charity).exists()
    nobody.post(there, {"what": "It is on Thursdays now."})
    assert owed.owed_to(old.charity).get().organisation.is_coordinator


def test_who_covers_for_a_lead_gets_their_monthly_mail_and_says_it_in_their_own_name(old: County) -> None:
    charity = old.organisations["charity"]
    helper = SeatFactory.create(organisation=charity, role=Seat.Role.HELPER).person
    with on("2027-01-05"):
        grown_old()
        days = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=6)}
        away.leave(old.charity, **days, covers={charity: helper}, by=old.charity)
        run()
        assert [mail.to for mail in mails()] == [helper.email]
        assert f"cover for {old.charity}" in notices.words_of(mails()[0]).text
        page = Client()
        page.force_login(helper)
        assert "would look at 2 things" in page.get("/desk").content.decode()
        where = link(mails()[0])
        seen = [str(pk) for pk in Service.objects.filter(name__in=(TEA, CHOIR)).values_list("pk", flat=True)]
        Client().post(where, {"seen": seen})
        assert Event.objects.filter(kind="service.confirmed", by=helper.pk).count() == 2
        assert "While they are away" not in page.get("/desk").content.decode()
        foot = re.search(r'href="(http[^"]*/support/kept/[^"]+)"', Client().get(where).content.decode())
        assert foot
        Client().post(foot[1], {"seen": seen})
        assert Event.objects.filter(kind="service.confirmed", by=helper.pk).count() == 4
        away.come_back(Away.objects.get(), by=old.charity)
        assert [Client().get(at).status_code for at in (where, foot[1])] == [410, 410]


def test_another_lead_who_is_here_gets_one_mail_and_not_two(old: County) -> None:
    charity = old.organisations["charity"]
    other = SeatFactory.create(organisation=charity, role=Seat.Role.LEAD).person
    with on("2027-01-05"):
        grown_old()
        days = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=6)}
        away.leave(old.charity, **days, covers={charity: other}, by=old.charity)
        run()
        assert [mail.to for mail in mails()] == [other.email]
