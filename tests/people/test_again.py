"""After an older copy of the database is brought back, who was forgotten since then is forgotten again."""

import json
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from alongside.directory import actions as directory
from alongside.directory.models import Enquiry
from alongside.people import again, forgetting, holds, whose
from alongside.people.models import Forgetting, Person
from alongside.record.models import Event
from tests.organisations.factories import CoordinatorFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
EMAIL = "zephyrine@example.org"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    place = tmp_path / "place"
    settings.DATA_DIR = place
    return place


def bring_back(*things: Person | Enquiry) -> None:
    """What a restore does: the rows are there again, and the forgetting has never been."""
    Forgetting.objects.all().delete()
    for thing in things:
        thing.save(force_insert=True)


def test_account_that_comes_back_is_forgotten_again(folder: Path) -> None:
    person = PersonFactory.create(name="Zephyrine Quillfeather", email=EMAIL)
    pk = person.pk
    forgetting.forget(forgetting.ask(whose.of_person(person)))
    person.pk = pk
    bring_back(person)
    assert [forgetting.forget_again() for _twice in range(2)] == [1, 0]
    assert not Person.objects.exists() and Forgetting.objects.get().state == "done"
    assert Event.objects.filter(kind="people.forgetting_again").exists()


def test_address_without_an_account_is_found_by_its_digest() -> None:
    CoordinatorFactory.create()
    directory.ask_a_person(need="Company", name="Zephyrine", email=EMAIL)
    directory.ask_a_person(need="A lift", email="other@example.org")
    asked = Enquiry.objects.get(email=EMAIL)
    forgetting.forget(forgetting.ask(whose.of_address(EMAIL)))
    bring_back(asked)
    assert forgetting.forget_again() == 1
    assert list(Enquiry.objects.values_list("email", flat=True)) == ["other@example.org"]


def test_file_names_nobody_and_is_for_us_alone(folder: Path) -> None:
    person = PersonFactory.create(name="Zephyrine Quillfeather", email=EMAIL)
    forgetting.forget(forgetting.ask(whose.of_person(person)))
    kept = folder / again.NAME
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text()).keys() == {"at", "asked", "addresses", "person"}
    assert "zephyrine" not in kept.read_text().lower() and "example" not in kept.read_text()


def test_nothing_is_done_where_nothing_was_brought_back() -> None:
    forgetting.forget(forgetting.ask(whose.of_address(EMAIL)))
    mail.outbox.clear()
    assert not again.undone() and forgetting.forget_again() == 0
    Forgetting.objects.all().delete()
    assert forgetting.forget_again() == 0, "nothing of theirs came back"
    assert Forgetting.objects.get().state == "done" and not mail.outbox and not again.undone()


def test_hold_that_came_back_too_is_respected() -> None:
    person = PersonFactory.create(email=EMAIL)
    pk = person.pk
    forgetting.forget(forgetting.ask(whose.of_person(person)))
    person.pk = pk
    bring_back(person)
    held = holds.place(person=person, why="A complaint is open", by=PersonFactory.create())
    assert forgetting.forget_again() == 0 and Forgetting.objects.get().state == "stuck"
    holds.lift(held, by=PersonFactory.create())
    assert forgetting.forget_due() == 1


def test_line_that_a_crash_cut_off_stops_nothing(folder: Path) -> None:
    forgetting.forget(forgetting.ask(whose.of_address(EMAIL)))
    with (folder / again.NAME).open("a") as out:
        out.write('{"at": "2030-')
    assert len(list(again._lines())) == 1
