"""Being forgotten: said first, waited for, undone with one button, and then nothing is left that need not stay."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.core import mail
from django.db import connection, connections, models
from django.test import Client

from alongside.directory import actions as directory
from alongside.directory.models import Contact as ServiceContact
from alongside.directory.models import Correction, Enquiry
from alongside.files.models import File
from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.kit.personal import Erase
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations.actions import contact_log, importing, merging, network
from alongside.organisations.models import Seat
from alongside.people import actions, consent, copies, forgetting, holds, personal, whose
from alongside.people.models import Consent, Forgetting, Hold, Person
from alongside.places import actions as places
from alongside.places.models import Loading
from alongside.record import actions as record
from alongside.replies import actions as replies
from alongside.replies import away
from alongside.replies import policy as replies_policy
from tests.directory.factories import make_service
from tests.files.factories import a_file
from tests.notices.factories import a_mail
from tests.organisations.factories import ContactFactory, CoordinatorFactory, OrganisationFactory, SeatFactory
from tests.organisations.members import a_member
from tests.organisations.networks import a_voice
from tests.people.factories import PersonFactory, an_app, proven
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Zephyrine Quillfeather", "zephyrine@quillfeather.example.org", "01632 960 777"
TESTS = Path(__file__).parent.parent
FORGET = "/account/leave/"
LATER, NOW = {"when": "later", "sure": "on"}, {"when": "now", "sure": "on"}


@pytest.fixture
def zephyrine(db: None) -> Person:
    return PersonFactory.create(name=NAME, email=EMAIL)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return proven(client, person)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def test_page_says_what_is_erased_what_stays_and_why(zephyrine: Person) -> None:
    asked = a_reply(CoordinatorFactory.create(), asker=zephyrine)
    replies.answer(asked, text="Yes.", by=SeatFactory.create(organisation=asked.organisation).person)
    importing.send(("list.csv", b"Name,Town\nAshby Band,Ashby\n"), by=zephyrine)
    a_member(OrganisationFactory.create(), by=zephyrine)
    page = browser(zephyrine).get(FORGET).text
    assert "What you asked, and what you answered" in page
    assert "As long as what it is about" in page and "0:00:00" not in page
    kept = {one.what: one for one in forgetting.said(whose.of_person(zephyrine))}["What you asked, and what you answered"]
    assert (kept.emptied, kept.without) == (1, "Who asked")
    assert [(part.what, part.long) for part in kept.stays] == [
        ("Title, Asked on, The answer, Answered on", "As long as what it is about")
    ]
    assert "Title, Asked on, The answer, Answered on" in page
    assert "In 7 days" in page
    assert not Forgetting.objects.exists()


def test_asking_needs_fresh_proof_and_a_tick(zephyrine: Person) -> None:
    stale = Client()
    stale.force_login(zephyrine)
    assert stale.post(FORGET, LATER)["Location"].startswith("/account/prove/")
    assert browser(zephyrine).post(FORGET).status_code == 200
    assert not Forgetting.objects.exists()


def test_who_asks_hears_the_day_and_may_change_their_mind_from_the_mail(zephyrine: Person) -> None:
    browser(zephyrine).post(FORGET, LATER)
    found = re.search(r"http://localhost:8000(/account/keep-me/\S+)", str(mail.outbox[-1].body))
    assert found and mail.outbox[-1].to == [EMAIL]
    stranger = Client()
    assert stranger.get(found[1]).status_code == 200
    assert Forgetting.objects.get().state == "waiting"
    assert "Nothing is erased" in stranger.post(found[1], follow=True).text
    assert Forgetting.objects.get().state == "undone"
    assert stranger.get(found[1])["Location"] == "/account/kept/", "pressed again, it says the same"
    with time_machine.travel(clock.now() + days(30)):
        assert forgetting.forget_due() == 0
    assert Person.objects.filter(pk=zephyrine.pk).exists()


def test_who_signs_in_again_while_we_wait_stays_and_is_told(zephyrine: Person) -> None:
    forgetting.ask(whose.of_person(zephyrine))
    later = Client()
    page = later.post(actions.sign_in_link(zephyrine).removeprefix("http://localhost:8000"), follow=True)
    assert "so nothing is erased" in page.text
    assert Forgetting.objects.get().state == "undone"
    assert mail.outbox[-1].subject == "We keep your data"


def test_who_makes_an_account_at_an_address_that_waits_keeps_what_stands_there(db: None) -> None:
    forgetting.ask(whose.of_address(EMAIL))
    client = Client()
    client.post("/account/sign-up/", {"name": NAME, "email": EMAIL})
    code = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert code
    client.post("/account/confirm/", {"code": code[0]})
    assert client.session["_auth_user_id"]
    assert Forgetting.objects.get().state == "undone"


def test_who_hands_over_first_as_we_asked_is_still_forgotten(zephyrine: Person) -> None:
    """Something stood in the way when the time was over: that they sign in to put it right is no change of mind."""
    SeatFactory.create(person=zephyrine, organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD)
    asked = forgetting.ask(whose.of_person(zephyrine))
    assert not forgetting.forget(asked)
    Client().post(actions.sign_in_link(zephyrine).removeprefix("http://localhost:8000"))
    assert Forgetting.objects.get().state == "stuck"


def test_change_of_mind_wins_over_a_worker_that_has_begun_its_list(zephyrine: Person) -> None:
    listed = forgetting.ask(whose.of_person(zephyrine))
    assert forgetting.undo(Forgetting.objects.get(), by=zephyrine)
    assert not forgetting.forget(listed)
    assert Forgetting.objects.get().state == "undone"
    assert Person.objects.filter(pk=zephyrine.pk).exists()


def test_button_that_comes_too_late_does_not_say_that_all_is_kept(zephyrine: Person) -> None:
    asked = forgetting.ask(whose.of_person(zephyrine))
    where = forgetting.undo_url(asked).removeprefix("http://localhost:8000")
    forgetting.forget(asked)
    assert not forgetting.undo(asked, by=None)
    assert Client().post(where)["Location"] == Client().get(where)["Location"] == "/account/gone/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saves", ["button", "sign in", "hold"])
def test_at_the_same_moment_either_all_is_kept_or_it_is_said_that_they_are_gone(saves: str) -> None:
    person, officer = PersonFactory.create(), PersonFactory.create()
    asked = forgetting.ask(whose.of_person(person))
    link = actions.sign_in_link(person).removeprefix("http://localhost:8000")
    start = Barrier(2)

    def meet(move: Callable[[], bool]) -> bool:
        try:
            connection.ensure_connection()
            start.wait()
            return move()
        finally:
            connections.close_all()

    def hold() -> bool:
        try:
            holds.place(person=person, why="A complaint is open", by=officer)
        except holds.AlreadyGone:
            return False
        return True

    keep: dict[str, Callable[[], bool]] = {
        "button": lambda: forgetting.undo(asked, by=None),
        "sign in": lambda: Client().post(link).headers.get("Location") == "/desk",
        "hold": hold,
    }
    with ThreadPoolExecutor(2) as pool:
        kept, forgotten = pool.map(meet, (keep[saves], lambda: forgetting.forget(asked)))
    assert kept != forgotten
    assert Person.objects.filter(pk=person.pk).exists() == kept
    assert Forgetting.objects.get().state == (("stuck" if saves == "hold" else "undone") if kept else "done")


def test_nothing_is_done_before_the_day(zephyrine: Person) -> None:
    forgetting.ask(whose.of_person(zephyrine))
    with time_machine.travel(clock.now() + days(6)):
        assert forgetting.forget_due() == 0
    with time_machine.travel(clock.now() + days(8)):
        assert forgetting.forget_due() == 1
    assert not Person.objects.filter(pk=zephyrine.pk).exists()


def test_whoever_is_held_is_not_forgotten_until_it_is_lifted(zephyrine: Person) -> None:
    officer = PersonFactory.create()
    hold = holds.place(person=zephyrine, why="A complaint is open", by=officer)
    forgetting.ask(whose.of_person(zephyrine))
    client = browser(zephyrine)
    with time_machine.travel(clock.now() + days(8)):
        assert forgetting.forget_due() == 0
        assert Forgetting.objects.get().state == "stuck"
        assert "Somebody has said that this must be kept" in browser(zephyrine).post(FORGET, NOW, follow=True).text
        holds.lift(hold, by=officer)
        assert forgetting.forget_due() == 1
    assert client.get("/account/").status_code == 302
    assert Hold.objects.get().person is None


def test_only_lead_of_the_coordinator_hands_over_first(zephyrine: Person) -> None:
    seat = SeatFactory.create(person=zephyrine, organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD)
    forgetting.ask(whose.of_person(zephyrine))
    with time_machine.travel(clock.now() + days(8)):
        forgetting.forget_due()
        assert "Make somebody else a lead first" in Forgetting.objects.get().stuck_on
        SeatFactory.create(organisation=seat.organisation, role=Seat.Role.LEAD)
        assert forgetting.forget_due() == 1


def test_account_of_another_at_the_same_question_stays(zephyrine: Person) -> None:
    other = PersonFactory.create()
    asked = a_reply(asker=other, owner=zephyrine)
    forgetting.forget(forgetting.ask(whose.of_person(zephyrine)))
    asked.refresh_from_db()
    assert (asked.asker, asked.owner) == (other, None)


ABOUT = [import_module(f"tests.{found.parent.name}.about") for found in sorted(TESTS.glob("*/about.py"))]
"""What the rooms say for themselves, in `tests/<room>/about.py`: `about(person)` makes a row of every kind of theirs."""


def everywhere_about(person: Person) -> None:
    """A row of every kind that can be about somebody, as their own rooms make it."""
    coordinator = CoordinatorFactory.create()
    officer = SeatFactory.create(organisation=coordinator, role=Seat.Role.LEAD).person
    for room in ABOUT:  # before they go away: then others are asked in their place
        room.about(person)
    choir = OrganisationFactory.create(name="Ashby Choir")
    service = make_service(
        choir, contacts=[{"kind": "email", "value": EMAIL, "publish": "yes", "said_by": NAME, "said_how": "by phone"}]
    )
    SeatFactory.create(person=person, organisation=choir, role=Seat.Role.LEAD, title="Treasurer")
    ContactFactory.create(organisation=choir, kind="email", value=EMAIL, name=NAME)
    voice = a_voice(choir, name=NAME, email=EMAIL, publish="yes", said_by=NAME, said_how="by e-mail")
    network.report(voice, text=f"They listened to {NAME}.", by=person)
    contact_log.log(
        choir,
        on=clock.today(),
        how="phone",
        spoke_with="",
        text="Rang the choir",
        next_step="Ring again",
        next_on=clock.today(),
        by=person,
        owner=person,
    )
    importing.send(("list.csv", b"Name,Town\nAshby Band,Ashby\n"), by=person)
    directory.try_out(upload=("alongside.csv", b"name"), by=person)
    directory.propose(service, by=person, name="Choir for all")
    directory.correct(service, what="It moved", by=person)
    directory.correct(service, what="It moved again", email=EMAIL)
    directory.ask_a_person(need="Company", name=NAME, email=EMAIL, phone=PHONE)
    directory.ask_a_person(need="Somebody rang", phone="01632 960 111", taken_by=person)
    asked = a_reply(choir, asker=person)
    replies.answer(asked, text="Yes.", by=officer)
    replies.dispute(asked, by=person, why="No.")
    replies.answer(a_reply(choir), text="At ten.", by=person)
    singer, week = SeatFactory.create(organisation=choir).person, {"starts": clock.today(), "ends": clock.today() + days(6)}
    away.leave(person, **week, covers={choir: singer}, by=person)
    away.leave(singer, **week, covers={choir: person}, by=singer)
    organisations.invite(OrganisationFactory.create(), email=EMAIL, name=NAME, role="helper", title="", by=officer)
    claim = journeys.claim(OrganisationFactory.create(), name=NAME, email=EMAIL, title="Chair", how="I sing there", by=person)
    if claim.state == "waiting":
        journeys.ask_back(claim, text="Which voice?", by=officer)
        journeys.tell(claim, text="Alto", by=person)
    complain = {"about": "other", "what": "I am still listed", "wants": "", "name": NAME, "email": "", "phone": ""}
    journeys.complain(**complain, by=person)
    a_file(by=person)
    copies.make(str(copies.ask(person).pk))
    a_mail(EMAIL, text=f"Dear {NAME}")
    a_mail("other@example.org", subject=f"{NAME} asks", text=f"{NAME} waits for you, ring {PHONE}.")
    Mail.objects.update(status="sent", ended_at=clock.now())
    Loading.objects.create(holds="areas", name="areas.geojson", sent_at=clock.now(), sent_by=person.pk)
    a_member(choir, by=person)
    an_app(person)
    actions.sign_in_link(person)
    record.tie(choir, service, why="tests.beside", by=person)
    actions.rename(person, name=NAME, by=person)
    actions.tell(person, languages="Polish", access_needs=f"Ask for {NAME}", officers_see=True, by=person)
    SocialAccount.objects.create(user=person, provider="council", uid=EMAIL)
    merging.merge(OrganisationFactory.create(), into=choir, by=person)
    places.set_rule(replies_policy.DAYS, 3, by=person)


NEVER_WRITTEN = {"account.emailconfirmation", "people.hold", "people.forgetting"}


def test_every_kind_of_thing_about_somebody_is_in_this_test(zephyrine: Person) -> None:
    everywhere_about(zephyrine)
    Client().force_login(zephyrine)
    missing = [part.label for part in whose.parts() if not part.about(whose.of_person(zephyrine)).exists()]
    assert set(missing) <= NEVER_WRITTEN


def columns() -> Iterator[tuple[str, str, list[Any]]]:
    """The whole database, column by column."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            with connection.cursor() as cursor:
                cursor.execute(f'select "{field.column}" from "{model._meta.db_table}"')  # our own names
                yield model._meta.label_lower, field.name, [row[0] for row in cursor.fetchall()]


