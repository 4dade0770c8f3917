"""What is exported, brought into an empty installation and exported again is the same."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from alongside.config import house
from alongside.directory import actions as directory
from alongside.directory.actions.importing import Report, import_services
from alongside.directory.models import Service, Source
from alongside.kit import clock
from alongside.organisations import actions as organisations
from alongside.organisations.models import Organisation
from tests.directory.factories import contact, make_service, place, time
from tests.openreferral.reading import BASE, body, differences, exported
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.places.factories import AreaFactory, PatchFactory, PatchVersionFactory
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db

DATA = house.ROOT.parent / "shared" / "data" / "directory"


def emptied() -> None:
    """Nothing is left but the place, its words and its organisation."""
    Service.objects.all().delete()
    Source.objects.all().delete()
    Organisation.objects.filter(is_coordinator=False).delete()


def moved(client: Client, folder: Path) -> Report:
    """The whole feed as a file, brought into what is an empty installation by then."""
    file = folder / "feed.ndjson"
    file.write_bytes(body(client.get(f"{BASE}/services", {"format": "ndjson", "full": "true"})))
    emptied()
    return import_services(file, by=None, progress=lambda _line: None)


def test_service_with_everything_is_the_same_elsewhere(client: Client, county: County, tmp_path: Path) -> None:
    AreaFactory.create(code="Old Market")
    PatchVersionFactory.create(
        patch=PatchFactory.create(slug="vale", name="The Vale"), areas=[AreaFactory.create(code="E07000246")]
    )
    TermFactory.create(name="Debt", slug="debt", parent=TermFactory.create(name="Money", slug="money"))
    runner = OrganisationFactory.create(name="Kettle & Chat", about="A long table.", url="https://kettle.example.net/")
    organisations.change(runner, by=None, identifiers=[("GB-CHC", "1123456"), ("GB-COH", "1234567")])
    everything = make_service(
        runner,
        name="Money café",
        summary="Sit down with us.",
        description="Bring your letters. **No** <b>fee</b>.\n\n- We read them\n- We ring",
        eligibility="Anybody in debt.",
        minimum_age=18,
        maximum_age=65,
        cost="fee",
        cost_pence=250,
        cost_text="Free for carers",
        at_home=True,
        online=True,
        languages=["Polish", "BSL"],
        start="ring",
        start_text="Ring on a weekday.",
        bring="Letters",
        expect="A cup of tea",
        url="https://kettle.example.net/money",
        terms=["debt"],
        areas=["E07000246", "Old Market"],
        patches=["vale"],
        closed_on=["2026-12-25"],
        closed_on_holidays=True,
        times_text="Most Tuesdays",
        locations=[
            place(latitude=51.01, longitude=-3.1, precision="given", access={"step_free": True, "loop": False}, access_text="Ramp"),
            place(line_1="1 Secret Lane", hidden=True),
        ],
        times=[time(), time("FREQ=MONTHLY;BYDAY=-1TH", "18:00", "20:00"), time("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", starts="2026-11-02")],
        contacts=[contact(label="Reception"), contact("text", "07700 900142"), contact("email", "money@kettle.example.net")],
    )  # fmt: skip
    directory.say_capacity(directory.confirm(everything, by=None), capacity="waiting", weeks=6, by=None)
    gift = make_service(runner, name="Gift", cost="gift", everywhere=True, at_place=False, by_phone=True)
    directory.say_capacity(gift, capacity="paused", until=clock.today() + timedelta(days=40), by=None)
    free = make_service(runner, name="Free", cost="free", start="just_come", times=[time("FREQ=MONTHLY;BYMONTHDAY=1")])
    directory.say_capacity(free, capacity="open", by=None)
    closed = directory.pause(make_service(runner, name="Closed for now"), by=None)
    directory.say_capacity(closed, capacity="full", by=None)
    before = exported(client)
    report = moved(client, tmp_path)
    assert (report.created, report.quarantined) == (4, 0)
    assert differences(before, exported(client)) == []
    assert exported(client) == before


@pytest.mark.slow
@pytest.mark.one_database  # a service with everything goes round on both
@pytest.mark.skipif(not DATA.exists(), reason="the real data does not lie beside the house")
def test_two_real_sources_are_the_same_elsewhere(client: Client, county: County, tmp_path: Path) -> None:
    some = tmp_path / "some.json"
    some.write_text(json.dumps(json.loads((DATA / "oruk1-north-lincolnshire-services.json").read_text())[::4]))
    for source in (some, DATA / "hounslow-workbook"):
        import_services(source, by=None, progress=lambda _line: None)
    before = exported(client)
    report = moved(client, tmp_path)
    assert (report.created, report.quarantined) == (len(before), 0)
    assert differences(before, exported(client)) == []
