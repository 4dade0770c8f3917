"""A stranger finds their group, claims it, somebody answers, and the stranger acts for it."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client
from pytest_django import Settings

from alongside.journeys import actions, links, work
from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations.models import Claim, Contact, Organisation, Seat
from alongside.people import whose
from alongside.people.consent import Publish
from alongside.people.models import Person
from alongside.record.models import Event
from alongside.replies import actions as replies
from alongside.replies.models import OwedReply
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
ANN = {"name": "Ann Stone", "email": "ann@gmail.com", "title": "Treasurer", "how": "Ring the hall, ask for Joan."}


@pytest.fixture
def group(county: County) -> Organisation:
    """A group that nobody leads."""
    return county.organisations["group"]


def mailed(kind: str) -> Mail:
    return Mail.objects.filter(kind=kind).latest("made_at")


def link_in(mail: Mail, path: str) -> str:
    """The one link of that path in a mail."""
    (found,) = set(re.findall(rf"http://localhost:8000({path}\S+)", notices.words_of(mail).text))
    return str(found)


def claim_of(group: Organisation, by: Person | None = None, **facts: Any) -> Claim:
    return actions.claim(group, **ANN | facts, by=by)


def test_stranger_claims_an_officer_answers_and_the_stranger_acts(county: County, group: Organisation) -> None:
    stranger = Client()
    assert f"/organisations/{group.slug}/claim/" in stranger.get(f"/organisations/{group.slug}/").text
    sent = stranger.post(f"/organisations/{group.slug}/claim/", ANN, follow=True)
    assert "Thank you. It is on its way." in sent.text
    assert "answers you by" in sent.text
    assert mailed("replies.acknowledged").to == "ann@gmail.com"
    assert not Person.objects.filter(email="ann@gmail.com").exists()

    reply = OwedReply.objects.get(kind="journeys.claim")
    chief = county.client("chief")
    assert reply.owner == county.people["chief"]
    assert "A seat at Ashby Walking Group" in chief.get("/desk").text
    claim = Claim.objects.get()
    page = chief.get(f"/claims/{claim.pk}/").text
    assert "Ring the hall, ask for Joan." in page
    chief.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead", "grant-text": "Welcome!"})

    answer = notices.words_of(mailed("replies.answered")).text
    assert "Yes: you have a seat at Ashby Walking Group." in answer
    assert "Welcome!" in answer
    stranger.post(link_in(mailed("journeys.seated"), "/account/link/"))
    assert whose.of_person(Person.objects.get(email="ann@gmail.com")).addresses == {"ann@gmail.com"}, "the link was mailed there"
    desk = stranger.get("/desk").text
    assert "Ashby Walking Group</b> as lead" in desk
    assert (
        stranger.post(f"/organisations/{group.slug}/seats/", {"name": "Bob", "email": "bob@example.net", "role": "helper"})
        .headers["Location"]
        .endswith("/seats/")
    )
    assert mailed("organisations.invited").to == "bob@example.net"
    reply.refresh_from_db()
    assert (reply.state, reply.outcome) == ("answered", "done")


def test_mail_at_its_own_domain_is_proof_at_once(group: Organisation) -> None:
    group.url = "https://www.ashbywalks.example/about"
    group.save()
    browser = Client()
    page = browser.post(f"/organisations/{group.slug}/claim/", ANN | {"email": "ann@AshbyWalks.example"}, follow=True)
    assert "Look into your mail" in page.text
    assert not OwedReply.objects.exists()
    link = link_in(mailed("journeys.prove"), "/claims/prove/")
    browser.get(link)
    assert not Seat.objects.filter(organisation=group, role="lead").exists()  # a scanner only looks
    answer = browser.post(link, {"next": f"/organisations/{group.slug}/seats/"}, follow=True)
    assert "You have a seat at Ashby Walking Group now" in answer.text
    lead = Seat.objects.get(organisation=group, role="lead").person
    assert lead.email == "ann@ashbywalks.example"
    assert whose.of_person(lead).addresses == {lead.email}, "the link was mailed there"
    assert Client().post(link).status_code == 410


def test_public_address_of_the_organisation_proves_too_and_a_hidden_one_does_not(group: Organisation) -> None:
    said = {"organisation": group, "kind": Contact.Kind.EMAIL}
    ContactFactory.create(**said, value="hello@shown.example", publish=Publish.YES, said_at=clock.now())
    ContactFactory.create(**said, value="hello@hidden.example")
    assert claim_of(group, email="a@shown.example").state == "proving"
    assert claim_of(group, email="a@hidden.example").state == "waiting"


@pytest.mark.parametrize("shared", ["gmail.com", "btinternet.com", "nhs.net", "hotmail.co.uk"])
def test_address_that_anybody_may_have_proves_nothing(group: Organisation, shared: str) -> None:
    ContactFactory.create(
        organisation=group, kind=Contact.Kind.EMAIL, value=f"group@{shared}", publish=Publish.YES, said_at=clock.now()
    )
    assert claim_of(group, email=f"somebody@{shared}").state == "waiting"


@pytest.mark.parametrize("near", ["ann@evil-walks.example", "ann@walks.example.evil.example", "ann@sub.walks.example"])
def test_domain_that_only_looks_alike_proves_nothing(group: Organisation, near: str) -> None:
    group.url = "https://walks.example/"
    group.save()
    assert claim_of(group, email=near).state == "waiting"


def test_large_public_bodies_are_looked_at_by_a_person(county: County) -> None:
    surgery = county.organisations["health"]
    surgery.url = "https://surgery.example"
    surgery.save()
    assert claim_of(surgery, email="ann@surgery.example").state == "waiting"


def test_link_that_nobody_presses_goes_to_a_person(group: Organisation) -> None:
    group.url = "https://walks.example/"
    group.save()
    claim = claim_of(group, email="ann@walks.example")
    work.unproven()
    assert not OwedReply.objects.exists()
    with time_machine.travel(clock.now() + dt.timedelta(days=2, hours=1)):
        work.unproven()
        work.unproven()
    claim.refresh_from_db()
    assert (claim.state, OwedReply.objects.count()) == ("waiting", 1)
    assert mailed("replies.acknowledged").to == "ann@walks.example"


def test_link_pressed_late_still_works_and_closes_the_question(group: Organisation) -> None:
    group.url = "https://walks.example/"
    group.save()
    claim = actions.hand_to_people(claim_of(group, email="ann@walks.example"))
    Client().post(links.prove_url(claim).removeprefix("http://localhost:8000"))
    claim.refresh_from_db()
    assert (claim.state, OwedReply.objects.get().state) == ("granted", "closed")


def test_link_proves_nothing_once_somebody_leads(group: Organisation) -> None:
    group.url = "https://walks.example/"
    group.save()
    claim = claim_of(group, email="ann@walks.example")
    lead = SeatFactory.create(organisation=group, role="lead").person
    page = Client().post(links.prove_url(claim).removeprefix("http://localhost:8000"), follow=True)
    assert str(lead) in page.text
    claim.refresh_from_db()
    assert (claim.state, OwedReply.objects.get().owner) == ("waiting", lead)


def test_claim_goes_to_the_lead_first_and_the_others_are_told(county: County) -> None:
    charity = county.organisations["charity"]
    other = SeatFactory.create(organisation=charity, role="lead", person__name="Zed").person
    claim_of(charity)
    reply = OwedReply.objects.get()
    assert (reply.owner, reply.organisation) == (county.people["charity"], charity)
    told = mailed("journeys.somebody_claims")
    assert told.to == other.email
    assert "Ann" not in notices.words_of(told).text


def test_lead_says_yes(county: County) -> None:
    claim = claim_of(county.organisations["charity"], by=county.people["volunteer"])
    lead = county.client("charity")
    page = lead.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "helper"}, follow=True)
    assert "They have the seat, and a mail that says so." in page.text
    assert Seat.objects.get(person=county.people["volunteer"]).role == "helper"


def test_objection_goes_to_an_officer_who_decides(county: County) -> None:
    claim = claim_of(county.organisations["charity"], by=county.people["volunteer"])
    lead = county.client("charity")
    lead.post(f"/claims/{claim.pk}/", {"object": "1", "object-text": "Never heard of her."})
    reply = OwedReply.objects.get()
    assert (reply.owner, reply.state) == (county.people["chief"], "open")
    assert "Never heard of her." in county.client("officer").get(f"/claims/{claim.pk}/").text
    assert "Never heard of her." not in county.client("volunteer").get(f"/claims/{claim.pk}/").text
    county.client("officer").post(f"/claims/{claim.pk}/", {"decline": "1", "decline-text": "Ask the lead in person."})
    reply.refresh_from_db()
    assert (reply.state, reply.outcome, reply.answer) == ("answered", "declined", "Ask the lead in person.")
    assert not Seat.objects.filter(person=county.people["volunteer"]).exists()


def test_lead_cannot_turn_somebody_away_for_good(county: County) -> None:
    claim = claim_of(county.organisations["charity"])
    assert county.client("charity").post(f"/claims/{claim.pk}/", {"decline": "1", "decline-text": "No"}).status_code == 403
    with pytest.raises(organisations.NotTheirs):
        actions.decline(claim, reason="No", by=county.people["charity"])


def test_question_back_and_its_answer_go_by_mail(county: County, group: Organisation) -> None:
    claim = claim_of(group)
    county.client("officer").post(f"/claims/{claim.pk}/", {"ask": "1", "ask-text": "Who is your chair?"})
    asked = mailed("journeys.asked_back")
    assert asked.to == "ann@gmail.com"
    assert "Who is your chair?" in notices.words_of(asked).text
    browser, page = Client(), link_in(asked, "/claims/by-mail/")
    assert "Who is your chair?" in browser.get(page).text
    browser.post(page, {"tell": "1", "tell-text": "Joan Pettifer."})
    assert mailed("journeys.told_more").to == OwedReply.objects.get().owner.email  # type: ignore[union-attr]
    assert "Joan Pettifer." in county.client("officer").get(f"/claims/{claim.pk}/").text
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_claim_is_taken_back_and_nobody_is_left_with_it(county: County, group: Organisation) -> None:
    claim = claim_of(group, by=county.people["volunteer"])
    county.client("volunteer").post(f"/claims/{claim.pk}/", {"withdraw": "1"})
    assert (Claim.objects.get().state, OwedReply.objects.get().state) == ("withdrawn", "closed")
    late = county.client("officer").post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead"}, follow=True)
    assert "Somebody has decided this already." in late.text
    assert not Seat.objects.filter(person=county.people["volunteer"]).exists()


def test_claimant_hears_even_when_somebody_closed_the_question_without_deciding(county: County, group: Organisation) -> None:
    claim = claim_of(group)
    replies.close(OwedReply.objects.get(), outcome="duplicate", why="Elsewhere.", by=county.people["chief"])
    actions.decline(claim, reason="Please ring us.", by=county.people["chief"])
    assert "Please ring us." in notices.words_of(mailed("journeys.decided")).text


def test_one_address_claims_once(group: Organisation) -> None:
    browser, address = Client(), f"/organisations/{group.slug}/claim/"
    browser.post(address, ANN)
    page = browser.post(address, ANN | {"email": "Ann@Gmail.com"}).text
    assert "You have asked for this already." in page
    assert 'value="Ann Stone"' in page
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("missing", ["name", "email", "title", "how"])
def test_what_is_missing_is_said_and_the_rest_is_kept(group: Organisation, missing: str) -> None:
    page = Client().post(f"/organisations/{group.slug}/claim/", ANN | {missing: ""}).text
    assert "One thing to put right" in page
    assert not Claim.objects.exists()


def test_coordinator_cannot_be_claimed(county: County) -> None:
    one = county.organisations["coordinator"]
    assert Client().post(f"/organisations/{one.slug}/claim/", ANN).status_code == 403
    assert f"/organisations/{one.slug}/claim/" not in Client().get(f"/organisations/{one.slug}/").text
    with pytest.raises(organisations.NotClaimable):
        claim_of(one)


def test_closed_organisation_is_not_found_by_a_claim(county: County, group: Organisation) -> None:
    organisations.close(group, by=county.people["chief"])
    assert Client().get(f"/organisations/{group.slug}/claim/").status_code == 404
    assert county.client("officer").get(f"/organisations/{group.slug}/claim/").status_code == 404


def test_whoever_sits_there_is_not_asked_to_claim(county: County, group: Organisation) -> None:
    member = county.client("group")
    assert f"/organisations/{group.slug}/claim/" not in member.get(f"/organisations/{group.slug}/").text
    assert "You have a seat here already." in member.post(f"/organisations/{group.slug}/claim/", ANN).text


def test_visitor_cannot_learn_whose_address_has_an_account(county: County, group: Organisation) -> None:
    pages = [
        Client().post(f"/organisations/{group.slug}/claim/", ANN | {"email": email}, follow=True).text.replace(email, "…")
        for email in (county.people["volunteer"].email, "nobody@example.net")
    ]
    token = re.compile(r'value="[\w]{64}"')
    assert token.sub("", pages[0]) == token.sub("", pages[1])
    assert Claim.objects.filter(person=None).count() == 2


def test_claim_in_somebody_elses_name_gives_the_seat_to_the_address_alone(county: County, group: Organisation) -> None:
    claim = claim_of(group, email=county.people["volunteer"].email)
    actions.grant(claim, role="lead", by=county.people["officer"])
    assert Seat.objects.get(organisation=group, role="lead").person == county.people["volunteer"]
    assert mailed("journeys.seated").to == county.people["volunteer"].email


def test_officer_does_not_answer_their_own_claim(county: County, group: Organisation) -> None:
    officer = county.people["officer"]
    claim = claim_of(group, by=officer)
    assert county.client("officer").post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead"}).status_code == 403
    with pytest.raises(organisations.NotTheirs):
        actions.grant(claim, role="lead", by=officer)


@pytest.mark.parametrize("persona", ["group", "council", "linkworker"])
def test_claim_is_unknown_to_everybody_else(county: County, group: Organisation, persona: str) -> None:
    claim = claim_of(group, by=county.people["volunteer"])
    client = county.client(persona)
    assert client.get(f"/claims/{claim.pk}/").status_code == 404
    assert client.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead"}).status_code == 404


def test_claims_cannot_be_sent_by_the_hundred(group: Organisation, settings: Settings, tmp_path: Any) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    answers = [
        Client().post(f"/organisations/{group.slug}/claim/", ANN | {"email": f"a{n}@example.net"}).status_code for n in range(10)
    ]
    assert answers == [302] * 8 + [429] * 2


def test_record_of_a_claim_names_nobody(group: Organisation) -> None:
    claim = claim_of(group)
    event = Event.objects.get(kind="organisations.claimed")
    assert (event.subject_id, event.facts) == (claim.pk, {"organisation": str(group.pk)})


@pytest.mark.django_db(transaction=True)
def test_claim_is_decided_once_when_two_decide_at_the_same_moment(county: County, group: Organisation) -> None:
    claim, start = claim_of(group), Barrier(2)

    def decide(move: str) -> str:
        mine = Claim.objects.select_related("organisation").get(pk=claim.pk)
        start.wait()
        try:
            if move == "yes":
                actions.grant(mine, role="lead", by=county.people["officer"])
            else:
                actions.decline(mine, reason="No", by=county.people["chief"])
        except organisations.ClaimDecided:
            return "late"
        else:
            return move
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        came = set(pool.map(decide, ("yes", "no")))
    assert "late" in came
    assert Seat.objects.filter(organisation=group, role="lead").exists() == ("yes" in came)
    assert OwedReply.objects.filter(state="answered").count() == 1


# A new organisation

NEW = {
    "called": "Ashby Knitters",
    "what": "voluntary:community",
    "about": "We knit on Mondays.",
    "url": "",
    "scheme": "GB-CHC",
    "number": "1 100 777",
    **ANN,
}


def test_what_is_listed_already_is_shown_first_and_one_goes_on_openly(group: Organisation) -> None:
    browser = Client()
    page = browser.get("/organisations/new/", {"called": "Ashby Walkin Group"}).text
    assert "Is it one of these?" in page
    assert f"/organisations/{group.slug}/claim/" in page
    on = browser.get("/organisations/new/", {"called": "Ashby Walkin Group", "sure": "1"}).text
    assert "Tell us about your group" in on
    assert 'value="Ashby Walkin Group"' in on


def test_same_number_is_found_under_another_name(county: County) -> None:
    one = county.organisations["charity"]
    IdentifierFactory.create(organisation=one, scheme="GB-COH", number="00123456")
    page = Client().get("/organisations/new/", {"called": "Quite Another", "number": "123456"}).text
    assert "Marlshire Carers" in page


def test_new_group_is_nowhere_until_an_officer_has_said_yes(county: County) -> None:
    assert "It is on its way" in Client().post("/organisations/new/", NEW, follow=True).text
    assert not Organisation.objects.filter(name="Ashby Knitters").exists()
    assert "Ashby Knitters" not in Client().get("/organisations/", {"q": "knitters"}).text.split("</h1>")[1].split("value=")[0]
    assert Client().get("/organisations/ashby-knitters/").status_code == 404
    claim = Claim.objects.get()
    assert county.client("council").get(f"/claims/{claim.pk}/").status_code == 404
    officer = county.client("officer")
    page = officer.get(f"/claims/{claim.pk}/").text
    assert "A new organisation: Ashby Knitters" in page
    assert "We knit on Mondays." in page
    officer.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead"})
    made = Organisation.objects.get(name="Ashby Knitters")
    assert (made.kind, [str(number) for number in made.identifiers.all()]) == ("community", ["GB-CHC-1100777"])
    assert Client().get("/organisations/ashby-knitters/").status_code == 200
    assert Seat.objects.get(organisation=made).role == "lead"


def test_postcode_is_kept_hidden_with_the_address_and_tells_the_officer_who_else_is_there(county: County) -> None:
    band = organisations.add("Brass on the Green", sector="voluntary", postcode="TA1 1QT", by=county.officer)
    looked = Client().get("/organisations/new/", {"called": "Ashby Knitters", "postcode": "ta11qt"}).text
    assert "Brass on the Green" not in looked  # nobody has said that its address may be shown
    assert 'value="ta11qt"' in looked
    Client().post("/organisations/new/", NEW | {"postcode": "ta11qt"})
    claim, officer = Claim.objects.get(), county.client("officer")
    page = officer.get(f"/claims/{claim.pk}/").text
    assert "TA1 1QT" in page
    assert "Brass on the Green" in page
    officer.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead"})
    address = Organisation.objects.get(name="Ashby Knitters").address
    assert (address.postcode, address.publish) == (band.address.postcode, Publish.UNKNOWN)
    assert "TA1 1QT" not in Client().get("/organisations/ashby-knitters/").text


def test_one_way_in_for_who_has_a_group_here_and_for_who_has_not(county: County) -> None:
    home = Client().get("/").text
    assert home.count('href="/organisations/new/"') >= 2
    assert "/support/new/" not in home
    assert "/support/new/" not in Client().get("/organisations/new/").text
    page = county.client("charity").get("/organisations/new/").text
    assert "You can add a service of Marlshire Carers." in page
    assert 'href="/support/new/"' in page
    assert 'href="/support/new/"' not in county.client("linkworker").get("/organisations/new/").text


def test_officer_finds_that_it_is_listed_already(county: County) -> None:
    claim = actions.propose({"name": "Marlshire Carer", "sector": "voluntary", "kind": "charity"}, **ANN, by=None)
    officer, charity = county.client("officer"), county.organisations["charity"]
    assert "It is this one" in officer.get(f"/claims/{claim.pk}/").text
    officer.post(f"/claims/{claim.pk}/", {"place": charity.slug})
    assert mailed("journeys.somebody_claims").to == county.people["charity"].email
    officer.post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "helper"})
    assert Seat.objects.get(person__email="ann@gmail.com").organisation == charity
    assert Organisation.objects.count() == 5


def test_number_that_was_taken_meanwhile_is_said_to_the_officer(county: County) -> None:
    claim = actions.propose(
        {"name": "Knitters", "sector": "voluntary", "kind": "community", "identifiers": [["GB-CHC", "1100777"]]}, **ANN, by=None
    )
    IdentifierFactory.create(scheme="GB-CHC", number="1100777")
    page = county.client("officer").post(f"/claims/{claim.pk}/", {"grant": "1", "grant-role": "lead", "grant-text": "Hello"})
    assert "belongs to another organisation" in page.text
    assert "Hello" in page.text
    assert (Claim.objects.get().state, Person.objects.filter(email="ann@gmail.com").exists()) == ("waiting", False)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"postcode": "TA1"}, "only the first half"),
        ({"number": "12"}, "a number looks like"),
        ({"called": ""}, "Fill this in"),
        ({"about": ""}, "Fill this in"),
    ],
)
def test_wrong_words_about_a_new_group_are_kept_and_explained(wrong: dict[str, str], said: str, county: County) -> None:
    page = Client().post("/organisations/new/", NEW | wrong)
    assert said in page.text
    assert "Ring the hall" in page.text
    assert not Claim.objects.exists()


def test_nobody_is_asked_where_nobody_runs_the_place(client: Client) -> None:
    assert "Nobody runs this place yet" in client.get("/organisations/new/").text
    assert client.post("/organisations/new/", NEW).status_code == 403
    one = OrganisationFactory.create()
    page = client.post(f"/organisations/{one.slug}/claim/", ANN)
    assert "Nobody runs this place yet" in page.text
    assert not Claim.objects.exists()


def test_empty_list_leads_to_adding_ones_group(county: County) -> None:
    assert "/organisations/new/" in Client().get("/organisations/", {"q": "snow shoes"}).text


def test_signed_in_person_is_not_asked_who_they_are(county: County, group: Organisation) -> None:
    client, address = county.client("volunteer"), f"/organisations/{group.slug}/claim/"
    assert 'name="email"' not in client.get(address).text
    client.post(address, {"title": "Chair", "how": "Ask Joan."})
    claim = Claim.objects.get()
    assert (claim.person, claim.email) == (county.people["volunteer"], county.people["volunteer"].email)
    assert "A seat at Ashby Walking Group" in client.get("/desk").text
    assert PersonFactory.create().email != claim.email


def test_claims_stand_on_the_desk_of_each_officer_oldest_first_and_in_minutes_of_work(county: County) -> None:
    for name in ("Kettle Club", "Bell Ringers"):
        told = {"name": "Ann", "email": f"{name[:4]}@example.net".lower(), "title": "Treasurer", "how": ""}
        actions.propose({"name": name, "sector": "voluntary", "kind": "community"}, **told, by=None)
    OwedReply.objects.filter(title__contains="Bell").update(due_on=clock.today() - dt.timedelta(days=1))
    has, sees, other = (county.client(who).get("/desk").text for who in ("chief", "officer", "charity"))
    assert "Two people wait for an answer from you. About 10 minutes of work." in has and "For any officer" not in has
    assert has.index("Bell Ringers") < has.index("Kettle Club")
    assert "2 wait with colleagues, oldest first. About 10 minutes of work." in sees
    assert "Chief Marlowe has it." in sees and sees.index("Bell Ringers") < sees.index("Kettle Club")
    assert "Kettle Club" not in other
