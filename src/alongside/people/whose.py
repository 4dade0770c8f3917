"""Whose a row is: the way from every model to the person it is about, as the rooms' declarations state it."""

import datetime as dt
import functools
import operator
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.db.models import Q

from alongside.kit.personal import Personal
from alongside.people import personal
from alongside.people.models import Person

Row = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """Whom we know by an account, or by addresses that they have shown to be theirs."""

    person: Person | None = None
    addresses: frozenset[str] = field(default_factory=frozenset)

    @property
    def id(self) -> uuid.UUID | None:
        return self.person.pk if self.person else None

    def owns(self, value: Any) -> bool:
        """Whether what stands in a leading field leads to them."""
        return value is not None and (value == self.id or (isinstance(value, str) and value.strip().lower() in self.addresses))


def of_person(person: Person) -> Somebody:
    """Somebody with an account, and the addresses that they have confirmed."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return Somebody(person, frozenset(address.strip().lower() for address in confirmed))


def of_address(address: str) -> Somebody:
    """Somebody without an account, who has shown that this address is theirs."""
    return Somebody(None, frozenset({address.strip().lower()}))


@dataclass(frozen=True)
class Part:
    """What one model keeps about people: its personal fields, and by what we know whose each is."""

    model: type[models.Model]
    fields: dict[str, Personal]
    of: dict[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def paths(self) -> list[str]:
        """Every way from this model to a person."""
        return sorted({path for paths in self.of.values() for path in paths})

    def about(self, somebody: Somebody) -> models.QuerySet[Any]:
        """The rows that are about somebody, in one query."""
        ways = [way for path in self.paths if (way := _way(self.model, path, somebody)) is not None]
        rows: models.QuerySet[Any] = models.QuerySet(self.model).order_by("pk")
        return rows.filter(functools.reduce(operator.or_, ways)) if ways else rows.none()

    def theirs(self, row: Row, somebody: Somebody) -> list[str]:
        """Those fields of a row that are about somebody, and not about another person in the same row."""
        leading = {path for path in self.paths if somebody.owns(row[path])}
        return [name for name in self.fields if leading.intersection(self.of[name])]


def parts() -> Iterator[Part]:
    """Every model that keeps something about people by which they can be found, in the order of the rooms."""
    return (part for part in every_part() if part.paths)


def every_part() -> Iterator[Part]:
    """Every model that keeps something about people."""
    for model in apps.get_models():
        said = personal.declared().get(model._meta.label_lower, {})
        fields = {name: one for name, one in said.items() if isinstance(one, Personal)}
        of = {name: paths_of(model, one) for name, one in fields.items()}
        if fields:
            yield Part(model, fields, of)


def paths_of(model: type[models.Model], said: Personal) -> tuple[str, ...]:
    """By what one knows whose a field is: as declared, or else the only field of the model that leads to a person."""
    if said.of is not None:
        return said.of
    leading = tuple(one.name for one in model._meta.local_fields if one.related_model is Person)
    return leading if len(leading) == 1 else ()


def unled() -> list[str]:
    """Personal fields of which nobody has said whose they are."""
    return sorted(
        f"{label}.{name}"
        for label, fields in personal.declared().items()
        for name, said in fields.items()
        if isinstance(said, Personal) and said.of is None and not paths_of(apps.get_model(label), said)
    )


def leads_to(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a path."""
    *on_the_way, last = path.split("__")
    for name in on_the_way:
        step = model._meta.get_field(name).related_model
        assert isinstance(step, type)  # noqa: S101  # a path goes along foreign keys
        model = step
    found = model._meta.get_field(last)
    assert isinstance(found, models.Field)  # noqa: S101
    return found


def _way(model: type[models.Model], path: str, somebody: Somebody) -> Q | None:
    if isinstance(leads_to(model, path), models.ForeignKey | models.UUIDField):
        return Q(**{path: somebody.id}) if somebody.id else None
    ways = [Q(**{f"{path}__iexact": address}) for address in sorted(somebody.addresses)]
    return functools.reduce(operator.or_, ways) if ways else None


def plain(value: Any) -> Any:
    """A value as JSON carries it."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str | int | float | bool | list | dict) or value is None:
        return value
    return str(value)
