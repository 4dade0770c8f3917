"""What matters waits for an officer; the rest, and what makes people safer, is live at once."""

from typing import Any

import pytest

from alongside.directory import actions
from alongside.directory.models import Change, Service
from alongside.directory.queries import facts
from alongside.notices.models import Mail
from alongside.organisations.models import Seat
from alongside.replies import actions as answering
from alongside.replies.models import OwedReply
from tests.directory.factories import contact, make_service, place, time
from tests.personas import County, county

pytestmark = pytest.mark.django_db
State = Change.State


@pytest.fixture
def land() -> County:
    return county()


@pytest.fixture
def service(land: County) -> Service:
    return make_service(
        land.organisations["charity"],
        name="Tuesday Table",
        summary="Company",
        locations=[place()],
        times=[time()],
        contacts=[contact(), contact("email", "table@example.test", "unknown")],
    )


def now(service: Service) -> dict[str, Any]:
    return facts.facts_of(Service.objects.get(pk=service.pk))


def test_times_and_access_are_live_at_once(land: County, service: Service) -> None:
    here = now(service)["locations"][0]
    moved = actions.propose(
        service, by=land.charity, times=[time(opens="11:00")], bring="Slippers", locations=[{**here, "access": {"loop": True}}]
    )
    assert moved.waiting is None
    assert now(service)["bring"] == "Slippers"
    assert now(service)["times"][0]["opens"] == "11:00"
    assert now(service)["locations"][0]["access"] == {"loop": True}
    assert not OwedReply.objects.exists()


@pytest.mark.parametrize(
    "facts_",
    [
        {"name": "Wednesday Table"},
        {"summary": "Dancing"},
        {"description": "More"},
        {"url": "https://x.example"},
        {"cost": "fee", "cost_pence": 500},
    ],
)
def test_what_matters_waits_and_an_officer_is_asked(land: County, service: Service, facts_: dict[str, Any]) -> None:
    proposed = actions.propose(service, by=land.charity, **facts_, bring="Slippers")
    assert proposed.waiting is not None
    assert {key: now(service)[key] for key in facts_} != facts_
    assert now(service)["bring"] == "Slippers"
    reply = OwedReply.objects.get()
    assert (reply.organisation, reply.asker) == (land.organisations["coordinator"], land.charity)


def test_a_new_address_and_a_number_shown_for_the_first_time_wait(land: County, service: Service) -> None:
    before = now(service)
    shown = [{**one, "publish": "yes"} for one in before["contacts"]]
    proposed = actions.propose(service, by=land.charity, locations=[*before["locations"], place(name="The Hall")], contacts=shown)
    assert proposed.waiting is not None
    assert set(proposed.waiting.proposed) == {"locations", "contacts"}
    assert now(service)["locations"] == before["locations"]
    assert {one["publish"] for one in now(service)["contacts"]} == {"yes", "unknown"}


def test_to_hide_an_address_or_a_number_never_waits(land: County, service: Service) -> None:
    before = now(service)
    hidden = [{**before["locations"][0], "hidden": True}, place(name="Another")]
    proposed = actions.propose(service, by=land.charity, locations=hidden, contacts=[contact(publish="no")])
    assert [one["hidden"] for one in now(service)["locations"]] == [True]
    assert [one["publish"] for one in now(service)["contacts"]] == ["no"]
    assert proposed.waiting is not None
    assert set(proposed.waiting.proposed) == {"locations"}


def test_to_show_a_hidden_address_waits(land: County) -> None:
    safe = make_service(land.organisations["charity"], locations=[place(hidden=True)])
    shown = [{**now(safe)["locations"][0], "hidden": False}]
    assert actions.propose(safe, by=land.charity, locations=shown).waiting is not None
    assert now(safe)["locations"][0]["hidden"] is True


def test_an_officers_own_change_is_live_at_once(land: County, service: Service) -> None:
    assert actions.propose(service, by=land.officer, name="Wednesday Table").waiting is None
    assert now(service)["name"] == "Wednesday Table"


def test_approved_it_is_so_and_who_asked_is_told(land: County, service: Service, django_capture_on_commit_callbacks: Any) -> None:
    change = actions.propose(service, by=land.charity, name="Wednesday Table").waiting
    assert change is not None
    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(change, by=land.officer)
    change.refresh_from_db()
    assert (change.state, change.decided_by) == (State.APPROVED, land.officer.pk)
    assert now(service)["name"] == "Wednesday Table"
    reply = OwedReply.objects.get()
    assert (reply.state, reply.outcome) == ("answered", "done")
    assert Mail.objects.filter(to=land.charity.email).exists()


