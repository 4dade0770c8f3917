"""What is read about positions and disagreements."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.positions import picture, policy, rules, sheets
from alongside.positions.models import (
    Asking,
    Disagreement,
    DisagreementQuerySet,
    Look,
    Position,
    PositionQuerySet,
    Side,
    Stance,
    Visibility,
)
from alongside.positions.picture import Picture
from alongside.positions.sheets import Sheet, Text
from alongside.record import threads

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody


def held_on(texts: Sequence[Text]) -> dict[tuple[str, uuid.UUID], dict[uuid.UUID, Position]]:
    """Where each organisation stands today: by text, then by organisation. One query for each kind of text."""
    found: dict[tuple[str, uuid.UUID], dict[uuid.UUID, Position]] = {(one.kind, one.id): {} for one in texts}
    for kind in sorted({one.kind for one in texts}):
        held = Position.objects.held().on(kind, [one.id for one in texts if one.kind == kind])
        for position in held.select_related("organisation", "by"):
            found[kind, position.subject_id][position.organisation_id] = position
    return found


def asked(kind: str, id: uuid.UUID) -> dict[uuid.UUID, Asking]:
    """Who was asked about a sheet, by organisation."""
    return {one.organisation_id: one for one in Asking.objects.filter(sheet_kind=kind, sheet_id=id)}


def unreached(organisations_: Sequence[Organisation], asked_on: Mapping[uuid.UUID, Asking]) -> list[Organisation]:
    """Those of these that nobody can write to, so that they cannot be asked. `asked_on` are those that were, perhaps at an address."""
    reached = organisations.reachable([one.pk for one in organisations_])
    return [one for one in organisations_ if one.pk not in reached and not ((before := asked_on.get(one.pk)) and before.email)]


def pictures(
    texts: Sequence[Text], organisations: Sequence[Organisation], reader: rules.Reader, asked_on: Collection[uuid.UUID]
) -> dict[uuid.UUID, Picture]:
    """Where everybody stands on each text, as this reader may know it. `asked_on` are those who were asked."""
    held = held_on(texts)
    return {one.id: picture.draw(one, organisations, held[one.kind, one.id], reader, asked_on) for one in texts}


def history_of(kind: str, id: uuid.UUID, reader: rules.Reader) -> PositionQuerySet:
    """What was ever said of a text, the latest first, as this reader may know it; plain agreement stands in the picture."""
    said = Position.objects.filter(subject_kind=kind, subject_id=id)
    seen = said.filter(visibility__in=reader.levels) | said.filter(organisation__in=reader.own)
    plain = Q(stance=Stance.AGREE, superseded_at=None, words="")
    return seen.exclude(plain).select_related("organisation", "by").order_by("-at", "id")


def of_organisation(organisation: Organisation, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Position]:
    """What one organisation holds on these texts."""
    held = Position.objects.held().filter(organisation=organisation, subject_id__in=ids)
    return {one.subject_id: one for one in held}


def taken_by(organisation: Organisation, reader: rules.Reader) -> PositionQuerySet:
    """What one organisation holds, on every text, as this reader may know it."""
    held = Position.objects.held().filter(organisation=organisation)
    return held if organisation.pk in reader.own else held.filter(visibility__in=reader.levels)


def spoken(kind: str, ids: Collection[uuid.UUID], reader: rules.Reader) -> dict[uuid.UUID, bool]:
    """Who says anything of these texts today, and whether this reader may read any of it. One query."""
    found: dict[uuid.UUID, bool] = {}
    held = Position.objects.held().on(kind, ids).order_by("organisation", "visibility")
    for organisation, visibility in held.values_list("organisation", "visibility").distinct():
        found[organisation] = found.get(organisation, False) or visibility in reader.levels or organisation in reader.own
    return found


def unanswered(organisations: Collection[uuid.UUID]) -> list[tuple[Asking, Sheet, int]]:
    """What these organisations were asked and have not wholly answered: with the sheet, and how many texts are left."""
    found, known = [], dict[tuple[str, uuid.UUID], Sheet | None]()
    waiting = Asking.objects.filter(organisation__in=organisations).select_related("organisation").order_by("due_on", "id")
    for asking in waiting[:50]:
        key = asking.sheet_kind, asking.sheet_id
        if key not in known:
            known[key] = sheets.find(*key)
        sheet = known[key]
        if sheet and sheet.is_open and sheet.asks(asking.organisation) and (left := left_of(asking.organisation, sheet)):
            found.append((asking, sheet, left))
    return found


def left_of(organisation: Organisation, sheet: Sheet) -> int:
    """On how many texts of a sheet, as they stand now, it has said nothing."""
    said = of_organisation(organisation, [one.id for one in sheet.texts])
    return sum(one.id not in said or said[one.id].text_sha256 != one.sha256 for one in sheet.texts)


def asking(id: uuid.UUID | str) -> Asking | None:
    """One asking."""
    return Asking.objects.select_related("organisation").filter(pk=id).first()


def to_remind() -> QuerySet[Asking]:
    """Who is to be reminded now: once, some days before the answer is due."""
    soon = clock.today() + policy.REMIND_BEFORE()
    waiting = Asking.objects.filter(reminded_at=None, due_on__lte=soon, due_on__gte=clock.today())
    return waiting.select_related("organisation").order_by("due_on", "id")


@dataclass(frozen=True)
class Row:
    """A disagreement as a page shows it."""

    disagreement: Disagreement
    sides: list[Side]
    about: threads.Described | None
    overdue: bool

    @property
    def since(self) -> dt.datetime:
        return self.disagreement.opened_at


def disagreements(person: Somebody) -> DisagreementQuerySet:
    """Those that somebody may read, the soonest look first, then those that have ended."""
    return Disagreement.objects.filter(rules.disagreements_read_by(person)).select_related("owner")


def disagreements_on(kind: str, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Disagreement]]:
    """Those about these texts, for the room that owns the texts; those that have not ended first."""
    found: dict[uuid.UUID, list[Disagreement]] = {}
    about = Disagreement.objects.filter(subject_kind=kind, subject_id__in=ids).select_related("owner")
    for one in sorted(about, key=lambda one: (one.is_settled, one.opened_at)):
        found.setdefault(one.subject_id, []).append(one)  # type: ignore[arg-type]  # they are about something
    return found


def topics(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What these disagreements are about, in words."""
    return dict(Disagreement.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "topic"))