def kept_with_a_reason(label: str, name: str) -> bool:
    said = personal.declared()[label][name]
    return isinstance(said, personal.Personal) and said.erase is Erase.KEEP


def test_afterwards_no_column_names_them_but_those_kept_with_a_reason(zephyrine: Person) -> None:
    everywhere_about(zephyrine)
    forgetting.ask(whose.of_person(zephyrine))
    with time_machine.travel(clock.now() + days(8)):
        assert forgetting.forget_due() == 1
        Mail.objects.update(status="sent", ended_at=clock.now())
    with time_machine.travel(clock.now() + days(10)):
        assert forgetting.tidy() == 1
    marks = [mark.lower() for mark in (NAME, EMAIL, PHONE, EMAIL.split("@", maxsplit=1)[0])]
    found = [
        (label, name)
        for label, name, values in columns()
        for value in values
        if any(mark in as_text(value) for mark in marks) and not kept_with_a_reason(label, name)
    ]
    assert not found


def as_text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace").lower()
    return str(value).lower()


def test_what_stays_of_their_own_is_what_the_page_said(zephyrine: Person) -> None:
    everywhere_about(zephyrine)
    somebody = whose.of_person(zephyrine)
    said = {one.what: one for one in forgetting.said(somebody)}
    forgetting.forget(forgetting.ask(somebody))
    assert said["Where you asked for help, or took a call"].gone
    assert not Enquiry.objects.filter(email=EMAIL).exists()
    assert not Correction.objects.filter(email=EMAIL).exists()
    assert not ServiceContact.objects.filter(value=EMAIL).exists()
    assert {file.kept_by for file in File.objects.all()} == {None}


