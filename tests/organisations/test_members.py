"""Members of the coordinating charity: numbers, years, renewal by one button, reminders, lapse, leaving, the officers' list."""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client

from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations import actions, policy, work
from alongside.organisations.actions import membership as members
from alongside.organisations.actions import merging
from alongside.organisations.models import MemberKind, Membership, MembershipYear, Organisation
from alongside.record.models import Event
from tests.organisations.factories import ContactFactory, OrganisationFactory, SeatFactory
from tests.organisations.members import a_kind, a_member
from tests.personas import County

pytestmark = pytest.mark.django_db
A_YEAR_HENCE = dt.timedelta(days=364)


@contextmanager
def days_on(days: int) -> Iterator[None]:
    """So many days later, in the morning."""
    morning = dt.datetime.combine(clock.today() + dt.timedelta(days=days), dt.time(9), tzinfo=clock.LONDON)
    with time_machine.travel(morning, tick=False):
        yield


@pytest.fixture
def charity(county: County) -> Organisation:
    return county.organisations["charity"]


def mailed(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(kind=f"organisations.{kind}").order_by("made_at"))


def renewal_link() -> str:
    """The link in the latest reminder."""
    found = re.search(r"http://localhost:8000(/members/renew/\S+)", notices.words_of(mailed("renew")[-1]).text)
    assert found
    return found[1]


def test_member_has_a_number_a_year_and_a_welcome(county: County, charity: Organisation) -> None:
    first = a_member(charity, by=county.officer)
    second = a_member(county.organisations["group"], by=county.officer)
    assert (first.number, second.number) == (1, 2)
    assert first.until == clock.today().replace(year=clock.today().year + 1) - dt.timedelta(days=1)
    (welcome,) = [mail for mail in mailed("welcome") if mail.to == county.charity.email]
    assert "Your number is 1." in notices.words_of(welcome).text


def test_year_that_begins_on_29_february_ends_on_28(county: County) -> None:
    assert members.year_on(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert members.year_on(dt.date(2027, 3, 1)) == dt.date(2028, 2, 29)


def test_numbers_are_given_once_however_many_are_let_in_at_a_time(transactional_db: None) -> None:
    from tests import personas

    county = personas.county()
    groups = [OrganisationFactory.create() for _n in range(4)]
    kind, start = a_kind(), Barrier(4)

    def let_in(group: Organisation) -> int | None:
        start.wait()
        try:
            return a_member(group, by=county.officer, kind=kind).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(let_in, groups))
    assert sorted(filter(None, numbers)) == [1, 2, 3, 4]


def test_organisation_is_a_member_once(county: County, charity: Organisation) -> None:
    a_member(charity, by=county.officer)
    with pytest.raises(actions.MemberAlready):
        a_member(charity, by=county.officer)


def test_one_button_in_a_mail_renews_and_opening_the_link_does_not(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer, kind=a_kind(pence=2500))
    first_until = held.until
    assert first_until
    with days_on(340):
        work.look_after_members()
        (mail,) = mailed("renew")
        assert mail.to == county.charity.email
        link = renewal_link()
        page = Client().get(link).text
        assert "Does Marlshire Carers stay a member?" in page
        assert "£25 a year" in page
        held.refresh_from_db()
        assert held.until == first_until  # a scanner only looks
        done = Client().post(link, follow=True).text
        assert "Thank you. It is renewed." in done
        held.refresh_from_db()
        assert held.until == members.year_on(first_until + dt.timedelta(days=1))
        Client().post(link)
        held.refresh_from_db()
        assert held.years.count() == 2
        assert "It is renewed" in Client().get(link).text
        assert len(mailed("renewed")) == 1
    assert Event.objects.filter(kind="organisations.membership_renewed").count() == 1


def test_link_of_last_year_renews_nothing_this_year(county: County, charity: Organisation) -> None:
    a_member(charity, by=county.officer)
    with days_on(340):
        work.look_after_members()
        link = renewal_link()
        Client().post(link)
    with days_on(340 + 80):
        Client().post(link)
        assert MembershipYear.objects.count() == 2


def test_link_that_was_changed_opens_nothing(county: County) -> None:
    assert Client().get("/members/renew/eyJhIjoxfQ:1:x/").status_code == 410


