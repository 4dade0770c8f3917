"""What can be owed an answer: rooms above say here what a kind is called, how long it may take and what was asked."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.kit.adjustable import Number
from alongside.replies import policy


@dataclass(frozen=True)
class Told:
    """What was asked, for whoever may see the owed reply. `line` is one more line for lists, `text` the question in full.

    `url` leads to what it is about. `act_url` and `act_label` lead to a page where it is answered by doing something.
    """

    text: str = ""
    line: str = ""
    url: str = ""
    act_url: str = ""
    act_label: str = ""


Describe = Callable[[Sequence[uuid.UUID]], dict[uuid.UUID, Told]]


@dataclass(frozen=True)
class Subject:
    """A kind of question: its name with its article ("a correction"), the working days it may take, what was asked."""

    label: str | Promise
    days: int | Number
    describe: Describe
    next_step: str | Promise = ""
    """Where else one may turn when the answer does not satisfy."""
    prefix: str = ""
    """Before the number by which people speak of it ("DATA-1A2B3C4D"); without one it has none."""
    asks_itself: bool = False
    """Whether the organisation asks it of its own people when the day comes, so that no visitor stands behind it."""
    any_officer: bool = False
    """Where the coordinator owes it, it stands on the desk of each officer, whoever has it: the first to come answers."""

    def reference(self, id: uuid.UUID) -> str:
        """The number by which people speak of one question of this kind."""
        return f"{self.prefix}-{id.hex[:8].upper()}" if self.prefix else ""

    @property
    def working_days(self) -> int:
        """How many there are in this place."""
        return self.days if isinstance(self.days, int) else self.days()


def _nothing(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    return {}


_kinds: dict[str, Subject] = {}


def register(kind: str, subject: Subject) -> None:
    """Makes `kind` ("directory.correction") a thing that can be owed an answer. `describe` asks once for many ids."""
    _kinds[kind] = subject


def for_any_officer() -> list[str]:
    """The kinds that stand on the desk of each officer."""
    return [kind for kind, subject in _kinds.items() if subject.any_officer]


def of(kind: str) -> Subject:
    """The kind as registered; a plain question when its room is gone."""
    return _kinds.get(kind) or Subject(label=_("a question"), days=policy.DAYS, describe=_nothing)
