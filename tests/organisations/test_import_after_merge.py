"""A list follows what officers made one meanwhile, and taking it back leaves alone what a merge has moved."""

import pytest

from alongside.organisations import actions
from alongside.organisations.actions import merging
from alongside.organisations.actions.address import set_address
from alongside.organisations.models import Identifier, Organisation
from tests.organisations.factories import IdentifierFactory, OrganisationFactory
from tests.organisations.test_import import bring, brought, meant, outcomes, register, send, take_back
from tests.personas import County
from tests.places.factories import PatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(county: County) -> County:
    return county


@pytest.fixture
def two() -> tuple[Organisation, Organisation]:
    """The one that goes, and the one that is kept."""
    return OrganisationFactory.create(name="Ottersford Choir"), OrganisationFactory.create(name="Ottersford Singers")


def test_row_that_spoke_of_what_is_part_of_another_by_now_goes_to_that(
    land: County, two: tuple[Organisation, Organisation]
) -> None:
    gone, kept = two
    run = meant(land, send(land, "Name,About,Tel\nOttersford Choir,We sing.,01632 960001\n"))
    between = OrganisationFactory.create(name="Ottersford Voices")
    merging.merge(gone, into=between, by=land.officer)
    merging.merge(between, into=kept, by=land.officer)
    bring(land, run)
    kept.refresh_from_db()
    assert (kept.about, kept.contacts.get().value) == ("We sing.", "01632 960001")
    assert (gone.contacts.count(), run.rows.get().organisation) == (0, kept.pk)


def test_row_about_one_that_has_closed_meanwhile_is_left_out(land: County, two: tuple[Organisation, Organisation]) -> None:
    gone, _kept = two
    run = meant(land, send(land, "Name,About\nOttersford Choir,We sing.\n"))
    actions.close(gone, by=land.officer)
    assert outcomes(bring(land, run)) == {"left_out": 1}


def test_the_number_that_the_kept_one_could_not_take_still_leads_to_it(
    land: County, two: tuple[Organisation, Organisation]
) -> None:
    gone, kept = two
    IdentifierFactory.create(organisation=gone, number="1123456")
    IdentifierFactory.create(organisation=kept, number="1123457")
    run = meant(land, send(land, "Name,Charity No,About\nOttersford Choir,1123456,We sing.\n"))
    merging.merge(gone, into=kept, by=land.officer)
    bring(land, run)
    assert Organisation.objects.get(pk=kept.pk).about == "We sing."
    again = brought(land, "Name,Charity No,Opening hours\nOttersford Choir,1123456,Mondays\n")
    assert (outcomes(again), again.rows.get().organisation) == ({"updated": 1}, kept.pk)


def test_the_charity_register_says_nothing_of_a_number_that_stayed_behind(
    land: County, two: tuple[Organisation, Organisation]
) -> None:
    gone, kept = two
    number = IdentifierFactory.create(organisation=gone, number="1123456")
    IdentifierFactory.create(organisation=kept, number="1123457")
    run = meant(land, send(land, register(), "publicextract.charity.json"))
    assert outcomes(run) == {"updated": 1}
    merging.merge(gone, into=kept, by=land.officer)
    assert bring(land, run).state == "done"
    number.refresh_from_db()
    assert (number.organisation, number.status) == (gone, "")


def test_taking_a_list_back_leaves_alone_what_a_merge_has_moved(land: County, two: tuple[Organisation, Organisation]) -> None:
    gone, kept = two
    PatchFactory.create(name="Levels")
    sheet = (
        "Name,About,Tel,Postcode,Patch,Charity No\n"
        "Ottersford Choir,We sing.,01632 960001,TA1 1QT,Levels,1123456\n"
        "Ottersford Band,We blow.,01632 960002,TA1 1QU,,\n"
    )
    run = brought(land, sheet)
    band = Organisation.objects.get(name="Ottersford Band")
    made = merging.merge(gone, into=kept, by=land.officer)
    second = merging.merge(band, into=OrganisationFactory.create(), by=land.officer)
    take_back(land, run)
    kept.refresh_from_db()
    assert (run.state, kept.about, kept.address.postcode) == ("undone", "We sing.", "TA1 1QT")
    assert [one.value for one in kept.contacts.all()] == ["01632 960001"]
    assert second.kept.contacts.get().value == "01632 960002"
    assert "part of another now" in run.rows.get(name=gone.name).reason
    merging.part(made, by=land.officer)
    gone.refresh_from_db()
    assert (gone.about, gone.contacts.count(), gone.identifiers.count()) == ("We sing.", 1, 1)


def test_address_that_came_with_a_merge_or_was_changed_since_stays(land: County, two: tuple[Organisation, Organisation]) -> None:
    gone, kept = two
    set_address(gone, by=land.officer, postcode="TA1 1QU")
    run = brought(land, "Name,Postcode\nOttersford Singers,TA1 1QT\n")
    kept.address.delete()
    merging.merge(gone, into=kept, by=land.officer)
    take_back(land, run)
    assert Organisation.objects.get(pk=kept.pk).address.postcode == "TA1 1QU"
    assert "address" in run.rows.get().reason


def test_kind_that_was_chosen_since_goes_with_the_sector_that_the_list_brought(land: County) -> None:
    one = OrganisationFactory.create(name="Ottersford Choir", sector="council")
    run = brought(land, "Name,Type\nOttersford Choir,Charity\n", takes_file_="file")
    one.refresh_from_db()
    assert (one.sector, one.kind) == ("voluntary", "charity")
    actions.change(one, by=land.officer, kind="community")
    assert take_back(land, run).state == "undone"
    one.refresh_from_db()
    assert (one.sector, one.kind) == ("council", "other")


def test_number_that_another_has_by_now_is_not_taken_from_it(land: County, two: tuple[Organisation, Organisation]) -> None:
    gone, kept = two
    IdentifierFactory.create(organisation=kept, number="1123456")
    run = meant(land, send(land, "Name,Charity No\nOttersford Singers,1123457\n"), takes_file_="file")
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", {f"row_{run.rows.get().number}": str(kept.pk)})
    bring(land, run)
    assert kept.identifiers.get().number == "1123457"
    IdentifierFactory.create(organisation=gone, number="1123456")
    take_back(land, run)
    assert run.state == "undone"
    assert Identifier.objects.get(organisation=gone).number == "1123456"