def test_reminders_come_once_each_and_then_it_lapses_by_itself(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer)
    assert held.until
    left = (held.until - clock.today()).days
    came = []
    for day in range(left - 35, left + 40):
        before = len(mailed("renew"))
        with days_on(day):
            work.look_after_members()
            work.look_after_members()
        if len(mailed("renew")) > before:
            came.append(left - day)
            assert len(mailed("renew")) == before + 1
    assert tuple(came) == policy.remind_members() == (30, 7, -7)
    held.refresh_from_db()
    assert held.state == "lapsed"
    assert held.ended_on == held.until + policy.GRACE() + dt.timedelta(days=1)
    (lapsed,) = mailed("lapsed")
    assert lapsed.to == county.charity.email


def test_after_a_week_without_a_worker_only_the_latest_reminder_goes(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer)
    assert held.until
    with days_on((held.until - clock.today()).days - 3):
        work.look_after_members()
        assert len(mailed("renew")) == 1


def test_renewed_in_the_days_of_grace_nothing_is_lost(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer)
    assert held.until
    with days_on((held.until - clock.today()).days + 20):
        work.look_after_members()
        assert "ended on" in notices.words_of(mailed("renew")[-1]).text
        Client().post(renewal_link())
    held.refresh_from_db()
    starts = held.years.order_by("-starts").values_list("starts", flat=True).first()
    assert starts == held.since + dt.timedelta(days=365) if held.since else None
    with days_on((held.until - clock.today()).days - 100):
        work.look_after_members()
    held.refresh_from_db()
    assert held.state == "member"


def test_who_joins_again_keeps_the_number(county: County, charity: Organisation) -> None:
    a_member(charity, by=county.officer)
    a_member(county.organisations["group"], by=county.officer)
    with days_on(400):
        work.look_after_members()
        assert not Membership.objects.current().exists()
        again = a_member(charity, by=county.officer)
        assert again.number == 1


def test_where_nobody_has_a_seat_the_address_it_gave_is_asked(county: County) -> None:
    bare = OrganisationFactory.create(name="Ashby Choir")
    ContactFactory.create(organisation=bare, kind="email", value="choir@example.org")
    a_member(bare, by=county.officer, ago=350)
    work.look_after_members()
    assert [mail.to for mail in mailed("renew")] == ["choir@example.org"]


def test_desk_offers_to_renew_with_one_button(county: County, charity: Organisation) -> None:
    a_member(charity, by=county.officer, ago=330)
    browser = county.client("charity")
    desk = browser.get("/desk").text
    assert "Membership of Marlshire Carers" in desk
    browser.post(f"/organisations/{charity.slug}/membership/renew/", {"next": "/desk"})
    assert "Membership of Marlshire Carers" not in browser.get("/desk").text
    assert MembershipYear.objects.count() == 2
    browser.post(f"/organisations/{charity.slug}/membership/renew/")
    assert MembershipYear.objects.count() == 2  # not two years ahead


def test_officer_notes_invoice_and_day_of_payment_together(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer, kind=a_kind(pence=2500))
    year = held.years.get()
    browser = county.client("officer")
    address = f"/organisations/{charity.slug}/membership/years/{year.pk}/"
    page = browser.post(address, {"invoice": "", "paid_on": "1 11 2026"}).text
    assert "Say by which invoice it was paid" in page
    assert 'value="1 11 2026"' in page
    browser.post(address, {"invoice": "INV-7", "paid_on": f"{clock.today():%d %m %Y}"})
    year.refresh_from_db()
    assert (year.invoice, year.paid_on) == ("INV-7", clock.today())
    assert "INV-7" in county.client("charity").get(f"/organisations/{charity.slug}/membership/").text


def test_member_leaves_and_says_why(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer)
    browser = county.client("charity")
    address = f"/organisations/{charity.slug}/membership/leave/"
    assert "Choose one" in browser.post(address, {"why": "", "text": "Too dear for us."}).text
    browser.post(address, {"why": "money", "text": "Too dear for us."})
    held.refresh_from_db()
    assert (held.state, held.why_left, held.ended_on) == ("left", "money", clock.today())
    assert len(mailed("left")) == 1
    assert "Too dear for us." in county.client("officer").get(f"/organisations/{charity.slug}/membership/").text
    assert "Too dear for us." not in browser.get(f"/organisations/{charity.slug}/membership/").text


@pytest.mark.parametrize("persona", ["group", "council", "linkworker", "volunteer"])
@pytest.mark.parametrize("move", ["", "renew/", "leave/", "enter/"])
def test_membership_of_another_is_nobodys_business(county: County, charity: Organisation, persona: str, move: str) -> None:
    held = a_member(charity, by=county.officer, ago=340)
    browser = county.client(persona)
    address = f"/organisations/{charity.slug}/membership/{move}"
    answer = browser.get(address) if not move else browser.post(address, {"why": "money", "until": f"{held.until}"})
    assert answer.status_code == 403
    held.refresh_from_db()
    assert held.is_member
    assert held.years.count() == 1


