"""Officers send files of postcodes and areas on a page, say who decides about data, and choose a logo."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.jobs import worker
from alongside.places import queries
from alongside.places.models import Area, Loading, Postcode
from alongside.record.models import Event
from tests.files.factories import PNG
from tests.personas import County

pytestmark = pytest.mark.django_db
WARDS = {
    "features": [
        {
            "properties": {"WD24CD": "E05000001", "WD24NM": "Upper Marl"},
            "geometry": {"type": "Polygon", "coordinates": [[[2.0, 53.0], [3.0, 53.0], [3.0, 54.0], [2.0, 53.0]]]},
        }
    ]
}


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def officer(county: County) -> Client:
    return county.client("officer")


def said(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def send(officer: Client, name: str, content: bytes, **more: str) -> str:
    answer = officer.post(reverse("places:map"), {"file": SimpleUploadedFile(name, content), **more}, follow=True)
    return said(answer.content)


def test_postcodes_that_were_sent_are_loaded_by_the_worker(officer: Client, folder: Path) -> None:
    table = b"postcode,latitude,longitude\nMX1 1AB,52.0,-1.0\nQQ1 1AB,53.0,-1.0\n"
    assert "Waiting for its turn" in send(officer, "county.csv", table, only="mx")
    assert not Postcode.objects.exists()
    worker.work_off()
    assert list(Postcode.objects.values_list("code", flat=True)) == ["MX11AB"]
    assert "Postcodes kept: 1. Left out: 1." in said(officer.get(reverse("places:map")).content)
    assert not list((folder / "loading").iterdir())


def test_areas_that_were_sent_can_be_made_patches_of(officer: Client) -> None:
    send(officer, "wards.geojson", json.dumps(WARDS).encode())
    worker.work_off()
    assert Area.objects.get().name == "Upper Marl"
    assert Loading.objects.get().state == "done"
    assert Event.objects.filter(kind="places.areas_kept").exclude(by=None).exists()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("notes.docx", b"x", "Send postcodes as .csv or .zip"),
        ("list.csv", b"name,phone\nAnna,1\n", "holds no postcodes that we can read"),
        ("areas.json", b"{}", "holds no areas that we can read"),
    ],
)
def test_a_file_of_no_use_is_refused_at_once_and_not_kept(
    officer: Client, folder: Path, name: str, content: bytes, why: str
) -> None:
    assert why in send(officer, name, content)
    assert not Loading.objects.exists()
    assert not list((folder / "loading").iterdir()) if (folder / "loading").exists() else True


def test_postcode_areas_that_are_none_are_refused(officer: Client) -> None:
    assert "is not how a postcode begins" in send(officer, "a.csv", b"postcode,latitude,longitude\n", only="T4")


def test_a_file_that_is_gone_ends_with_a_reason(officer: Client, folder: Path) -> None:
    send(officer, "wards.geojson", json.dumps(WARDS).encode())
    next(folder.rglob("wards.geojson")).unlink()
    worker.work_off()
    assert "The file is gone. Send it again." in said(officer.get(reverse("places:map")).content)


def test_who_decides_about_data_stands_on_the_page_for_everybody(officer: Client, client: Client) -> None:
    facts = {"controllers": "MVA\nMarlshire Council", "privacy_email": "data@example.org", "register_number": "za 123456"}
    officer.post(reverse("places:who_decides"), facts)
    page = said(client.get("/privacy/").content)
    assert "MVA Marlshire Council" in page
    assert "ZA123456" in page
    assert "data@example.org" in page


@pytest.mark.parametrize("number", ["", "12", "ZA12345678"])
def test_without_a_number_one_says_that_none_is_needed(officer: Client, number: str) -> None:
    facts = {"controllers": "MVA", "privacy_email": "data@example.org", "register_number": number}
    assert officer.post(reverse("places:who_decides"), facts).status_code == 200
    assert queries.the_place().controllers == ""
    officer.post(reverse("places:who_decides"), facts | {"register_number": "", "is_exempt": "on"})
    assert queries.the_place().is_exempt


def test_logo_stands_at_the_head_of_every_page_for_everybody(officer: Client, client: Client) -> None:
    officer.post(reverse("places:logo"), {"file": SimpleUploadedFile("mva.png", PNG)})
    logo = queries.the_place().logo
    assert f'src="/files/{logo}/"' in client.get("/about/").content.decode()
    assert client.get(f"/files/{logo}/").getvalue() == PNG
    officer.post(reverse("places:logo"), {"remove": "1"})
    assert 'class="logo"' not in client.get("/about/").content.decode()
    assert client.get(f"/files/{logo}/").status_code == 404


def test_a_logo_that_cannot_be_shown_leaves_the_one_that_stands(officer: Client) -> None:
    officer.post(reverse("places:logo"), {"file": SimpleUploadedFile("mva.png", PNG)})
    stands = queries.the_place().logo
    answer = officer.post(reverse("places:logo"), {"file": SimpleUploadedFile("new.png", PNG[:-20])})
    assert "We cannot show this picture" in said(answer.content)
    assert queries.the_place().logo == stands


def test_a_heavy_logo_is_refused(officer: Client) -> None:
    answer = officer.post(reverse("places:logo"), {"file": SimpleUploadedFile("mva.png", PNG + bytes(70_000))})
    assert "too large" in said(answer.content)
    assert queries.the_place().logo == ""
