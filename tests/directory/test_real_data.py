"""Two real sources, as two councils published them, come in with reports that add up. Only where they lie beside the house."""

import csv
import time
from pathlib import Path

import pytest

from alongside.config import house
from alongside.directory.actions.importing import Report, import_services
from alongside.directory.models import Contact, Service
from alongside.places import distance
from alongside.search import queries as search
from alongside.search.shapes import Query

DATA = house.ROOT.parent / "shared" / "data" / "directory"
FEED = DATA / "oruk1-north-lincolnshire-services.json"
WORKBOOK = DATA / "hounslow-workbook"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not DATA.exists(), reason="the real data does not lie beside the house")]


def bring(path: Path) -> Report:
    report = import_services(path, by=None, progress=lambda _line: None)
    assert report.read == report.created + report.updated + report.unchanged + report.quarantined
    return report


def test_a_feed_without_places_comes_in_whole_and_twice_is_once() -> None:
    began = time.process_time()
    report = bring(FEED)
    assert (report.read, report.created, report.quarantined, report.locations) == (738, 738, 0, 0)
    assert time.process_time() - began < 30
    again = bring(FEED)
    assert (again.read, again.unchanged) == (738, 738)
    assert Service.objects.count() == Service.objects.published().count() == 738
    texts = [text for row in Service.objects.values_list("name", "summary", "description", "eligibility", "url") for text in row]
    assert not [text for text in texts if "<p" in text or "&nbsp;" in text or "&amp;" in text or "\xa0" in text]
    assert not [
        url
        for url in Service.objects.exclude(url="").values_list("url", flat=True)
        if not url.startswith(("http://", "https://"))
    ]
    assert not Contact.objects.filter(publish="yes", said_at=None).exists()


def test_who_is_lonely_finds_company_in_the_feed_and_is_told_that_no_address_is_given() -> None:
    bring(FEED)
    found = search.find(Query(kind="service", words="lonely"))
    assert found.total > 5
    first = Service.objects.get(pk=found.hits[0].id)
    assert not first.locations.exists()


def test_a_workbook_with_places_comes_in_whole_and_its_places_are_where_they_are() -> None:
    report = bring(WORKBOOK)
    assert (report.read, report.created, report.quarantined) == (313, 313, 0)
    assert (report.locations, report.geocoded) == (269, 269)
    assert bring(WORKBOOK).unchanged == 313
    with (WORKBOOK / "location-postcodes.csv").open() as file:
        true = {row["postcode"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
    places = Service.objects.filter(locations__postcode__in=true).values_list(
        "locations__postcode", "locations__latitude", "locations__longitude"
    )
    away = [
        distance.metres(*true[postcode], latitude or 0, longitude or 0) for postcode, latitude, longitude in places.order_by("pk")
    ]
    assert len(away) > 250
    assert sum(metres < 5_000 for metres in away) / len(away) > 0.98