def test_officers_set_kinds_and_prices_in_pounds_and_pence(county: County) -> None:
    browser = county.client("officer")
    said: dict[str, Any] = {"name": "Small charity", "price": "12.50", "for_what": ["voluntary:charity"], "for_sizes": ["micro"]}
    browser.post("/members/kinds/add/", {**said, "is_offered": "on"})
    kind = MemberKind.objects.get()
    assert kind.pence == 1250
    assert kind.fits("voluntary:charity", "micro")
    assert kind.fits("voluntary:charity", "unknown")
    assert not kind.fits("voluntary:charity", "large")
    assert not kind.fits("council:other", "micro")
    assert "£12.50 a year" in browser.get("/members/kinds/").text
    assert "Another kind is called so already" in browser.post("/members/kinds/add/", said | {"name": "small CHARITY"}).text
    assert 'value="12.50"' in browser.get(f"/members/kinds/{kind.pk}/").text
    assert "-1" in browser.post("/members/kinds/add/", {"name": "Odd", "price": "-1"}).text
    assert MemberKind.objects.count() == 1


def test_new_price_counts_from_the_next_year(county: County, charity: Organisation) -> None:
    kind = a_kind(pence=1000)
    held = a_member(charity, by=county.officer, kind=kind, ago=340)
    actions.set_kind(kind, by=county.officer, pence=3000)
    assert held.until
    actions.renew(Membership.objects.get(), until=held.until, by=county.charity)
    assert list(held.years.values_list("pence", flat=True)) == [3000, 1000]


def test_officers_list_is_narrowed_and_written_out(county: County, charity: Organisation) -> None:
    dear = a_kind("Large", pence=10_000)
    a_member(charity, by=county.officer, kind=dear, ago=340)
    a_member(county.organisations["group"], by=county.officer)
    browser = county.client("officer")
    assert "2 members" in browser.get("/members/").text
    for query, inside, outside in (
        (f"?kind={dear.pk}", "Marlshire Carers", "Ashby Walking Group"),
        ("?state=soon", "Marlshire Carers", "Ashby Walking Group"),
        ("?paid=no", "Marlshire Carers", "Ashby Walking Group"),
        ("?q=walking", "Ashby Walking Group", "Marlshire Carers"),
        ("?q=2", "Ashby Walking Group", "Marlshire Carers"),
    ):
        page = browser.get(f"/members/{query}").text
        assert inside in page
        assert outside not in page
    for odd in ("?kind=x&state=%00&paid=zz", "?q=%00", "?page=-4", "?q=99999999999999999999"):
        assert browser.get(f"/members/{odd}").status_code == 200
    rows = list(csv.DictReader(browser.get("/members/members.csv?state=soon").content.decode("utf-8-sig").splitlines()))
    assert [(row["Number"], row["Name"], row["Price"]) for row in rows] == [("1", "Marlshire Carers", "£100")]
    assert browser.get("/members/members.xlsx").content.startswith(b"PK")


def test_membership_ends_with_its_organisation(county: County, charity: Organisation) -> None:
    held = a_member(charity, by=county.officer)
    actions.close(charity, by=county.officer)
    held.refresh_from_db()
    assert (held.state, held.why_left) == ("left", "closing")
    with days_on(340):
        work.look_after_members()
        assert not mailed("renew")


def test_of_two_that_are_made_one_the_membership_that_is_kept_stays(county: County, charity: Organisation) -> None:
    twin, other = OrganisationFactory.create(name="Carers of Marlshire"), OrganisationFactory.create(name="Marl Carers")
    kept = a_member(charity, by=county.officer)
    gone = a_member(twin, by=county.officer)
    merging.merge(twin, into=charity, by=county.officer)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.state, gone.state, gone.organisation_id) == ("member", "left", charity.pk)
    moved = a_member(other, by=county.officer)
    made = merging.merge(county.organisations["group"], into=other, by=county.officer)
    merging.part(made, by=county.officer)
    moved.refresh_from_db()
    assert (moved.state, moved.organisation_id) == ("member", other.pk)


def test_a_helper_sees_the_membership_and_cannot_end_it(county: County, charity: Organisation) -> None:
    a_member(charity, by=county.officer)
    SeatFactory.create(person=county.volunteer, organisation=charity, role="helper")
    browser = county.client("volunteer")
    assert browser.get(f"/organisations/{charity.slug}/membership/").status_code == 200
    assert browser.get(f"/organisations/{charity.slug}/membership/leave/").status_code == 403
