"""What is read about organisations and seats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import models
from rapidfuzz import fuzz, process

from alongside.kit import clock
from alongside.organisations import identifiers, rules
from alongside.organisations.models import Organisation, Seat

if TYPE_CHECKING:
    from alongside.people.models import Person


CLOSE_ENOUGH = 88
"""Of 100: lets one or two letters of a name differ, and the order of its words."""

_FORMS = re.compile(r"\b(the|limited|ltd|cic|cio|plc|llp)\b")


def coordinator() -> Organisation | None:
    """The organisation that runs this installation, once the first officer has named it."""
    return Organisation.objects.filter(is_coordinator=True).first()


def visible_to(person: rules.Somebody) -> models.QuerySet[Organisation]:
    """The organisations that `person` (or a visitor) may know of."""
    return Organisation.objects.filter(rules.visible_to(person))


def editable_by(person: rules.Somebody) -> models.QuerySet[Organisation]:
    """The organisations whose entry `person` may change."""
    return Organisation.objects.filter(rules.editable_by(person))


def seats_of(person: Person) -> models.QuerySet[Seat]:
    """The seats that `person` holds today, by the organisation's name."""
    held = Seat.objects.open_on(clock.today()).filter(person=person, organisation__closed_at=None)
    return held.select_related("organisation").order_by("organisation__name", "id")


def seats_at(organisation: Organisation) -> models.QuerySet[Seat]:
    """Who holds a seat there today, leads first."""
    rank = models.Case(models.When(role=Seat.Role.LEAD, then=0), models.When(role=Seat.Role.EDITOR, then=1), default=2)
    held = Seat.objects.open_on(clock.today()).filter(organisation=organisation)
    return held.select_related("person").order_by(rank, "person__name", "id")


def by_identifier(scheme: str, number: str) -> Organisation | None:
    """The organisation with this number in a public register, however it is written."""
    try:
        code, tidy = identifiers.clean(scheme, number)
    except identifiers.WrongNumber:
        return None
    return Organisation.objects.filter(identifiers__scheme=code, identifiers__number=tidy).first()


def by_name(name: str, *, limit: int = 5) -> list[Organisation]:
    """Organisations of that name or one spelt nearly so, the closest first; other names count too."""
    wanted = plain(name)
    names = _names()
    close = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH, limit=limit * 3)
    ids = list(dict.fromkeys(key[0] for _, _, key in close))[:limit]
    found = Organisation.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def plain(name: str) -> str:
    """A name without what people leave out or write in several ways: "The Hub & Co. Ltd" is "hub and co"."""
    text = re.sub(r"[^\w\s]", " ", name.casefold().replace("&", " and ").replace("'", "").replace("\u2019", ""))
    return " ".join(_FORMS.sub(" ", text).split()) or name.casefold().strip()


def _names() -> dict[tuple[object, int], str]:
    rows = Organisation.objects.open().values_list("pk", "name", "other_names").order_by("name", "pk")
    return {(pk, at): plain(one) for pk, name, others in rows for at, one in enumerate((name, *others))}
