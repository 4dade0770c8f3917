"""Who looked at what is kept about people: on record for good, seen by officers and by whom it is about."""

import pytest
from django.urls import reverse

from tests.personas import County

pytestmark = pytest.mark.django_db


def test_an_officer_who_opens_an_account_is_on_the_page_of_looks(county: County) -> None:
    officer = county.client("officer")
    officer.get(f"/people/{county.volunteer.pk}/")
    page = officer.get("/people/looks/").content.decode()
    assert str(county.officer) in page and "An account" in page and str(county.volunteer) in page


def test_to_look_at_ones_own_account_is_no_look_at_somebody(county: County) -> None:
    officer = county.client("officer")
    officer.get(f"/people/{county.officer.pk}/")
    assert "Nobody has looked yet" in officer.get("/people/looks/").content.decode()


def test_whom_it_is_about_finds_the_look_among_what_is_held(county: County) -> None:
    county.client("officer").get(f"/people/{county.volunteer.pk}/")
    assert "Seen" in county.client("volunteer").get(reverse("people:yours")).content.decode()
