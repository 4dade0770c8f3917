"""Where everybody stands on one text: bars, the same in words, and what each side says. As one reader may know it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.positions.models import CONSENTS, Position, Stance
from alongside.positions.policy import CONCURRENCE
from alongside.positions.rules import Reader
from alongside.positions.sheets import Text

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation

SECTORS = ("voluntary", "council", "health", "public", "business")
"""The same order everywhere."""
FACES = {Stance.AGREE: "", Stance.RESERVATION: "part", Stance.CANNOT: "no", Stance.ABSTAIN: "level"}
ORDER = ("agree", "reservation", "cannot", "abstain", "veiled", "silent", "unasked")


@dataclass(frozen=True)
class Stand:
    """One organisation on one text. `state` is its stance, or "veiled" (not for this reader), "silent", "unasked"."""

    organisation: Organisation
    state: str
    position: Position | None
    changed: bool
    """Whether the text is another since it spoke."""

    @property
    def face(self) -> str:
        """How its bar is drawn; an agreement to another text is no answer to this one."""
        if self.state in {"veiled", "silent"}:
            return {"veiled": "veil", "silent": "mute"}[self.state]
        return "mute" if self.changed and self.state != Stance.CANNOT else FACES[Stance(self.state)]


@dataclass(frozen=True)
class SectorStand:
    """One sector on one text: who says what, in the order of the faces."""

    sector: str
    total: int
    groups: list[tuple[str, list[Stand]]]
    veiled: int
    agreed: int
    needed: int

    @property
    def concurs(self) -> bool:
        """Whether enough of its partners carry the text."""
        return self.agreed >= self.needed


@dataclass(frozen=True)
class Picture:
    """All of it. `bars` are groups of classes, one group for a sector."""

    bars: list[list[str]]
    tally: list[tuple[int, str]]
    sectors: list[SectorStand]
    voices: list[Stand]
    objections: int
    total: int
    missing: list[str] = field(default_factory=list)

    @property
    def is_carried(self) -> bool:
        """By consent, since nobody cannot agree; and by concurrence in every sector that has a partner."""
        return not self.objections and bool(self.sectors) and all(one.concurs for one in self.sectors)

    @property
    def is_asked(self) -> bool:
        """Whether anybody was asked or has spoken."""
        return any(self.bars)


def draw(
    text: Text,
    organisations: Sequence[Organisation],
    held: Mapping[uuid.UUID, Position],
    reader: Reader,
    asked: Collection[uuid.UUID],
) -> Picture:
    """The picture of one text. Who is not a partner in the matter is not in it."""
    sectors, bars, voices, objections = [], [], [], 0
    for sector in SECTORS:
        here = [one for one in organisations if one.sector == sector]
        if not here:
            continue
        stands = [_stand(one, text, held.get(one.pk), reader, asked) for one in here]
        agreed = sum(_carries(held.get(one.pk), text) for one in here)
        objections += sum(1 for one in here if (said := held.get(one.pk)) and said.stance == Stance.CANNOT)
        stands.sort(key=lambda one: ORDER.index(one.state))
        sectors.append(SectorStand(
            sector, len(here), _grouped(stands), sum(one.state == "veiled" for one in stands), agreed,
            max(1, -(-len(here) * CONCURRENCE() // 100)),
        ))  # fmt: skip
        bars.append([f"{sector} {one.face}".strip() for one in stands if one.state != "unasked"])
        voices += [one for one in stands if one.position and one.position.words]
    everybody = [one for sector in sectors for _state, group in sector.groups for one in group]
    found = Picture(bars, _tally(everybody), sectors, voices, objections, len(everybody))
    found.missing.extend(_missing(found))
    return found


def _stand(one: Organisation, text: Text, position: Position | None, reader: Reader, asked: Collection[uuid.UUID]) -> Stand:
    if position is None:
        return Stand(one, "silent" if one.pk in asked else "unasked", None, changed=False)
    if not reader.sees(position):
        return Stand(one, "veiled", None, changed=False)
    return Stand(one, position.stance, position, changed=position.text_sha256 != text.sha256)


def _carries(position: Position | None, text: Text) -> bool:
    return position is not None and position.stance in CONSENTS and position.text_sha256 == text.sha256


def _grouped(stands: Sequence[Stand]) -> list[tuple[str, list[Stand]]]:
    return [(state, group) for state in ORDER if (group := [one for one in stands if one.state == state])]


def label(state: str) -> str:
    """What a state is called above a list of names."""
    return {
        "agree": _("Agree"), "reservation": _("With a reservation"), "cannot": _("Cannot agree yet"), "abstain": _("Abstain"),
        "veiled": _("Not shown to everybody"), "silent": _("Not answered"), "unasked": _("Not asked"),
    }[state]  # fmt: skip


def _tally(stands: Sequence[Stand]) -> list[tuple[int, str]]:
    """The bars in words. Who agreed to an earlier text is counted apart."""
    earlier = [one for one in stands if one.changed and one.state != Stance.CANNOT]
    counts = {state: sum(one.state == state for one in stands if one not in earlier) for state in ORDER}
    said = [
        (counts["agree"], ngettext("agrees", "agree", counts["agree"])),
        (counts["reservation"], ngettext("agrees with a reservation", "agree with a reservation", counts["reservation"])),
        (counts["cannot"], ngettext("cannot agree yet", "cannot agree yet", counts["cannot"])),
        (counts["abstain"], ngettext("abstains", "abstain", counts["abstain"])),
        (len(earlier), ngettext("spoke before the text changed", "spoke before the text changed", len(earlier))),
        (counts["veiled"], ngettext("answered, not shown to everybody", "answered, not shown to everybody", counts["veiled"])),
        (counts["silent"], ngettext("not answered", "not answered", counts["silent"])),
        (counts["unasked"], ngettext("not asked", "not asked", counts["unasked"])),
    ]
    return [one for one in said if one[0]]


def _missing(found: Picture) -> list[str]:
    """What a text still lacks to be carried, in words."""
    names = {"voluntary": _("groups and charities"), "council": _("councils"), "health": _("NHS bodies"),
             "public": _("other public bodies"), "business": _("businesses")}  # fmt: skip
    said = []
    if found.objections:
        said.append(
            ngettext("%(n)d partner cannot agree yet", "%(n)d partners cannot agree yet", found.objections)
            % {"n": found.objections}
        )
    return said + [
        _("%(n)d of %(total)d %(sector)s agree, and at least %(needed)d must")
        % {"n": one.agreed, "total": one.total, "sector": names[one.sector], "needed": one.needed}
        for one in found.sectors
        if not one.concurs
    ]