def test_declined_it_stays_and_the_reason_is_the_answer(land: County, service: Service) -> None:
    change = actions.propose(service, by=land.charity, name="BEST TABLE EVER").waiting
    assert change is not None
    actions.decline(change, by=land.officer, reason="Please without capitals.")
    assert now(service)["name"] == "Tuesday Table"
    assert OwedReply.objects.get().answer == "Please without capitals."


def test_nobody_decides_twice(land: County, service: Service) -> None:
    change = actions.propose(service, by=land.charity, name="Wednesday Table").waiting
    assert change is not None
    actions.approve(change, by=land.officer)
    with pytest.raises(actions.WrongMove, match="decided this already"):
        actions.decline(change, by=land.chief, reason="no")


def test_an_officer_approves_only_what_was_compared(land: County, service: Service) -> None:
    change = actions.propose(service, by=land.charity, name="Wednesday Table").waiting
    assert change is not None
    seen = Service.objects.get(pk=service.pk).version
    actions.propose(service, by=land.charity, bring="Slippers")
    with pytest.raises(actions.StaleEdit):
        actions.approve(change, by=land.officer, version=seen)
    assert now(service)["name"] == "Tuesday Table"


def test_one_change_waits_at_a_time_and_what_was_said_last_counts(land: County, service: Service) -> None:
    actions.propose(service, by=land.charity, name="Wednesday Table", summary="Dancing")
    actions.propose(service, by=land.charity, name="Thursday Table")
    (change,) = Change.objects.filter(state=State.WAITING)
    assert change.proposed == {"name": "Thursday Table", "summary": "Dancing"}
    assert OwedReply.objects.count() == 1


def test_what_is_taken_back_waits_no_more(land: County, service: Service) -> None:
    actions.propose(service, by=land.charity, name="Wednesday Table")
    actions.propose(service, by=land.charity, name="Tuesday Table")
    assert not Change.objects.filter(state=State.WAITING).exists()
    assert OwedReply.objects.get().state == "closed"


def test_a_new_service_waits_until_an_officer_approves(land: County) -> None:
    draft = make_service(land.organisations["group"], published=False, name="Choir")
    sent = actions.send_in(draft, by=land.group)
    assert (sent.service.status, sent.waiting is not None) == ("waiting", True)
    assert not Service.objects.published().exists()
    actions.approve(sent.waiting, by=land.officer)  # type: ignore[arg-type]
    assert Service.objects.published().get() == draft


def test_a_new_service_that_is_declined_is_a_draft_again(land: County) -> None:
    draft = make_service(land.organisations["group"], published=False)
    sent = actions.send_in(draft, by=land.group)
    actions.decline(sent.waiting, by=land.officer, reason="Say when it is.")  # type: ignore[arg-type]
    assert Service.objects.get().status == "draft"


def test_a_new_service_can_be_taken_back(land: County) -> None:
    draft = make_service(land.organisations["group"], published=False)
    actions.send_in(draft, by=land.group)
    actions.take_back(draft, by=land.group)
    assert Service.objects.get().status == "draft"
    assert OwedReply.objects.get().state == "closed"


def test_an_officer_puts_a_new_service_on_the_site_at_once(land: County) -> None:
    draft = make_service(land.organisations["group"], published=False)
    assert actions.send_in(draft, by=land.officer).waiting is None
    assert Service.objects.get().status == "published"


def test_a_correction_is_owed_by_who_runs_the_service(land: County, service: Service) -> None:
    reply = actions.correct(service, what="It starts at 10:30", email="a@example.test")
    assert (reply.organisation, reply.owner, reply.asker_email) == (land.organisations["charity"], land.charity, "a@example.test")
    assert "10:30" not in reply.title
    answering.answer(reply, text="Put right, thank you.", by=land.charity)


def test_a_correction_of_a_service_without_people_is_owed_by_the_coordinator(land: County) -> None:
    Seat.objects.filter(organisation=land.organisations["charity"]).delete()
    reply = actions.correct(make_service(land.organisations["charity"]), what="Closed")
    assert reply.organisation == land.organisations["coordinator"]


def test_who_asks_a_person_is_answered_by_the_coordinator_and_their_words_stay_private(land: County) -> None:
    reply = actions.ask_a_person(need="I drink too much", near="TA1", email="me@example.test")
    assert reply.organisation == land.organisations["coordinator"]
    assert "drink" not in reply.title
    assert not Mail.objects.filter(subject__icontains="drink").exists()


def test_where_nobody_coordinates_there_is_nobody_to_ask() -> None:
    with pytest.raises(actions.NobodyToAsk):
        actions.ask_a_person(need="help", email="me@example.test")
