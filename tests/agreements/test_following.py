"""A partner is made part of another organisation, or closes."""

import pytest

from alongside.agreements.models import Party
from alongside.organisations import actions as organisations
from alongside.organisations.actions import merging
from alongside.positions.models import Position
from tests.agreements.texts import a_disagreement, a_discussed, stand
from tests.organisations.factories import OrganisationFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


def test_what_it_said_and_looks_after_goes_with_it_and_comes_back(county: County) -> None:
    made = a_discussed(county).agreement
    group, new = county.organisations["group"], OrganisationFactory.create()
    said, found = stand(county, made, "group", "1.1"), a_disagreement(county, owner=group)
    merged = merging.merge(group, into=new, by=county.chief)
    said.refresh_from_db()
    found.refresh_from_db()
    assert (said.organisation, found.owner) == (new, new)
    assert Party.objects.filter(agreement=made, organisation=new, until=None).exists()
    merging.part(merged, by=county.chief)
    said.refresh_from_db()
    assert said.organisation == group
    assert Party.objects.filter(agreement=made, organisation=group, until=None).exists()


def test_where_both_are_partners_one_is_left_with_its_own_word(county: County) -> None:
    made = a_discussed(county).agreement
    stand(county, made, "group", "1.1", "cannot", "Not yet.")
    own = stand(county, made, "charity", "1.1")
    merging.merge(county.organisations["group"], into=county.organisations["charity"], by=county.chief)
    held = Position.objects.held().get(organisation=county.organisations["charity"])
    assert held == own
    assert Party.objects.filter(agreement=made, until=None).count() == 3


def test_who_has_closed_is_a_partner_no_longer(county: County) -> None:
    made = a_discussed(county).agreement
    organisations.close(county.organisations["group"], by=county.chief)
    assert Party.objects.get(organisation=county.organisations["group"]).why_left == "It has closed."
    assert made.parties.filter(until=None).count() == 3
