"""One record for everything: what is kept of an organisation, who sees which part of it, and what comes next."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kit import clock
from alongside.organisations.models import Contact, LogEntry, Organisation, OrganisationAddress
from tests.files.factories import PNG
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County, county
from tests.places.factories import AreaFactory, PatchVersionFactory
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return county()


def record(land: County, persona: str) -> str:
    return land.client(persona).get("/organisations/marlshire-carers/record/").content.decode()


def public(land: County) -> str:
    return land.client("visitor").get("/organisations/marlshire-carers/").content.decode()


def opened(land: County, persona: str, address: str) -> int:
    answer = land.client(persona).get(address)
    if answer.streaming:
        answer.getvalue()  # a file is open until it is read
    return int(answer.status_code)


TALK = {"on": "02 03 2025", "how": "visit", "spoke_with": "Rosa", "text": "They look for a hall.", "next_step": "", "owner": ""}


def test_a_talk_is_for_officers_and_not_for_the_organisation_itself(land: County) -> None:
    answer = land.client("officer").post("/organisations/marlshire-carers/log/", TALK)
    assert answer.status_code == 302
    assert "They look for a hall." in record(land, "officer")
    assert "They look for a hall." not in record(land, "charity")


def test_a_next_step_comes_to_the_desk_of_its_owner_until_it_is_done(land: County) -> None:
    step = {**TALK, "next_step": "Ring the vicar", "next_on": "01 05 2027", "owner": str(land.chief.pk)}
    land.client("officer").post("/organisations/marlshire-carers/log/", step)
    desk = land.client("chief").get("/desk").content.decode()
    assert "Ring the vicar" in desk
    assert "One next step is yours. About 5 minutes of work." in desk
    assert "Ring the vicar" not in land.client("officer").get("/desk").content.decode()
    entry = LogEntry.objects.get()
    done = land.client("chief").post(f"/organisations/marlshire-carers/log/{entry.pk}/done/", {"next": "/desk"})
    assert done.headers["Location"] == "/desk"
    assert "Ring the vicar" not in land.client("chief").get("/desk").content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"next_step": "Ring"}, "Say by which day"),
        ({"next_on": "01 05 2027"}, "Say what is to be done"),
        ({"on": "01 01 2999"}, "still to come"),
        ({"owner": "somebody"}, "Choose one of the list"),
    ],
)
def test_a_talk_that_is_not_clear_is_asked_again_with_what_was_typed(land: County, more: dict[str, str], said: str) -> None:
    shown = land.client("officer").post("/organisations/marlshire-carers/log/", TALK | more).content.decode()
    assert said in shown
    assert "They look for a hall." in shown
    assert not LogEntry.objects.exists()


def test_done_leads_nowhere_but_here(land: County) -> None:
    land.client("officer").post("/organisations/marlshire-carers/log/", {**TALK, "next_step": "Ring", "next_on": "01 05 2027"})
    address = f"/organisations/marlshire-carers/log/{LogEntry.objects.get().pk}/done/"
    answer = land.client("officer").post(address, {"next": "https://evil.example/"})
    assert answer.headers["Location"] == "/organisations/marlshire-carers/record/"


def test_the_talk_of_another_organisation_is_not_found(land: County) -> None:
    land.client("officer").post("/organisations/marlshire-carers/log/", TALK)
    address = f"/organisations/marlshire-council/log/{LogEntry.objects.get().pk}/"
    assert land.client("officer").get(address).status_code == 404


def test_an_address_is_shown_only_when_somebody_said_yes(land: County) -> None:
    client = land.client("charity")
    where = {"line_1": "1 Mill Lane", "town": "Ashby", "postcode": "ta11qt", "publish": "unknown"}
    client.post("/organisations/marlshire-carers/address/", where)
    assert OrganisationAddress.objects.get().postcode == "TA1 1QT"
    assert "1 Mill Lane" not in public(land)
    assert "1 Mill Lane" in record(land, "charity")
    assert "Say this too" in client.post("/organisations/marlshire-carers/address/", where | {"publish": "yes"}).content.decode()
    said = {"publish": "yes", "said_by": "Rosa", "said_how": "by phone"}
    client.post("/organisations/marlshire-carers/address/", where | said)
    assert "1 Mill Lane" in public(land)
    assert OrganisationAddress.objects.get().said_at
    client.post("/organisations/marlshire-carers/address/", {"publish": "unknown"})
    assert not OrganisationAddress.objects.exists()


def test_the_record_shows_what_is_hidden_to_those_with_a_seat_only(land: County) -> None:
    one = land.organisations["charity"]
    ContactFactory.create(organisation=one, value="01632 960777")
    helper = PersonFactory.create(email="helper@example.org")
    SeatFactory.create(person=helper, organisation=one, role="helper")
    land.people["helper"] = helper
    assert "01632 960777" in record(land, "helper")
    assert "01632 960777" not in public(land)
    assert land.client("council").get("/organisations/marlshire-carers/record/").status_code == 403


def test_the_entry_keeps_numbers_of_people_with_their_day_and_whom_it_helps(land: County) -> None:
    need = TermFactory.create(name="Feeling lonely")
    entry = {
        "name": "Marlshire Carers",
        "what": "voluntary:charity",
        "size": "small",
        "volunteers": "40",
        "client_groups": need.pk,
    }
    answer = land.client("charity").post(
        "/organisations/marlshire-carers/change/", {**entry, "legal_name": "Marlshire Carers CIO", "opening": "Mondays"}
    )
    assert answer.status_code == 302, answer.content.decode()
    one = Organisation.objects.get(slug="marlshire-carers")
    assert (one.volunteers, one.counted_on, one.legal_name) == (40, clock.today(), "Marlshire Carers CIO")
    shown = public(land)
    assert "Feeling lonely" in shown
    assert "Mondays" in shown
    assert "40 volunteers" not in shown
    assert "40 volunteers" in record(land, "charity")


def test_a_logo_is_a_picture_and_everybody_sees_it(land: County) -> None:
    client = land.client("charity")
    address = "/organisations/marlshire-carers/logo/"
    refused = client.post(address, {"file": SimpleUploadedFile("logo.svg", b"<svg onload='alert(1)'></svg>")})
    assert "We do not take this kind of file" in refused.content.decode()
    broken = client.post(address, {"file": SimpleUploadedFile("logo.png", PNG[:40])})
    assert "We cannot show this picture: it is damaged" in broken.content.decode()
    client.post(address, {"file": SimpleUploadedFile("logo.png", PNG)})
    one = Organisation.objects.get(slug="marlshire-carers")
    assert opened(land, "visitor", f"/files/{one.logo_id}/") == 200
    assert str(one.logo_id) in public(land)
    client.post(address, {"remove": "1"})
    assert Organisation.objects.get(pk=one.pk).logo is None


def test_a_paper_is_opened_by_those_with_a_seat_and_officers_only(land: County) -> None:
    land.client("charity").post("/organisations/marlshire-carers/papers/", {"file": SimpleUploadedFile("rules.txt", b"1. Sing.")})
    shown = record(land, "charity")
    address = shown[shown.index("/files/") :].split('"')[0]
    got = {who: opened(land, who, address) for who in ("charity", "officer", "council", "visitor")}
    assert (got["charity"], got["officer"]) == (200, 200)
    assert {got["council"], got["visitor"]} <= {302, 403, 404}


def test_the_list_for_officers_narrows_and_is_written_out(land: County) -> None:
    patch = PatchVersionFactory.create(areas=[AreaFactory.create()]).patch
    one = OrganisationFactory.create(name="Ashby Choir", size="micro", kind="community")
    one.patches.add(patch)
    IdentifierFactory.create(organisation=one, number="1999999", status="removed")
    OrganisationFactory.create(name="Gone Club", closed_at=clock.now())
    client = land.client("officer")
    for query in (
        "q=ashby+choir",
        "q=1999999",
        "size=micro",
        f"patch={patch.slug}",
        "state=removed",
        "kind=community&size=micro",
    ):
        shown = client.get(f"/organisations/records/?{query}").content.decode()
        assert "Ashby Choir" in shown, query
        assert "Marlshire Carers" not in shown, query
    assert "Gone Club" in client.get("/organisations/records/?state=closed").content.decode()
    book = client.get("/organisations/records/organisations.xlsx?size=micro").content
    rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["Name", "Ashby Choir"]
    text = client.get("/organisations/records/organisations.csv?size=micro").content.decode("utf-8-sig")
    assert "1999999 (removed)" in text


@pytest.mark.parametrize("query", ["sector=nonsense", "size=%00", "patch=nowhere", "state=x&page=zz", "q=" + "a+" * 90])
def test_filters_that_make_no_sense_give_a_list(land: County, query: str) -> None:
    assert land.client("officer").get(f"/organisations/records/?{query}").status_code == 200


def test_the_list_costs_the_same_however_long_it_is(land: County) -> None:
    def queries() -> int:
        client = land.client("officer")
        with CaptureQueriesContext(connection) as seen:
            client.get("/organisations/records/")
        return len(seen)

    few = queries()
    for number in range(60):
        one = OrganisationFactory.create(name=f"Group {number}")
        IdentifierFactory.create(organisation=one)
        LogEntry.objects.create(organisation=one, on=dt.date(2026, 1, 1), text="Hello", made_at=clock.now())
    assert queries() == few
    assert Contact.objects.count() == 0
