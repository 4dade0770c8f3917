"""An officer brings services in on a page: sees first what would happen, then says so, and reads what became of each row."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.directory.actions import upkeep
from alongside.directory.models import Import, Service, Source
from alongside.jobs import worker
from alongside.kit import clock
from tests.directory.sources import raw
from tests.personas import County, county

pytestmark = pytest.mark.django_db
SHEET = "Name,Run by,Postcode,Cost\nChoir,Mill Hall,TA1 1QT,Free\n,Mill Hall,,\n"


@pytest.fixture
def land() -> County:
    return county()


def send(land: County, called: str, content: bytes, **more: str) -> Import:
    answer = land.client("officer").post("/support/imports/", {"file": SimpleUploadedFile(called, content), **more})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def page(land: County, row: Import) -> str:
    return land.client("officer").get(f"/support/imports/{row.pk}/").content.decode()


def test_a_sheet_is_tried_first_and_brought_in_when_an_officer_says_so(land: County) -> None:
    row = send(land, "our list.csv", SHEET.encode())
    assert "data-look-again" in page(land, row)
    worker.work_off()
    shown = page(land, row)
    for said in ("Only tried, nothing is changed yet", "Would be new", "It has no name.", "Bring them in", "Run by"):
        assert said in shown, said
    assert "http-equiv" not in shown
    assert not Service.objects.exists()
    land.client("officer").post(f"/support/imports/{row.pk}/bring-in/")
    worker.work_off()
    assert "Only tried" not in page(land, row)
    assert Service.objects.get().name == "Choir"
    row.refresh_from_db()
    assert (row.state, row.source is not None, bool(row.upload)) == ("done", True, False)


def test_what_was_left_out_comes_as_a_sheet(land: County) -> None:
    row = send(land, "list.csv", SHEET.replace("\n,Mill", '\n"","=cmd()",,\n,Mill').encode())
    worker.work_off()
    answer = land.client("officer").get(f"/support/imports/{row.pk}/left-out.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Row,Identifier,Name,Why it was left out"
    assert lines[1].endswith("It has no name.")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_newer_copy_of_a_source_adds_nothing_twice(land: County) -> None:
    for name, known in (("december.json", ""), ("january.json", "known")):
        more = {"known": str(Source.objects.get().pk)} if known else {"name": "The council"}
        row = send(land, name, json.dumps([raw(1), raw(2)]).encode(), **more)
        worker.work_off()
        land.client("officer").post(f"/support/imports/{row.pk}/bring-in/")
        worker.work_off()
    assert Service.objects.count() == 2
    assert [one.name for one in Source.objects.all()] == ["The council"]


def test_a_zip_of_linked_sheets_is_read(land: County) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("organisation.csv", "ID,Name\no1,Mill Hall\n")
        parts.writestr("service.csv", "ID,Organisation ID,Name\ns1,o1,Choir\n")
        parts.writestr("__MACOSX/._service.csv", "junk")
    row = send(land, "sheets.zip", packed.getvalue())
    worker.work_off()
    row.refresh_from_db()
    assert (row.state, row.report["created"]) == ("done", 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b"{broken", "JSON is broken"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "broken"),
        ("a.csv", b"colour\nred\n", "No column looks like"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(land: County, name: str, content: bytes, reason: str) -> None:
    row = send(land, name, content)
    worker.work_off()
    assert reason in page(land, row)
    row.refresh_from_db()
    assert not row.upload


def test_what_is_sent_wrongly_is_refused_at_once(land: County) -> None:
    client = land.client("officer")
    assert "Give a file or an address" in client.post("/support/imports/", {}).content.decode()
    answer = client.post("/support/imports/", {"file": SimpleUploadedFile("a.exe", b"MZ")})
    assert "Send a file that ends in" in answer.content.decode()
    assert not Import.objects.exists()


def test_it_cannot_be_brought_in_twice(land: County) -> None:
    row = send(land, "list.csv", SHEET.encode())
    worker.work_off()
    for _again in range(2):
        land.client("officer").post(f"/support/imports/{row.pk}/bring-in/")
        worker.work_off()
    assert Import.objects.count() == 1
    assert Service.objects.count() == 1


def test_a_worker_that_died_is_followed_by_one_that_goes_on(land: County) -> None:
    row = send(land, "council.json", json.dumps([raw(n) for n in range(1, 61)]).encode())
    worker.work_off()
    land.client("officer").post(f"/support/imports/{row.pk}/bring-in/")
    Import.objects.filter(pk=row.pk).update(state=Import.State.RUNNING)
    worker.work_off()
    assert Service.objects.count() == 60


def test_a_sheet_that_nobody_brings_in_is_forgotten_after_a_week(land: County) -> None:
    row = send(land, "list.csv", SHEET.encode())
    worker.work_off()
    row.refresh_from_db()
    kept = str(row.upload.name)
    assert default_storage.exists(kept)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        upkeep.forget_uploads()
    row.refresh_from_db()
    assert not row.upload
    assert not default_storage.exists(kept)
