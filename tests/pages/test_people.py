"""Officers see who has an account, and help when one is in trouble."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from alongside.people.models import Person
from tests.people.factories import a_passkey
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(county: County) -> Client:
    return county.client("officer")


def names(client: Client, query: str = "") -> set[str]:
    page = client.get(f"{reverse('pages:people')}{query}").content.decode()
    return set(re.findall(r"<bdi>(\w+) Marlowe</bdi>", page))


def do(client: Client, person: Person, deed: str) -> int:
    return client.post(reverse("pages:person_do", kwargs={"pk": person.pk, "deed": deed})).status_code


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=volunteer", {"Volunteer"}),
        ("?q=CHARITY@example", {"Charity"}),
        ("?state=officers", {"Chief", "Officer"}),
        ("?state=unseated", {"Volunteer"}),
        ("?state=suspended", set()),
        ("?state=nonsense&q=%00", {"Chief", "Officer", "Charity", "Group", "Council", "Linkworker", "Volunteer"}),
    ],
)
def test_list_is_narrowed(officer: Client, query: str, found: set[str]) -> None:
    assert names(officer, query) == found


def test_share_of_second_steps_counts_those_with_a_seat(officer: Client, county: County) -> None:
    a_passkey(county.charity)
    a_passkey(county.volunteer)
    assert "Of 6 people with a seat, 1 have a second step (16%)." in officer.get(reverse("pages:people")).content.decode()
    assert "Charity" not in names(officer, "?state=unsafe")


def test_sheet_says_the_same_as_the_list(officer: Client) -> None:
    sheet = officer.get(reverse("pages:people_sheet", args=["csv"]) + "?state=officers").content.decode("utf-8-sig")
    assert sheet.count("Marlowe") == 2
    assert "Marlshire Carers" not in sheet


def test_suspended_account_is_signed_out_and_opens_again(officer: Client, county: County) -> None:
    theirs = county.client("volunteer")
    assert theirs.get("/desk").status_code == 200
    assert do(officer, county.volunteer, "suspend") == 302
    assert theirs.get("/desk").status_code == 302
    assert names(officer, "?state=suspended") == {"Volunteer"}
    assert do(officer, county.volunteer, "restore") == 302
    assert names(officer, "?state=suspended") == set()


@pytest.mark.parametrize(
    ("who", "whom", "status"), [("officer", "chief", 403), ("officer", "officer", 403), ("chief", "officer", 302)]
)
def test_only_a_lead_changes_the_account_of_an_officer_and_nobody_their_own(
    county: County, who: str, whom: str, status: int
) -> None:
    assert do(county.client(who), county.people[whom], "sign-out") == status