def rows(found: Sequence[Disagreement], person: Somebody) -> list[Row]:
    """The same with each partner's side and what they are about, in a constant number of queries."""
    sides: dict[uuid.UUID, list[Side]] = {}
    held = Side.objects.filter(disagreement__in=[one.pk for one in found], superseded_at=None).select_related(
        "organisation", "by"
    )
    for side in held.order_by("at", "id"):
        sides.setdefault(side.disagreement_id, []).append(side)
    kinds: dict[str, set[uuid.UUID]] = {}
    for one in found:
        if one.subject_id:
            kinds.setdefault(one.subject_kind, set()).add(one.subject_id)
    known = {kind: threads.describe(kind, ids, person if person.is_authenticated else None) for kind, ids in kinds.items()}
    today = clock.today()
    return [
        Row(
            one,
            sides.get(one.pk, []),
            known.get(one.subject_kind, {}).get(one.subject_id) if one.subject_id else None,
            not one.is_settled and one.next_review is not None and one.next_review < today,
        )
        for one in found
    ]


def looks_of(disagreement: Disagreement) -> QuerySet[Look]:
    """Each time it was looked at, the latest first."""
    return disagreement.looks.order_by("-at", "id")


def earlier_sides(disagreement: Disagreement) -> QuerySet[Side]:
    """What partners said before they said it anew."""
    return disagreement.sides.filter(superseded_at__isnull=False).select_related("organisation", "by").order_by("-at", "id")


def to_look_at() -> QuerySet[Disagreement]:
    """Those whose owner is to be reminded now: some days before, and once more when the day is past."""
    today, soon = clock.today(), clock.today() + policy.REMIND_OF_LOOK()
    coming = Disagreement.objects.open().filter(next_review__lte=soon, reminded_at=None)
    overdue = Disagreement.objects.overdue_on(today).filter(reminded_at__lt=clock.now() - dt.timedelta(days=30))
    return (coming | overdue).select_related("owner").order_by("next_review", "id")


def stances() -> list[tuple[str, str]]:
    """What an organisation can say."""
    return [(value, str(label)) for value, label in Stance.choices]


def public_doubts(kind: str, ids: Collection[uuid.UUID], organisation: Organisation) -> list[Position]:
    """What it holds on these texts that is not plain agreement, as everybody may read it."""
    held = Position.objects.held().filter(organisation=organisation, subject_kind=kind, subject_id__in=ids)
    return list(held.filter(visibility=Visibility.PUBLIC).exclude(stance=Stance.AGREE).order_by("at", "id"))
