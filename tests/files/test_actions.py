import os
import time
import uuid
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from alongside.files import actions, kinds, owners, queries, store
from alongside.files.models import File
from alongside.files.work import sweep
from alongside.record import queries as record
from alongside.record.models import Event
from tests.files.factories import OPEN, PNG, a_file, upload, zipped
from tests.kit.pictures import GIF, JPEG, WEBP, png
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_sent_is_kept_under_its_fingerprint_and_recorded(folder: Path) -> None:
    person, owner = PersonFactory.create(), uuid.uuid4()
    file = actions.keep(upload(), owner_kind=OPEN, owner_id=owner, by=person)
    assert (file.name, file.type, file.size, file.kept_by) == ("the hall.png", "image/png", len(PNG), person.pk)
    assert store.path_of(file.sha256).read_bytes() == PNG
    assert store.path_of(file.sha256).stat().st_mode & 0o777 == 0o600
    assert list(queries.of(OPEN, owner)) == [file]
    assert [told.what for told in record.history(file).rows] == ["A file was added"]
    assert "hall" not in str(Event.objects.get().facts)
    assert on_disk(folder) == [file.sha256]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PNG, "x.exe", kinds.PNG),
        (b"\xff\xd8\xff\xe0 jpeg", "x.png", kinds.JPEG),
        (b"GIF89a....", "x", kinds.GIF),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "x.webp", kinds.WEBP),
        (b"%PDF-1.7 ...", "minutes.PDF", kinds.PDF),
        (zipped("[Content_Types].xml", "word/document.xml"), "x.docx", kinds.WORD),
        (zipped("xl/workbook.xml"), "x.docx", kinds.EXCEL),
        (zipped("ppt/presentation.xml"), "x.pptx", kinds.POWERPOINT),
        (zipped("content.xml", mimetype=kinds.TEXT_DOCUMENT.type.encode()), "x.odt", kinds.TEXT_DOCUMENT),
        (b"name,phone\n", "x.csv", kinds.CSV),
        ("Zo\u00eb".encode("cp1252"), "x.txt", kinds.TEXT),
    ],
)
def test_kind_is_told_by_the_content(content: bytes, name: str, kind: kinds.Kind) -> None:
    file = a_file(content, name)
    assert file.type == kind.type
    assert file.name.endswith(kind.ending)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "x.svg"),
        (b"<!doctype html><script>alert(1)</script>", "x.html"),
        (b"MZ\x90\0 program", "x.png"),
        (b"\0\0binary", "x.txt"),
        (zipped("anything.txt"), "x.zip"),
        (zipped("word/document.xml", "word/vbaProject.bin"), "x.docx"),
        (b"PK\x03\x04 broken", "x.docx"),
        (b"words without an ending", "x"),
        (b"", "x.txt"),
    ],
)
def test_what_we_do_not_take_is_refused_and_leaves_nothing(content: bytes, name: str, folder: Path) -> None:
    with pytest.raises(actions.Refused, match=r"We do not take this kind of file|This file is empty"):
        a_file(content, name)
    assert not File.objects.exists()
    assert on_disk(folder) == []


def test_room_may_take_fewer_kinds_and_smaller_files(folder: Path) -> None:
    with pytest.raises(actions.Refused, match="You can send gif, jpg, png, webp"):
        actions.keep(upload(b"%PDF-1.7"), owner_kind=OPEN, owner_id=uuid.uuid4(), by=None, allowed=kinds.PICTURES)
    with pytest.raises(actions.Refused, match=r"The most we can take is 0\.0001 MB"):
        actions.keep(upload(), owner_kind=OPEN, owner_id=uuid.uuid4(), by=None, most=100)
    assert on_disk(folder) == []


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (PNG[:-30], "logo.png", "a part of it is missing"),
        (b"\x89PNG\r\n\x1a\n" + b"picture" * 20, "logo.png", "it is damaged"),
        (b"\xff\xd8\xff\xe0 jpeg", "logo.jpg", "it is damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "logo.webp", "it is damaged"),
        (png(30_000, 6), "logo.png", "30,000 by 6 dots. Make it smaller, at most 6,000 to a side"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "You can send gif, jpg, png, webp"),
    ],
)
def test_picture_for_a_page_that_cannot_be_shown_is_refused_in_words(content: bytes, name: str, why: str, folder: Path) -> None:
    with pytest.raises(actions.Refused, match=why):
        actions.keep(upload(content, name), owner_kind=OPEN, owner_id=uuid.uuid4(), by=None, allowed=kinds.PICTURES, drawn=True)
    assert not File.objects.exists()
    assert on_disk(folder) == []


@pytest.mark.parametrize(("content", "name"), [(PNG, "x.png"), (JPEG, "x.jpg"), (WEBP, "x.webp"), (GIF, "x.gif")])
def test_picture_that_can_be_shown_is_kept_as_it_was_sent(content: bytes, name: str) -> None:
    kept = actions.keep(upload(content, name), owner_kind=OPEN, owner_id=uuid.uuid4(), by=None, drawn=True)
    assert store.path_of(kept.sha256).read_bytes() == content


def test_owner_that_no_room_speaks_for_is_refused_before_anything_is_kept(folder: Path) -> None:
    with pytest.raises(owners.UnknownOwner):
        a_file(owner_kind="tests.nobody")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\Joan\\hall.png", "hall.png"),
        ("hall\u202egnp.exe", "hallgnp.png"),
        ('a"b\r\nc.png', "abc.png"),
        (".png", "png.png"),
        ("x" * 300 + ".png", "x" * 120 + ".png"),
        ("Z\u00fcrich tea.jpeg", "Z\u00fcrich tea.png"),
    ],
)
def test_name_is_kept_without_what_could_deceive(sent: str, kept: str) -> None:
    made = upload()
    made._name = sent  # type: ignore[attr-defined]  # past Django's own cleaning
    assert actions.keep(made, owner_kind=OPEN, owner_id=uuid.uuid4(), by=None).name == kept


def test_content_leaves_the_disk_when_no_file_has_it_any_more(folder: Path) -> None:
    one, two, other = a_file(), a_file(), a_file(b"%PDF-1.7", "x.pdf")
    (folder / ".draft-left").write_bytes(b"x")
    actions.remove(one, by=None)
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 90_000,) * 2)
    sweep()
    assert on_disk(folder) == sorted([two.sha256, other.sha256])
    actions.remove(two, by=None)
    sweep()
    assert on_disk(folder) == [other.sha256]
    assert Event.objects.filter(kind="files.removed").count() == 2


def test_content_that_came_lately_is_left_alone(folder: Path) -> None:
    actions.remove(a_file(), by=None)
    sweep()
    assert len(on_disk(folder)) == 1
