"""The commands, as somebody at a terminal uses them, each on a data folder of its own."""

import json
from pathlib import Path

import pytest

from tests.config.places import Alongside

FEED = {
    "content": [
        {
            "id": "1",
            "name": "Monday lunch",
            "status": "active",
            "description": "<p>Soup and company.</p>",
            "organization": {"id": "9", "name": "Marlshire Carers"},
        },
        {"id": "2", "name": "", "organization": {"id": "9", "name": "Marlshire Carers"}},
    ]
}


def test_services_come_in_and_a_second_time_nothing_changes(alongside: Alongside, tmp_path: Path) -> None:
    feed, report = tmp_path / "feed.json", tmp_path / "report.json"
    feed.write_text(json.dumps(FEED))
    first = alongside("import", "services", feed, "--report", report)
    assert first.returncode == 0, first.stderr
    assert "read 2: created 1, updated 0, unchanged 0, quarantined 1" in first.stdout
    numbers = json.loads(report.read_text())
    assert numbers["read"] == 2 == sum(numbers[what] for what in ("created", "updated", "unchanged", "quarantined"))
    assert "unchanged 1" in alongside("import", "services", feed).stdout


def test_dry_run_writes_nothing(alongside: Alongside, tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps(FEED))
    for _ in range(2):
        assert "would be created 1" in alongside("import", "services", feed, "--dry-run").stdout


def test_source_that_is_not_there_is_told_so_in_words(alongside: Alongside) -> None:
    done = alongside("import", "services", "/no/such/file")
    assert done.returncode == 1
    assert "/no/such/file" in done.stderr
    assert "Traceback" not in done.stderr


def test_first_officer_begins_by_a_link(alongside: Alongside) -> None:
    done = alongside("sign-in")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("http://localhost:8000/begin/")


def test_stranger_gets_no_link(alongside: Alongside) -> None:
    done = alongside("sign-in", "nobody@example.org")
    assert done.returncode == 1
    assert "nobody@example.org" in done.stderr
    assert not done.stdout


def test_postcodes_areas_and_terms_come_in_and_a_second_time_nothing_changes(alongside: Alongside, tmp_path: Path) -> None:
    codes, areas, terms = tmp_path / "codes.csv", tmp_path / "areas.geojson", tmp_path / "terms.csv"
    codes.write_text("postcode,latitude,longitude\nMX1 1AA,52.1,-2.5\nMZ1 1AA,52.1,-2.5\n")
    shape = {"type": "Polygon", "coordinates": [[[-3, 52], [-2, 52], [-2, 53]]]}
    features = [{"properties": {"LAD24CD": "E1", "LAD24NM": "Otterdale"}, "geometry": shape}]
    areas.write_text(json.dumps({"features": features}))
    terms.write_text("name,parent\nHousing,\nNight shelter,Housing\n")
    assert alongside("import", "postcodes", codes, "--only", "MX").stdout.splitlines()[-1] == "read 2: kept 1, left out 1"
    assert "nothing to do" in alongside("import", "postcodes", codes, "--only", "MX").stdout
    assert alongside("import", "areas", areas).stdout == "1 areas kept\n"
    assert "read 2: created 2" in alongside("import", "terms", terms, "--name", "A list").stdout
    assert "read 2: created 0, updated 0, unchanged 2" in alongside("import", "terms", terms, "--name", "A list").stdout


@pytest.mark.parametrize("kind", ["postcodes", "areas", "terms"])
def test_a_file_that_cannot_be_read_is_told_in_words(kind: str, alongside: Alongside, tmp_path: Path) -> None:
    missing = alongside("import", kind, tmp_path / "nothing.csv")
    assert missing.returncode == 1 and "There is no" in missing.stderr
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("x,y\n1,2\n")
    refused = alongside("import", kind, wrong)
    assert refused.returncode == 1 and "wrong.csv holds no" in refused.stderr
