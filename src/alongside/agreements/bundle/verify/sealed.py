"""A sealed PDF: alone, it carries what it was sealed with; in a bundle, it is held against the rest."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.utils.translation import gettext as _

from alongside.agreements import facts, seal
from alongside.agreements.bundle import MANIFEST, SEALED
from alongside.agreements.bundle.verify.found import Found, NotOurs, anchor


class Pdf:
    """A sealed PDF alone: it carries what it was sealed with."""

    def __init__(self, file: bytes, trusted: str) -> None:
        self.file = file
        self.trusted = trusted
        self.found = Found()

    def looked(self, anchors: Sequence[str]) -> Found:
        try:
            looked = seal.look(self.file)
        except seal.NotSealed as why:
            raise NotOurs(_("This PDF was not sealed by a place like ours. %(why)s") % {"why": why}) from None
        self.found.problems += looked.faults
        self.found.seal = looked.fingerprint
        manifest = attached(self.file, looked, self.found, self.trusted)
        if manifest and self.found.holds:
            self.found.manifest = manifest
            self.found.entries = int(manifest.head.partition(":")[0] or 0)
            if manifest.seal != looked.fingerprint:
                self.found.problems.append(sealed_anew(SEALED, looked.fingerprint, manifest.seal))
            anchor(self.found, anchors, [manifest.head] if manifest.head else [])
        return self.found


def attached(pdf: bytes, looked: seal.Look, found: Found, trusted: str) -> facts.Manifest | None:
    """The manifest that a whole PDF was sealed with."""
    if not looked.whole:
        return None
    if trusted and looked.fingerprint != trusted:
        found.problems.append(_("It is sealed, but by another seal than ours: %(seal)s.") % {"seal": looked.fingerprint})
        return None
    if not seal.agrees(pdf):
        found.problems.append(_("agreement.pdf: other programs do not find its seal good."))
        return None
    try:
        return facts.manifest(seal.attached(pdf, MANIFEST))
    except (LookupError, msgspec.DecodeError, UnicodeDecodeError):
        found.problems.append(_("agreement.pdf is sealed, but not as the paper of an agreement: agreement.json is not in it."))
        return None


def sealed_anew(name: str, is_: str, was: str) -> str:
    words = _("%(name)s was sealed anew: by the seal %(is)s, and not by %(was)s, which agreement.json names.")
    return words % {"name": name, "is": is_, "was": was}
