"""What is kept about people is declared, field by field."""

import datetime as dt

import pytest
from django.apps import apps

from alongside.kit.personal import NOT_PERSONAL, Basis, Personal
from alongside.people import personal


def test_every_field_of_this_room_and_of_the_libraries_is_declared() -> None:
    ours = ("people.", "organisations.", "account.", "auth.", "contenttypes.")
    assert not [name for name in personal.undeclared() if name.startswith(ours)]


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