def test_somebody_without_an_account_is_forgotten_at_their_address(db: None) -> None:
    CoordinatorFactory.create()
    directory.ask_a_person(need="Company", name=NAME, email=EMAIL)
    directory.ask_a_person(need="A lift", email="other@example.org")
    somebody = whose.of_address(EMAIL)
    assert forgetting.forget(forgetting.ask(somebody))
    assert list(Enquiry.objects.values_list("email", flat=True)) == ["other@example.org"]
    assert mail.outbox[-1].subject == "We have forgotten you"


def test_what_they_send_after_they_asked_stays_and_is_answered(db: None) -> None:
    SeatFactory.create(organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD)
    directory.ask_a_person(need="Company", name=NAME, email=EMAIL)
    with time_machine.travel(clock.now() + days(1)):
        asked = forgetting.ask(whose.of_address(EMAIL))
    with time_machine.travel(clock.now() + days(3)):
        directory.ask_a_person(need="A lift", email=EMAIL)
    with time_machine.travel(clock.now() + days(9)):
        assert forgetting.forget(asked)
        assert list(Enquiry.objects.values_list("need", "email")) == [("A lift", EMAIL)]
        Mail.objects.update(status="sent", ended_at=clock.now())
    with time_machine.travel(clock.now() + days(11)):
        assert forgetting.tidy() == 1
    assert list(Enquiry.objects.values_list("need", "email")) == [("A lift", EMAIL)]
    assert {one.made_at.date() for one in Mail.objects.filter(to=EMAIL)} == {(clock.now() + days(3)).date()}
    assert Forgetting.objects.get().email == ""


