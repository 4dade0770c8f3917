"""What a look at a file found: what was altered, what else there is to say, and what an outsider's fingerprint holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements import facts

_FINGERPRINT = re.compile(r"(?:(\d{1,9}):)?([0-9a-f]{64})")


class NotOurs(Exception):
    """This is neither a bundle nor a sealed PDF; the message says what it may be."""


@dataclass
class Found:
    """What a look at a file found: problems say what was altered, anchors what an outsider's fingerprint holds."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    manifest: facts.Manifest | None = None
    entries: int = 0
    seal: str = ""

    blamed: set[str] = field(default_factory=set)
    """The parts of which it was told what was altered."""

    def say(self, words: str, part: str = "", **told: Any) -> None:
        """That something was altered, and in which part."""
        self.problems.append(words % {"name": part, **told})
        self.blamed.add(part)

    @property
    def holds(self) -> bool:
        return not self.problems

    @property
    def lines(self) -> list[str]:
        """The result in words, how it ended last."""
        return [*self.problems, *self.notes, self._ending()]

    def _ending(self) -> str:
        if self.problems:
            return ngettext("agreement: altered, in %(n)d place.", "agreement: altered, in %(n)d places.", len(self.problems)) % {
                "n": len(self.problems)
            }
        told = {
            "n": self.entries,
            "title": self.manifest.agreement.title if self.manifest else "",
            "head": self.manifest.head if self.manifest else "-",
            "seal": self.seal,
            "how": _("anchored %(by)s") % {"by": _(" and ").join(self.anchors)} if self.anchors else _("not anchored"),
        }
        return (
            ngettext(
                "agreement: %(title)s, %(n)d entry, self-consistent, %(how)s. Head %(head)s, seal %(seal)s",
                "agreement: %(title)s, %(n)d entries, self-consistent, %(how)s. Head %(head)s, seal %(seal)s",
                self.entries,
            )
            % told
        )


def anchor(found: Found, anchors: Sequence[str], heads: Sequence[str]) -> None:
    """Hold each fingerprint that somebody kept against the seal and against every head that the register has had."""
    for given in anchors:
        told = _FINGERPRINT.fullmatch("".join(given.split()).lower())
        if told is None:
            found.problems.append(_("%(given)s is no fingerprint: those have 64 digits from 0 to f.") % {"given": given})
            continue
        at = next(
            (head.partition(":")[0] for head in heads if head.endswith(told[2]) and told[1] in {None, head.partition(":")[0]}), ""
        )
        if told[2] == found.seal and told[1] is None:
            found.anchors.append(_("by its seal"))
        elif at:
            found.anchors.append(_("at entry %(at)s") % {"at": at})
        else:
            words = _("%(given)s is neither the seal of this file nor a head of its register: it was sealed or chained anew.")
            found.problems.append(words % {"given": given})
