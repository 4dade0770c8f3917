"""Who may do what with which organisation, persona by persona."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from alongside.kit import clock
from alongside.organisations import queries, rules
from alongside.organisations.models import Organisation, Seat
from alongside.people.models import Person
from tests import personas
from tests.organisations.factories import OrganisationFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


def whoever(county: County, persona: str) -> Person | AnonymousUser:
    return AnonymousUser() if persona == personas.VISITOR else county.people[persona]


ALL = {"coordinator", "charity", "group", "council", "health"}
EDITS = {"chief": ALL, "officer": ALL, "charity": {"charity"}, "group": {"group"}, "council": {"council"}}
SEATS = {"chief": ALL, "officer": ALL - {"coordinator"}, "charity": {"charity"}, "council": {"council"}}


@pytest.mark.parametrize("persona", personas.NAMES)
def test_entry_is_kept_by_its_leads_and_editors_and_by_officers(county: County, persona: str) -> None:
    person = whoever(county, persona)
    judged = {name for name, one in county.organisations.items() if rules.may_edit(person, one)}
    assert judged == EDITS.get(persona, set())


@pytest.mark.parametrize("persona", personas.NAMES)
def test_seats_are_given_by_leads_and_by_officers_but_at_the_coordinator(county: County, persona: str) -> None:
    person = whoever(county, persona)
    judged = {name for name, one in county.organisations.items() if rules.may_seat(person, one)}
    assert judged == SEATS.get(persona, set())


@pytest.mark.parametrize("persona", personas.NAMES)
@pytest.mark.parametrize("perm", sorted(rules.PERMISSIONS))
def test_what_runs_the_place_is_for_officers(county: County, persona: str, perm: str) -> None:
    person = whoever(county, persona)
    assert person.has_perm(perm) == (persona in ({"chief"} if perm == "people.keep_officers" else {"chief", "officer"}))
    assert rules.is_officer(person) == (persona in {"chief", "officer"})


@pytest.mark.parametrize("persona", personas.NAMES)
def test_what_nobody_allowed_is_refused(county: County, persona: str) -> None:
    assert not whoever(county, persona).has_perm("anything.else")


@pytest.mark.parametrize("persona", personas.NAMES)
def test_list_and_judgement_are_the_same_rule(county: County, persona: str) -> None:
    person = whoever(county, persona)
    listed = set(queries.editable_by(person).order_by("name"))
    assert listed == {one for one in Organisation.objects.order_by("name") if rules.may_edit(person, one)}


@pytest.mark.parametrize("persona", personas.NAMES)
def test_closed_organisation_is_seen_by_officers_and_those_who_were_there(county: County, persona: str) -> None:
    closed = county.organisations["charity"]
    Organisation.objects.filter(pk=closed.pk).update(closed_at=clock.now())
    seen = queries.visible_to(whoever(county, persona)).filter(pk=closed.pk).exists()
    assert seen == (persona in {"chief", "officer", "charity"})


def test_lead_of_a_closed_organisation_no_longer_keeps_its_entry(county: County) -> None:
    one = county.organisations["charity"]
    Organisation.objects.filter(pk=one.pk).update(closed_at=clock.now())
    assert not rules.may_edit(county.people["charity"], one)
    assert not rules.may_seat(county.people["charity"], one)


@pytest.mark.parametrize(
    "change",
    [{"ends": dt.date(2026, 1, 1)}, {"starts": dt.date(2099, 1, 1)}, {"role": Seat.Role.HELPER}],
    ids=["ended", "not begun", "helper"],
)
@pytest.mark.parametrize("persona", ["officer", "charity"])
def test_seat_that_does_not_hold_allows_nothing(county: County, persona: str, change: dict[str, object]) -> None:
    person = county.people[persona]
    Seat.objects.filter(person=person).update(**change)
    assert not rules.is_officer(person)
    assert not any(rules.may_edit(person, one) for one in county.organisations.values())


def test_closed_account_allows_nothing(county: County) -> None:
    chief = county.people["chief"]
    chief.is_active = False
    assert not chief.has_perm("terms.edit")
    assert not rules.may_edit(chief, county.organisations["charity"])


def test_seat_in_two_organisations_allows_both(county: County) -> None:
    other = OrganisationFactory.create()
    Seat.objects.create(person=county.people["charity"], organisation=other, role="editor", starts=dt.date(2026, 1, 1))
    assert rules.may_edit(county.people["charity"], other)
    assert rules.may_edit(county.people["charity"], county.organisations["charity"])
    assert not rules.may_seat(county.people["charity"], other)
