"""A provider adds a service part by part and keeps it true, without script; nobody else can."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from alongside.directory import actions
from alongside.directory.models import Change, Correction, Enquiry, Service
from alongside.replies.models import OwedReply
from tests.directory.factories import contact, make_service, place, time
from tests.personas import County, county

pytestmark = pytest.mark.django_db

WHAT = {"name": "Tuesday Table", "summary": "Company and a hot drink.", "description": "", "url": ""}
WHO = {
    "cost": "free",
    "start": "just_come",
    "eligibility": "Everybody",
    "contacts-TOTAL_FORMS": "1",
    "contacts-INITIAL_FORMS": "0",
}


@pytest.fixture
def land() -> County:
    return county()


def where(
    *, places: list[dict[str, Any]] | None = None, times: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    data: dict[str, Any] = {"ways": ["at_place"], "closed_on": "", **more}
    for name, rows in (("locations", places or []), ("times", times or [])):
        data |= {f"{name}-TOTAL_FORMS": str(max(1, len(rows))), f"{name}-INITIAL_FORMS": "0"}
        for number, row in enumerate(rows):
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return data


TUESDAY = {"how": "weekly", "days": ["TU"], "opens": "10:00", "closes": "12:00"}
CAFE = {
    "name": "The Weir Café",
    "line_1": "4 Mill Lane",
    "town": "Taunton",
    "postcode": "ta1 1qt",
    "step_free": "yes",
    "loop": "no",
}


def test_a_service_is_added_part_by_part_checked_and_sent_in(land: County) -> None:
    client = land.client("group")
    answer = client.post("/support/new/", WHAT)
    assert answer.headers["Location"] == "/support/tuesday-table/part/where/"
    answer = client.post(
        answer.headers["Location"], where(places=[CAFE], times=[TUESDAY], closed_on="22 12 2026\n29 December 2026")
    )
    assert answer.headers["Location"] == "/support/tuesday-table/part/who/"
    reach = {"contacts-0-kind": "phone", "contacts-0-value": "01632 960 142", "contacts-0-publish": "yes"}
    answer = client.post(answer.headers["Location"], WHO | reach)
    assert answer.headers["Location"] == "/support/tuesday-table/check/"
    page = client.get("/support/tuesday-table/check/").content.decode()
    for said in (
        "The Weir Café, 4 Mill Lane, Taunton TA1 1QT. Step-free. No hearing loop.",
        "Tuesdays, 10 am to noon.",
        "01632 960 142, shown to all",
        "22 December 2026",
    ):
        assert said in page, said
    answer = client.post("/support/tuesday-table/check/", {"true": "on"}, follow=True)
    assert "Marlshire Voluntary Action reads it by" in answer.content.decode()
    service = Service.objects.get()
    assert (service.status, service.organisation) == ("waiting", land.organisations["group"])
    agreed = service.contacts.get()
    assert (agreed.said_by, agreed.said_at is not None) == ("Ashby Walking Group", True)
    assert land.client("visitor").get("/support/tuesday-table/").status_code == 404


def test_it_cannot_be_sent_in_without_the_tick(land: County) -> None:
    make_service(land.organisations["group"], published=False, name="Choir")
    page = land.client("group").post("/support/choir/check/").content.decode()
    assert "<title>Error: Check your answers" in page
    assert Service.objects.get().status == "draft"


def test_what_is_wrong_is_said_and_what_was_typed_stays(land: County) -> None:
    make_service(land.organisations["group"], published=False, name="Choir")
    data = where(
        places=[CAFE | {"postcode": "TA1 1Q"}],
        times=[TUESDAY | {"closes": "09:00"}, {"how": "weekly", "opens": "10:00"}],
        closed_on="soon",
    )
    page = land.client("group").post("/support/choir/part/where/", data).content.decode()
    for said in (
        "<title>Error: ",
        "TA1 1Q is one letter short",
        "Choose a time after 10 am, when it starts",
        "Tick at least one day",
        "Say when it ends",
        "Give each date like 22 12 2026",
        'value="4 Mill Lane"',
        'href="#id_times-0-closes"',
    ):
        assert said in page, said
    assert not Service.objects.get().locations.exists()


def test_rows_are_added_and_taken_out_without_script_and_without_checks(land: County) -> None:
    make_service(land.organisations["group"], published=False, name="Choir")
    client = land.client("group")
    page = client.post("/support/choir/part/where/", where(times=[TUESDAY | {"closes": "never"}], add="times")).content.decode()
    assert "Time 2" in page
    assert 'value="10:00"' in page
    assert "Error" not in page
    page = client.post(
        "/support/choir/part/where/", where(times=[TUESDAY, TUESDAY | {"opens": "14:00"}], less="times-0")
    ).content.decode()
    assert 'value="14:00"' in page
    assert "Time 2" not in page


def test_it_can_be_kept_half_done_and_gone_on_with_later(land: County) -> None:
    client = land.client("group")
    client.post("/support/new/", WHAT)
    answer = client.post(
        "/support/tuesday-table/part/who/",
        {"eligibility": "Carers", "later": "1", "contacts-TOTAL_FORMS": "0", "contacts-INITIAL_FORMS": "0"},
    )
    assert answer.headers["Location"] == "/desk"
    assert Service.objects.get().eligibility == "Carers"
    assert "Carers" in client.get("/support/tuesday-table/part/who/").content.decode()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
    ],
)
def test_what_nobody_touches_stays_as_it_is(land: County, rule: str) -> None:
    service = make_service(
        land.organisations["charity"],
        summary="Company.",
        times=[time(rule, starts="2026-01-06" if "INTERVAL" in rule else None, ends="2027-01-01")],
        locations=[place(access={"loop": False})],
        contacts=[contact(said_by="Joan")],
        closed_on=["2026-12-22"],
        cost="fee",
        cost_pence=250,
    )
    client = land.client("charity")
    for part in ("what", "where", "who"):
        data = sent_back(client, f"/support/{service.slug}/part/{part}/")
        assert client.post(f"/support/{service.slug}/part/{part}/", data).status_code == 302
    kept = Service.objects.get()
    assert (kept.version, Change.objects.count()) == (service.version, 0)
    assert kept.times.get().rule == rule


def sent_back(client: Client, url: str) -> dict[str, Any]:
    """What a browser sends when nobody touched the form at `url`."""
    import html5lib

    tree = html5lib.parse(client.get(url).content, namespaceHTMLElements=False)
    data: dict[str, Any] = {}
    for field in tree.findall(".//main//form//*[@name]"):
        name, kind = field.get("name"), field.get("type", "")
        if field.tag == "button" or (kind in ("checkbox", "radio") and field.get("checked") is None):
            continue
        if field.tag == "select":
            value = next((option.get("value") for option in field.findall(".//option") if option.get("selected") is not None), "")
        else:
            value = (field.text or "") if field.tag == "textarea" else field.get("value", "on" if kind == "checkbox" else "")
        data.setdefault(name, []).append(value)
    return data


def test_a_small_change_is_shown_at_once_and_a_name_waits(land: County) -> None:
    service = make_service(land.organisations["charity"], name="Tuesday Table", summary="Company and a hot drink.")
    client = land.client("charity")
    page = client.post("/support/tuesday-table/part/what/", WHAT | {"name": "Wednesday Table"}, follow=True).content.decode()
    assert "Until then the page stays as it was" in page
    assert "<h1>Tuesday Table</h1>" in page
    assert 'value="Wednesday Table"' in client.get("/support/tuesday-table/part/what/").content.decode()
    page = client.post("/support/tuesday-table/part/who/", WHO | {"cost": "unknown"}, follow=True).content.decode()
    assert "It is changed. Everybody sees it now." not in page  # the name still waits
    service.refresh_from_db()
    assert service.eligibility == "Everybody"


def test_who_edits_what_somebody_else_changed_meanwhile_sees_how_it_stands(land: County) -> None:
    service = make_service(land.organisations["charity"], name="Tuesday Table")
    opened = service.version
    actions.change(service, by=None, eligibility="Somebody else wrote this")
    page = land.client("charity").post("/support/tuesday-table/part/who/", WHO | {"version": str(opened)}).content.decode()
    assert "Somebody else changed “Tuesday Table” while you had it open." in page
    assert "Somebody else wrote this" in page
    assert ">\nEverybody</textarea>" in page
    assert Service.objects.get().eligibility == "Somebody else wrote this"


def test_an_officer_names_the_organisation_and_near_names_are_offered(land: County) -> None:
    client = land.client("officer")
    page = client.post("/support/new/", WHAT | {"runner": "Ashby Waking Group"}).content.decode()
    assert "Did you mean Ashby Walking Group?" in page
    client.post("/support/new/", WHAT | {"runner": "Ashby Walking Group"})
    assert Service.objects.get().organisation == land.organisations["group"]


def test_a_helper_cannot_add_a_service(land: County) -> None:
    assert land.client("linkworker").post("/support/new/", WHAT).status_code == 403


def test_an_officer_compares_and_decides_on_a_page(land: County) -> None:
    service = make_service(land.organisations["charity"], name="Tuesday Table", cost="free")
    change = actions.propose(service, by=land.charity, name="Wednesday Table", cost="fee", cost_pence=250).waiting
    assert change is not None
    client = land.client("officer")
    assert "Tuesday Table" in client.get("/support/changes/").content.decode()
    page = client.get(f"/support/changes/{change.pk}/").content.decode()
    for said in ("<del>Tuesday Table</del>", "<ins>Wednesday Table</ins>", "<ins>£2.50</ins>", "sent by Charity Marlowe"):
        assert said in page, said
    page = client.post(f"/support/changes/{change.pk}/", {"decline": "1"}).content.decode()
    assert "Error: " in page
    client.post(f"/support/changes/{change.pk}/", {"approve": "1", "version": str(Service.objects.get().version)})
    assert Service.objects.get().name == "Wednesday Table"


def test_nobody_but_officers_reads_changes(land: County) -> None:
    change = actions.propose(make_service(land.organisations["charity"]), by=land.charity, name="Other").waiting
    assert change is not None
    for persona in ("charity", "group", "volunteer"):
        assert land.client(persona).get(f"/support/changes/{change.pk}/").status_code == 403


def test_confirm_pause_withdraw_and_undo_are_one_button_each(land: County) -> None:
    service = make_service(land.organisations["charity"], name="Choir")
    client = land.client("charity")
    for path, said in (
        ("confirm", "is confirmed as of today"),
        ("pause", "closed for a while"),
        ("publish", "is shown again"),
        ("withdraw", "is withdrawn"),
        ("publish", "is shown again"),
    ):
        assert said in client.post(f"/support/choir/{path}/", follow=True).content.decode()
    service.refresh_from_db()
    assert (service.status, service.assured_by) == ("published", "Marlshire Carers")


def test_a_draft_is_thrown_away_after_asking(land: County) -> None:
    make_service(land.organisations["group"], published=False, name="Choir")
    client = land.client("group")
    assert "This cannot be undone" in client.get("/support/choir/discard/").content.decode()
    assert Service.objects.exists()
    client.post("/support/choir/discard/")
    assert not Service.objects.exists()


@pytest.mark.parametrize("path", ["part/what", "check", "confirm", "pause", "withdraw", "publish", "discard", "take-back"])
def test_only_its_own_people_and_officers_may_touch_a_service(land: County, path: str) -> None:
    make_service(land.organisations["charity"], name="Choir")
    for persona, status in (("group", 403), ("linkworker", 403), ("volunteer", 403), ("visitor", 302)):
        assert land.client(persona).post(f"/support/choir/{path}/").status_code == status, persona


def test_somebody_who_may_not_know_of_a_draft_cannot_touch_it_either(land: County) -> None:
    make_service(land.organisations["charity"], name="Choir", published=False)
    assert land.client("group").post("/support/choir/confirm/").status_code == 404


def test_a_visitor_says_that_something_is_wrong_and_hears_who_answers(land: County) -> None:
    make_service(land.organisations["charity"], name="Choir")
    said = {"what": "It starts at 10:30", "email": "a@example.test"}
    page = land.client("visitor").post("/support/choir/wrong/", said, follow=True).content.decode()
    assert "Charity Marlowe at Marlshire Carers reads it" in page
    assert (Correction.objects.get().what, OwedReply.objects.get().asker_email) == ("It starts at 10:30", "a@example.test")


def test_a_visitor_asks_a_person(land: County) -> None:
    client = land.client("visitor")
    assert "Give an e-mail address or a telephone number" in client.post("/support/ask/", {"need": "Help"}).content.decode()
    answer = client.post("/support/ask/", {"need": "Help", "phone": "01632 960 001"}, follow=True)
    assert "at Marlshire Voluntary Action answers by" in answer.content.decode()
    assert Enquiry.objects.get().taken_by is None


def test_the_page_that_says_it_is_on_its_way_can_be_loaded_again_and_tells_nobody_what_was_asked(land: County) -> None:
    client = land.client("visitor")
    with time_machine.travel("2026-11-10 09:00", tick=False):
        answer = client.post("/support/ask/", {"need": "Help with a debt", "email": "ada@example.test"})
        page = client.get(answer.headers["Location"])
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    assert Enquiry.objects.count() == 1
    assert not any(word in page.content.decode() + answer.headers["Location"] for word in ("debt", "ada"))
    with time_machine.travel("2026-11-12 09:00", tick=False):
        assert client.get(answer.headers["Location"]).status_code == 404
    assert client.get("/support/ask/sent/made-up/").status_code == 404


def test_an_officer_writes_down_what_somebody_asks_by_telephone(land: County) -> None:
    assert land.client("group").get("/support/ask/telephone/").status_code == 403
    land.client("officer").post("/support/ask/telephone/", {"need": "A lift to hospital", "near": "TA1"})
    assert Enquiry.objects.get().taken_by == land.officer.pk