def test_what_they_send_after_they_were_forgotten_stays(zephyrine: Person) -> None:
    SeatFactory.create(organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD)
    forgetting.forget(forgetting.ask(whose.of_person(zephyrine), at_once=True))
    directory.ask_a_person(need="A lift", email=EMAIL)
    with time_machine.travel(clock.now() + days(2)):
        forgetting.tidy()
    assert Enquiry.objects.get().email == EMAIL
    assert not Mail.objects.filter(to=EMAIL, subject="We have forgotten you").exists()


def test_address_that_an_account_never_showed_to_be_theirs_is_left_alone(db: None) -> None:
    SeatFactory.create(organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD)
    directory.ask_a_person(need="Company", email=EMAIL)
    other = PersonFactory.create(email=EMAIL, confirmed=False)
    forgetting.forget(forgetting.ask(whose.of_person(other), at_once=True))
    with time_machine.travel(clock.now() + days(2)):
        forgetting.tidy()
    assert Enquiry.objects.get().email == EMAIL


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_account", [True, False])
def test_who_presses_the_button_twice_at_once_changes_their_mind_once(has_account: bool) -> None:
    person = PersonFactory.create(email=EMAIL) if has_account else None
    somebody = whose.of_person(person) if person else whose.of_address(EMAIL)
    start = Barrier(3)

    def press(_: int) -> Forgetting:
        try:
            connection.ensure_connection()
            start.wait()
            return forgetting.ask(somebody)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        asked = list(pool.map(press, range(3)))
    assert forgetting.undo(asked[0], by=person)
    assert not Forgetting.objects.exclude(state="undone").exists()


def test_what_somebody_agreed_to_by_their_address_alone_goes_with_them(db: None) -> None:
    consent.give(EMAIL, consent.SPEAK, how="phone", by=PersonFactory.create())
    assert [one.gone for one in forgetting.said(whose.of_address(EMAIL))] == [1]
    forgetting.forget(forgetting.ask(whose.of_address(EMAIL)))
    assert not Consent.objects.exists()


def test_every_field_that_is_emptied_can_be_empty() -> None:
    texts = models.CharField | models.TextField | models.BinaryField
    for part in whose.every_part():
        for name, said in part.fields.items():
            field = part.model._meta.get_field(name)
            if said.erase is Erase.BLANK and not isinstance(field, texts):
                assert field.null or (isinstance(field, models.Field) and field.has_default()), (part.label, name)
