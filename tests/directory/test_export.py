"""What leaves the place: all that is shown, and nothing that is kept."""

import csv
import io
import json
from pathlib import Path

import pytest

from alongside.config.commands import export as command
from alongside.directory.actions import importing
from alongside.directory.models import Service
from alongside.directory.queries import export
from tests.directory.factories import contact, make_service, place, time

pytestmark = pytest.mark.django_db


def written() -> str:
    return "".join(command._json())


def test_only_what_is_shown_leaves() -> None:
    make_service(name="Shown")
    make_service(name="Draft", published=False)
    assert [service["name"] for service in json.loads(written())["services"]] == ["Shown"]


def test_empty_place_writes_an_empty_list() -> None:
    assert json.loads(written()) == {"services": []}


def test_hidden_address_never_leaves() -> None:
    make_service(name="Refuge", locations=[place(line_1="Secret Lane", postcode="TA1 1QT", hidden=True)])
    text = written() + "".join(command._csv())
    assert "Refuge" in text
    assert "Secret Lane" not in text
    assert "TA1 1QT" not in text


def test_contact_that_nobody_agreed_to_publish_never_leaves() -> None:
    make_service(contacts=[contact(value="01632 960 111"), contact(value="01632 960 222", publish="no", kind="text")])
    text = written() + "".join(command._csv())
    assert "01632 960 111" in text
    assert "01632 960 222" not in text


def test_sheet_says_when_and_what_else_to_know_about_when() -> None:
    make_service(times=[time()], times_text="Not in August")
    make_service(times_text="Ring us")
    (both, text) = sorted((row["times"] for row in csv.DictReader(io.StringIO("".join(command._csv())))), reverse=True)
    assert (both, text) == ("Tuesdays, 10 am to noon. Not in August.", "Ring us")


def test_sheet_that_left_can_come_back(tmp_path: Path) -> None:
    make_service(name="Lunch", summary="Soup and company.", cost="free", minimum_age=60, locations=[place()], times=[time()])
    sheet = tmp_path / "services.csv"
    sheet.write_text("".join(command._csv()), encoding="utf-8-sig")
    Service.objects.all().delete()
    report = importing.import_services(sheet, by=None)
    assert (report.read, report.created) == (1, 1)
    back = Service.objects.get()
    assert (back.name, back.summary, back.cost, back.minimum_age) == ("Lunch", "Soup and company.", "free", 60)
    assert back.locations.get().town == "Taunton"
    assert back.times.get().rule.startswith("FREQ=WEEKLY")


@pytest.mark.parametrize("number", [2, 12])
def test_export_costs_the_same_queries_however_much_leaves(number: int, django_assert_max_num_queries: object) -> None:
    for _ in range(number):
        make_service(locations=[place()], times=[time()], contacts=[contact()])
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len([export.row(service) for service in export.services()]) == number
