"""Many rows written at once stand as their models would have written them."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from alongside.directory.models import Card
from alongside.kit import clock
from alongside.kit.rows import Rows, insert
from alongside.organisations.models import Contact, Import, ImportRow, Organisation
from tests.directory.factories import make_service
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_rows_stand_with_what_was_given_and_the_defaults_of_the_rest() -> None:
    rows, key = Rows(Organisation), uuid.uuid4()
    rows.add(id=key, name="Ashby “Choir” %s", slug="ashby", sector="voluntary", other_names=["Ashby Singers"])
    rows.write()
    rows.write()
    made = Organisation.objects.get()
    assert (made.pk, made.name, made.other_names, made.kind, made.staff) == (
        key, "Ashby “Choir” %s", ["Ashby Singers"], "other", None,
    )  # fmt: skip


def test_numbers_that_the_database_gives_and_facts_of_every_shape(db: None) -> None:
    run = Import.objects.create(name="list.csv", began_at=clock.now())
    rows = Rows(ImportRow)
    for number in range(3):
        rows.add(run_id=run.pk, number=number, outcome="new", facts={"name": f"Group {number}"}, is_in=number == 1)
    rows.write()
    assert [(row.number, row.facts, row.is_in, row.candidates) for row in ImportRow.objects.all()] == [
        (number, {"name": f"Group {number}"}, number == 1, []) for number in range(3)
    ]


def test_what_the_database_promises_holds() -> None:
    one, rows = OrganisationFactory.create(), Rows(Contact)
    for _twice in range(2):
        rows.add(organisation_id=one.pk, kind="email", value="a@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.write()


def test_new_objects_stand_as_they_are_and_can_be_saved_again() -> None:
    one = Organisation(name="Ashby “Choir” %s", slug="ashby", sector="voluntary", other_names=["Ashby Singers"], staff=3)
    insert([one, Organisation(name="Kettle", slug="kettle", sector="council")])
    insert([])
    one.name = "Ashby Choir"
    one.save()
    kept = Organisation.objects.get(slug="ashby")
    assert (kept.pk, kept.name, kept.other_names, kept.staff) == (one.pk, "Ashby Choir", ["Ashby Singers"], 3)
    assert Organisation.objects.count() == 2


def test_an_object_that_is_there_already_changes_where_it_is_told_to() -> None:
    service = make_service(OrganisationFactory.create())
    insert([Card(service_id=service.pk, facts="{}")], changing=["facts"])
    assert Card.objects.get(pk=service.pk).facts == "{}"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Card(service_id=service.pk, facts="[]")])
