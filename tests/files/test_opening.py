import uuid
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from alongside.files import owners, store
from alongside.files.models import File
from alongside.record import queries as record
from tests.files.factories import MEMBERS, PNG, SECRET, a_file
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def address(file: File) -> str:
    return reverse("files:open", args=[file.pk])


def test_picture_is_shown_without_any_right(client: Client) -> None:
    answer = client.get(address(a_file()))
    assert answer.getvalue() == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(("content", "name"), [(b"%PDF-1.7", "x.pdf"), (b"<script>alert(1)</script>", "x.txt")])
def test_all_else_is_saved_under_its_name(client: Client, content: bytes, name: str) -> None:
    answer = client.get(address(a_file(content, name)))
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.getvalue() == content


def test_who_may_not_open_it_learns_nothing_of_it(client: Client) -> None:
    file = a_file(owner_kind=MEMBERS)
    assert client.get(address(file)).status_code == 404
    client.force_login(PersonFactory.create())
    assert client.get(address(file)).getvalue() == PNG
    assert client.get(reverse("files:open", args=[uuid.uuid4()])).status_code == 404


def test_file_of_an_owner_that_no_room_speaks_for_is_closed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_file()
    monkeypatch.delitem(owners._owners, file.owner_kind)
    assert client.get(address(file)).status_code == 404


def test_opening_a_sensitive_file_is_kept_on_record(client: Client) -> None:
    file, person = a_file(owner_kind=SECRET), PersonFactory.create()
    client.force_login(person)
    assert client.get(address(file)).getvalue() == PNG
    assert record.readers(file).total == 1


def test_browser_that_has_it_is_told_so_and_still_asked_who_it_is(client: Client) -> None:
    file = a_file(owner_kind=MEMBERS)
    has = {"If-None-Match": f'"{file.sha256}"'}
    assert client.get(address(file), headers=has).status_code == 404
    client.force_login(PersonFactory.create())
    assert client.get(address(file), headers=has).status_code == 304


def test_content_that_is_gone_is_not_found(client: Client) -> None:
    file = a_file()
    store.path_of(file.sha256).unlink()
    assert client.get(address(file)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_file_is_only_opened_at_its_address(client: Client, method: str) -> None:
    assert getattr(client, method)(address(a_file())).status_code == 405
