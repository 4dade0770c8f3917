"""What is kept about people is declared, field by field."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from alongside.kit.personal import NOT_PERSONAL, Basis, Personal
from alongside.people import personal, whose
from alongside.people.models import Person

OF_THE_PLACE = {"places.place.email", "places.place.privacy_email"}
"""Addresses at which a place is written to, and nobody in it."""


def test_whatever_leads_to_a_person_is_declared_as_personal_in_every_room() -> None:
    """A key to a person, an address, or the bare number of who did it: none of them may be said to be about nobody."""
    slipped = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if leads_to_a_person(field) and not isinstance(personal.declared()[model._meta.label_lower].get(field.name), Personal)
    }
    assert slipped == OF_THE_PLACE


def test_every_key_to_a_person_is_a_way_by_which_they_find_the_row() -> None:
    keys = {
        f"{part.label}.{field.name}"
        for part in whose.every_part()
        for field in part.model._meta.local_fields
        if field.related_model is Person and field.name not in part.paths
    }
    assert not keys


def leads_to_a_person(field: "models.Field[Any, Any]") -> bool:
    by_number = isinstance(field, models.UUIDField) and (field.name in {"by", "person"} or field.name.endswith("_by"))
    return field.related_model is Person or isinstance(field, models.EmailField) or by_number


def test_field_that_nobody_spoke_of_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = personal.declared()["people.person"]
    monkeypatch.setitem(personal._declared, "people.person", {key: said[key] for key in said if key != "email"})
    assert "people.person.email" in personal.undeclared()


def test_declaration_of_a_field_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = personal.declared()["people.person"] | {"shoe_size": NOT_PERSONAL}
    monkeypatch.setitem(personal._declared, "people.person", said)
    assert "people.person.shoe_size does not exist" in personal.undeclared()


def test_every_declaration_says_why_on_what_basis_and_how_long() -> None:
    for label, fields in personal.declared().items():
        for name, said in fields.items():
            if isinstance(said, Personal):
                assert said.purpose, (label, name)
                assert isinstance(said.basis, Basis), (label, name)
                assert said.keep, (label, name)
                assert isinstance(said.keep, str | dt.timedelta), (label, name)
            else:
                assert said is NOT_PERSONAL, (label, name)


def test_every_model_with_a_table_is_looked_at() -> None:
    assert {model._meta.label_lower for model in apps.get_models()} >= {"people.person", "account.emailaddress", "record.event"}
