"""Leave with cover: nobody waits because somebody is away."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from alongside.kit import clock as today_is
from alongside.kit import words
from alongside.organisations.models import Organisation, Seat
from alongside.people.models import Person
from alongside.replies import actions, away, queries, upkeep
from alongside.replies.models import Away, Cover, OwedReply
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply
from tests.replies.mailing import link, text
from tests.replies.mailing import mails as sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def charity(county: County) -> Organisation:
    return county.organisations["charity"]


def a_colleague(organisation: Organisation, role: str = Seat.Role.HELPER) -> Person:
    return SeatFactory.create(organisation=organisation, role=role).person


def goes(person: Person, covers: dict[Organisation, Person] | None = None, *, after: int = 0, days: int = 7) -> Away:
    first = today_is.today() + dt.timedelta(days=after)
    return away.leave(person, starts=first, ends=first + dt.timedelta(days=days - 1), covers=covers or {}, by=person)


def owner() -> Person | None:
    return OwedReply.objects.get().owner


def later(clock: time_machine.Traveller, days: int) -> None:
    clock.shift(dt.timedelta(days=days))
    away.end_past()


def test_what_is_owed_goes_to_the_cover_and_comes_back_after(
    county: County, charity: Organisation, clock: time_machine.Traveller
) -> None:
    cover = a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: cover}, after=2, days=7)
    assert owner() == county.charity
    later(clock, 2)
    assert owner() == cover
    assert f"Your question is now with {cover}" in text(sent("moved")[-1])
    assert "you cover" in text(sent("asked")[-1])
    later(clock, 7)
    assert owner() == county.charity
    assert OwedReply.objects.get().covers_for is None
    assert not Away.objects.exists()
    assert f"Your question is now with {county.charity}" in text(sent("moved")[-1])


def test_running_again_moves_and_tells_nothing_twice(county: County, charity: Organisation) -> None:
    a_reply(charity)
    goes(county.charity, {charity: a_colleague(charity)})
    told = len(sent("asked"))
    assert away.end_past() == 0
    assert len(sent("asked")) == told


def test_new_question_is_for_the_cover_and_who_asks_is_told_their_name(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    goes(county.charity, {charity: cover})
    reply = a_reply(charity)
    assert (reply.owner, reply.covers_for) == (cover, county.charity)
    assert f"{cover} at" in text(sent("acknowledged")[-1])


def test_cover_answers_in_their_own_name(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    goes(county.charity, {charity: cover})
    reply, browser = a_reply(charity), Client()
    browser.force_login(cover)
    assert reply.title in browser.get("/desk").text
    assert browser.post(f"/replies/{reply.pk}/", {"text": "Ring 01632 960 111."}).status_code == 302
    assert OwedReply.objects.get().answered_by == cover


def test_reminder_goes_to_the_cover(county: County, charity: Organisation, clock: time_machine.Traveller) -> None:
    cover = a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: cover})
    clock.shift(dt.timedelta(days=4))
    assert upkeep.remind() == 1
    assert sent("reminder")[-1].to == cover.email


def test_without_cover_a_lead_answers_and_is_told(county: County, charity: Organisation) -> None:
    helper, lead = a_colleague(charity), a_colleague(charity, Seat.Role.LEAD)
    reply = a_reply(charity, owner=helper)
    goes(helper)
    reply.refresh_from_db()
    assert reply.owner in {lead, county.charity}
    assert sent("cover")[-1].to == reply.owner.email


def test_without_cover_and_lead_an_officer_answers(county: County, charity: Organisation) -> None:
    a_reply(charity)
    goes(county.charity)
    assert owner() in {county.chief, county.officer}


def test_cover_declines_from_the_mail_with_one_button(client: Client, county: County, charity: Organisation) -> None:
    cover, lead = a_colleague(charity), a_colleague(charity, Seat.Role.LEAD)
    a_reply(charity, owner=county.charity)
    goes(county.charity, {charity: cover})
    where = link(sent("cover")[-1], "If you cannot, say so with one button")
    assert client.get(where).status_code == 200
    assert owner() == cover, "opening a link does nothing"
    assert client.post(where).status_code == 302
    assert owner() == lead
    assert sent("declined")[-1].to == county.charity.email
    assert str(lead) in text(sent("declined")[-1])
    assert {mail.to for mail in sent("cover")} == {cover.email, lead.email}
    assert client.post(where).status_code == 410


def test_cover_who_is_away_too_passes_on(county: County, charity: Organisation) -> None:
    first, second = a_colleague(charity), a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: first})
    goes(first, {charity: second})
    assert owner() == second
    assert OwedReply.objects.get().covers_for == county.charity


def test_two_who_cover_for_each_other_leave_it_to_an_officer(county: County, charity: Organisation) -> None:
    other = a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: other})
    goes(other, {charity: county.charity})
    assert owner() in {county.chief, county.officer}


def test_when_everybody_is_away_it_stays_with_its_owner(county: County, charity: Organisation) -> None:
    a_reply(charity)
    for person in (county.chief, county.officer, county.charity):
        goes(person)
    assert owner() == county.charity


def test_cover_who_loses_their_seat_no_longer_covers(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: cover})
    Seat.objects.filter(person=cover).update(ends=today_is.today())
    away.end_past()
    assert owner() in {county.chief, county.officer}


def test_what_the_cover_passed_on_stays_there(county: County, charity: Organisation, clock: time_machine.Traveller) -> None:
    cover, colleague = a_colleague(charity), a_colleague(charity)
    reply = a_reply(charity)
    goes(county.charity, {charity: cover})
    actions.pass_on(OwedReply.objects.get(pk=reply.pk), to=colleague, by=cover)
    later(clock, 8)
    assert owner() == colleague


def test_escalation_skips_who_is_away(county: County, charity: Organisation, clock: time_machine.Traveller) -> None:
    helper, lead = a_colleague(charity), a_colleague(charity, Seat.Role.LEAD)
    a_reply(charity, owner=helper)
    goes(county.charity, days=60)
    clock.shift(dt.timedelta(days=10))
    upkeep.escalate()
    assert owner() == lead


def test_other_rooms_ask_who_answers_on_a_day(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    goes(county.charity, {charity: cover}, after=3, days=2)
    day = today_is.today()
    found = [queries.answers_for(county.charity, charity, on=day + dt.timedelta(days=n)) for n in (2, 3, 4, 5)]
    assert found == [county.charity, cover, cover, county.charity]


def test_nobody_covers_where_they_have_no_seat(county: County, charity: Organisation) -> None:
    with pytest.raises(away.NotColleague):
        goes(county.charity, {charity: county.group})
    with pytest.raises(away.NotColleague):
        goes(county.charity, {county.organisations["group"]: county.group})
    assert not Away.objects.exists()


def typed(charity: Organisation, **facts: Any) -> dict[str, Any]:
    return {"starts": "9 11 2026", "ends": "15 11 2026", f"cover-{charity.pk}": "", **facts}


def test_choice_says_who_is_away_themselves(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    assert "away until" not in county.client("charity").get("/replies/away/").text
    last = words.day(goes(cover).ends)
    assert f"{cover} (away until {last})" in county.client("charity").get("/replies/away/").text


def test_desk_says_who_covers_for_whom(county: County, charity: Organisation) -> None:
    cover, browser = a_colleague(charity), Client()
    said = typed(charity, **{f"cover-{charity.pk}": str(cover.pk)})
    page = county.client("charity").post("/replies/away/", said, follow=True)
    assert f"{cover} covers for you at {charity}" in page.text
    browser.force_login(cover)
    assert f"You cover for {county.charity} at {charity}" in browser.get("/desk").text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"starts": ""}, "Fill this in"),
        ({"ends": "8 11 2026"}, "This day is over"),
        ({"starts": "16 11 2026"}, "The last day away comes before the first"),
        ({"ends": "15 11 2028"}, "This is more than a year"),
    ],
)
def test_wrong_days_are_said_and_kept(county: County, charity: Organisation, facts: dict[str, str], said: str) -> None:
    page = county.client("charity").post("/replies/away/", typed(charity, **facts))
    assert said in page.text
    assert all(value in page.text for value in facts.values())
    assert not Away.objects.exists()


def test_somebody_of_another_organisation_cannot_be_chosen(county: County, charity: Organisation) -> None:
    a_colleague(charity)
    page = county.client("charity").post("/replies/away/", typed(charity, **{f"cover-{charity.pk}": str(county.group.pk)}))
    assert page.status_code == 200
    assert not Away.objects.exists()


def test_who_changes_their_mind_has_all_back_and_the_cover_is_told(county: County, charity: Organisation) -> None:
    cover = a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: cover})
    county.client("charity").post("/replies/away/end/")
    assert owner() == county.charity
    assert sent("not_needed")[-1].to == cover.email


def test_another_cover_takes_over_and_only_who_is_new_is_asked(county: County, charity: Organisation) -> None:
    first, second = a_colleague(charity), a_colleague(charity)
    a_reply(charity)
    goes(county.charity, {charity: first})
    goes(county.charity, {charity: first})
    assert len(sent("cover")) == 1
    goes(county.charity, {charity: second})
    assert owner() == second
    assert {mail.to for mail in sent("cover")} == {first.email, second.email}
    assert sent("not_needed")[-1].to == first.email
    assert Cover.objects.get().person == second


def test_finding_who_answers_asks_no_more_the_more_are_away(
    county: County, charity: Organisation, django_assert_max_num_queries: Any
) -> None:
    before = county.charity
    for _number in range(5):
        cover = a_colleague(charity)
        goes(before, {charity: cover})
        before = cover
    with django_assert_max_num_queries(4):
        assert queries.answers_for(county.charity, charity) == before
