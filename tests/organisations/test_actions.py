"""What is changed about organisations and seats: the promise, the record, the refusal."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction

from alongside.kit import clock
from alongside.organisations import actions, queries
from alongside.organisations.models import Contact, Organisation, Seat
from alongside.people import actions as people
from alongside.people.models import Person
from alongside.record.models import Event
from tests.organisations.at_once import both_at_once
from tests.organisations.factories import ContactFactory, CoordinatorFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.places.factories import PatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return SeatFactory.create(organisation=CoordinatorFactory.create(), role="editor").person


def kinds_of(thing: Organisation) -> list[str]:
    """What the record says happened to it, in order."""
    return [event.kind for event in Event.objects.filter(subject_id=thing.pk).order_by("at", "id")]


def test_organisation_is_added_and_recorded(officer: Person) -> None:
    patch = PatchFactory.create()
    made = actions.add(
        "  Kettle  & Chat ", sector="voluntary", kind="community", about="A long table.", patches=[patch], by=officer
    )
    assert (made.name, made.slug, made.what) == ("Kettle & Chat", "kettle-chat", "Community group")
    assert list(made.patches.all()) == [patch]
    event = Event.objects.get(subject_id=made.pk)
    assert (event.kind, event.by, event.facts) == ("organisations.added", officer.pk, {})


def test_kind_belongs_to_the_voluntary_sector_alone(officer: Person) -> None:
    assert actions.add("County Council", sector="council", kind="charity", by=officer).kind == "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory.create(sector="health", kind="charity")


@pytest.mark.parametrize(
    ("name", "slug"), [("Lunch Club", "lunch-club-2"), ("Add", "add-2"), ("心", "organisation"), ("x" * 300, "x" * 100)]
)
def test_every_organisation_has_an_address_of_its_own(officer: Person, name: str, slug: str) -> None:
    OrganisationFactory.create(name="Lunch Club", slug="lunch-club")
    assert actions.add(name, sector="voluntary", by=officer).slug == slug


def test_several_organisations_at_once_have_addresses_and_events_of_their_own(officer: Person) -> None:
    OrganisationFactory.create(name="Lunch Club", slug="lunch-club")
    OrganisationFactory.create(name="Kettle Two", slug="kettle-2")
    names = ["Lunch  Club", "Kettle", "Kettle", "Add"]
    made = actions.add_each([{"name": name, "sector": "council", "kind": "charity", "about": "x"} for name in names], by=officer)
    assert [one.slug for one in made] == ["lunch-club-2", "kettle", "kettle-3", "add-2"]
    kept = Organisation.objects.get(pk=made[0].pk)
    assert (kept.name, kept.sector, kept.kind, kept.about) == ("Lunch Club", "council", "other", "x")
    events = {event.subject_id: event for event in Event.objects.all()}
    assert {one.pk for one in made} == events.keys()
    assert {(event.kind, event.by) for event in events.values()} == {("organisations.added", officer.pk)}


@pytest.mark.django_db(transaction=True)
def test_several_organisations_of_one_name_at_once_get_an_address_each() -> None:
    two = [{"name": "Lunch Club", "sector": "voluntary"}] * 2
    assert both_at_once([lambda: actions.add_each(two, by=None)] * 2) == ["done"] * 2
    assert set(Organisation.objects.values_list("slug", flat=True)) == {f"lunch-club{end}" for end in ("", "-2", "-3", "-4")}


def test_record_says_which_fields_changed_and_never_what_they_say(officer: Person) -> None:
    one = OrganisationFactory.create(name="Old Name", about="As before")
    actions.change(one, name="New Name", about="As before", size="micro", patches=[], by=officer)
    one.refresh_from_db()
    assert (one.name, one.size) == ("New Name", "micro")
    assert Event.objects.get(subject_id=one.pk).facts == {"fields": ["name", "size"]}


def test_change_that_changes_nothing_leaves_no_record(officer: Person) -> None:
    one = IdentifierFactory.create(scheme="GB-CHC", number="1123456").organisation
    actions.change(one, name=one.name, patches=[], identifiers=[("gb-chc", " 1123456 ")], by=officer)
    assert kinds_of(one) == []


def test_numbers_are_those_given_and_no_others(officer: Person) -> None:
    one = IdentifierFactory.create(scheme="GB-CHC", number="1123456").organisation
    actions.change(one, identifiers=[("GB-COH", "1234567"), ("GB-SC", "sc 12345")], by=officer)
    assert queries.numbers_of(one) == [("Company", "01234567"), ("Charity in Scotland", "SC012345")]
    assert Event.objects.get(subject_id=one.pk).facts == {"fields": ["identifiers"]}


def test_number_of_another_organisation_is_refused_and_nothing_changes(officer: Person) -> None:
    IdentifierFactory.create(scheme="GB-CHC", number="1123456")
    one = OrganisationFactory.create(name="Old Name")
    with pytest.raises(actions.NumberTaken, match="1123456"):
        actions.change(one, name="New Name", identifiers=[("GB-CHC", "1123456")], by=officer)
    one.refresh_from_db()
    assert one.name == "Old Name"
    assert kinds_of(one) == []


def test_closing_ends_acting_and_is_undone(officer: Person) -> None:
    seat = SeatFactory.create()
    actions.close(seat.organisation, by=officer)
    assert not queries.seats_of(seat.person).exists()
    actions.close(seat.organisation, by=officer)
    actions.reopen(seat.organisation, by=officer)
    assert queries.seats_of(seat.person).get() == seat
    assert kinds_of(seat.organisation) == ["organisations.closed", "organisations.reopened"]


def test_coordinator_cannot_close(officer: Person) -> None:
    coordinator = queries.coordinator()
    assert coordinator
    with pytest.raises(actions.CoordinatorStays):
        actions.close(coordinator, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=coordinator.pk).update(closed_at=clock.now())


def test_there_is_one_coordinator(officer: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory.create(is_coordinator=True)


# Contacts


def test_contact_is_hidden_until_somebody_agrees(officer: Person) -> None:
    one = OrganisationFactory.create()
    contact = actions.add_contact(one, kind="phone", value="01632  960 142", by=officer)
    assert (contact.value, contact.publish, contact.said_at) == ("01632 960 142", "unknown", None)
    assert queries.public_contacts(one) == []
    agreed: dict[str, Any] = {"publish": "yes", "said_by": "Joan", "said_how": "by phone"}
    actions.change_contact(contact, kind="phone", value="01632 960 142", **agreed, by=officer)
    assert queries.public_contacts(one) == [contact]
    assert contact.said_at


def test_agreement_is_dated_anew_when_what_was_agreed_is_another(officer: Person) -> None:
    agreed: dict[str, Any] = {"kind": "phone", "publish": "yes", "said_by": "Joan", "said_how": "by phone", "by": officer}
    with time_machine.travel("2026-11-02 09:00 +0000") as then:
        contact = actions.add_contact(OrganisationFactory.create(), value="01632 960 142", **agreed)
        first = contact.said_at
        then.shift(dt.timedelta(days=1))
        actions.change_contact(contact, value="01632 960 142", label="Office", **agreed)
        assert contact.said_at == first
        actions.change_contact(contact, value="01632 960 143", **agreed)
        assert contact.said_at
        assert first
        assert (contact.said_at - first).days == 1


def test_agreement_taken_back_leaves_no_name_behind(officer: Person) -> None:
    agreed: dict[str, Any] = {"kind": "phone", "value": "01632 960 142", "by": officer}
    contact = actions.add_contact(OrganisationFactory.create(), publish="yes", said_by="Joan", said_how="by phone", **agreed)
    actions.change_contact(contact, publish="unknown", said_by="Joan", said_how="by phone", **agreed)
    contact.refresh_from_db()
    assert (contact.said_by, contact.said_how, contact.said_at) == ("", "", None)


def test_database_refuses_consent_without_a_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory.create(publish="yes")


def test_record_of_a_contact_holds_no_number(officer: Person) -> None:
    one = OrganisationFactory.create()
    contact = actions.add_contact(one, kind="phone", value="01632 960 142", by=officer)
    actions.remove_contact(contact, by=officer)
    assert not Contact.objects.exists()
    assert kinds_of(one) == ["organisations.contact_added", "organisations.contact_removed"]
    assert "960 142" not in str(list(Event.objects.values()))


# Seats


def test_person_has_one_seat_in_an_organisation(officer: Person) -> None:
    seat = SeatFactory.create()
    with pytest.raises(actions.AlreadySeated):
        actions.seat(seat.person, seat.organisation, role="lead", by=officer)
    assert Seat.objects.filter(organisation=seat.organisation).count() == 1


def test_person_may_come_back_to_a_seat_that_ended(officer: Person) -> None:
    lead = SeatFactory.create(role="lead")
    seat = SeatFactory.create(organisation=lead.organisation)
    actions.end_seat(seat, by=lead.person)
    again = actions.seat(seat.person, seat.organisation, role="helper", by=lead.person)
    assert list(queries.seats_of(seat.person)) == [again]
    assert kinds_of(seat.organisation) == ["organisations.seat_ended", "organisations.seated"]


def test_last_lead_stays(officer: Person) -> None:
    lead = SeatFactory.create(role="lead")
    for move in (lambda: actions.end_seat(lead, by=officer), lambda: actions.change_role(lead, role="helper", by=officer)):
        with pytest.raises(actions.LastLead, match="only lead"):
            move()
    lead.refresh_from_db()
    assert (lead.role, lead.ends) == ("lead", None)
    assert kinds_of(lead.organisation) == []


@pytest.mark.parametrize("other", [{"ends": dt.date(2025, 6, 1)}, {"starts": dt.date(2099, 1, 1)}, {"role": "editor"}])
def test_lead_who_left_or_has_not_begun_does_not_count(officer: Person, other: dict[str, Any]) -> None:
    lead = SeatFactory.create(role="lead")
    SeatFactory.create(organisation=lead.organisation, **{"role": "lead", **other})
    with pytest.raises(actions.LastLead):
        actions.end_seat(lead, by=officer)


def test_second_lead_may_leave(officer: Person) -> None:
    lead = SeatFactory.create(role="lead")
    second = SeatFactory.create(organisation=lead.organisation, role="lead")
    actions.end_seat(second, by=lead.person)
    assert [seat.person for seat in queries.seats_at(lead.organisation)] == [lead.person]


def test_seat_that_has_not_begun_ends_without_ever_having_held(officer: Person) -> None:
    later = clock.today() + dt.timedelta(days=30)
    seat = SeatFactory.create(starts=later)
    actions.end_seat(seat, by=officer)
    assert seat.ends == later
    assert not Seat.objects.open_on(later).filter(pk=seat.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_remove_each_other_at_once_do_not_both_succeed() -> None:
    one = SeatFactory.create(role="lead")
    two = SeatFactory.create(organisation=one.organisation, role="lead")
    came = both_at_once(
        [
            lambda: actions.end_seat(Seat.objects.get(pk=one.pk), by=two.person),
            lambda: actions.end_seat(Seat.objects.get(pk=two.pk), by=one.person),
        ]
    )
    assert came == ["NotTheirs", "done"]  # the second no longer leads when their turn comes
    assert Seat.objects.filter(ends=None, role="lead").count() == 1


@pytest.mark.django_db(transaction=True)
def test_seat_given_twice_at_once_is_given_once() -> None:
    person, organisation = PersonFactory.create(), OrganisationFactory.create()
    came = both_at_once([lambda: actions.seat(person, organisation, role="editor", by=None)] * 3)
    assert came == ["AlreadySeated", "AlreadySeated", "done"]


@pytest.mark.django_db(transaction=True)
def test_two_organisations_of_one_name_at_once_get_an_address_each() -> None:
    assert both_at_once([lambda: actions.add("Lunch Club", sector="voluntary", by=None)] * 3) == ["done"] * 3
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"lunch-club", "lunch-club-2", "lunch-club-3"}


# The first officer


def test_first_officer_names_the_place_and_leads_its_charity() -> None:
    token = actions.first_officer_link().rstrip("/").rsplit("/", 1)[1]
    officer = actions.begin(
        token, place="Marlshire", charity="Marlshire Voluntary Action", name="Nadia Fenn", email="Nadia@example.org"
    )
    coordinator = queries.coordinator()
    assert coordinator
    assert (coordinator.name, coordinator.what) == ("Marlshire Voluntary Action", "Charity")
    assert [(seat.person, seat.role) for seat in queries.seats_at(coordinator)] == [(officer, "lead")]
    assert officer.email == "nadia@example.org"


def test_place_that_has_begun_gives_out_no_first_link(officer: Person) -> None:
    SeatFactory.create(organisation=queries.coordinator(), role="lead")
    assert actions.first_officer_link() == ""


def test_newer_first_link_ends_the_older_one() -> None:
    old, new = (actions.first_officer_link().rstrip("/").rsplit("/", 1)[1] for _ in range(2))
    said: dict[str, str] = {"place": "Marlshire", "charity": "MVA", "name": "Nadia", "email": "nadia@example.org"}
    with pytest.raises(people.LinkClosed):
        actions.begin(old, **said)
    actions.begin(new, **said)


@pytest.mark.django_db(transaction=True)
def test_place_begins_once() -> None:
    token = actions.first_officer_link().rstrip("/").rsplit("/", 1)[1]

    def begin(n: int) -> str:
        try:
            actions.begin(token, place="Marlshire", charity=f"Charity {n}", name="Nadia", email=f"nadia{n}@example.org")
        except Exception as refused:  # noqa: BLE001
            return type(refused).__name__
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(begin, range(3))) == ["LinkClosed", "LinkClosed", "done"]
    assert Organisation.objects.count() == 1
    assert Person.objects.count() == 1
