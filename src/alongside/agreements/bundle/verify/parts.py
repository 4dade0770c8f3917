"""The parts of a bundle: each by itself, then each against the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements import bundle, chain, facts, seal
from alongside.agreements.bundle import MANIFEST, README, REGISTER, SEALED, WORDS
from alongside.agreements.bundle.verify.found import Found, anchor
from alongside.agreements.bundle.verify.packing import Packed
from alongside.agreements.bundle.verify.sealed import attached, sealed_anew
from alongside.kit import paper


class Zip:
    """A whole bundle."""

    def __init__(self, file: bytes, trusted: str) -> None:
        self.trusted = trusted
        self.found = Found()
        self.packed = Packed(file, self.found)
        self.parts = self.packed.parts
        self.manifest: facts.Manifest | None = None
        self.links: list[chain.Link] = []

    def looked(self, anchors: Sequence[str]) -> Found:
        if self.found.holds or self.parts:
            self._read_manifest()
        if self.manifest:
            self._look_at_seal(self.manifest)
            self._look_at_texts(self.manifest)
            self._look_at_register(self.manifest)
            anchor(self.found, anchors, [chain.head(at, one.hash) for at, one in enumerate(self.links, start=1)])
        self.packed.look_at_rest(self._in_order())
        return self.found

    def _read_manifest(self) -> None:
        if MANIFEST not in self.parts:
            self.found.say(_("%(name)s was removed from the bundle."), MANIFEST)
            return
        try:
            self.manifest = facts.manifest(self.parts[MANIFEST])
        except (msgspec.DecodeError, UnicodeDecodeError) as why:
            self.found.say(_("%(name)s was altered: it can no longer be read (%(why)s)."), MANIFEST, why=why)
            return
        self.found.manifest = self.manifest
        numbers = [one.number for one in self.manifest.versions]
        wanted = {README, MANIFEST, SEALED, REGISTER, *(f"text-{n}.{kind}" for n in numbers for kind in ("json", "pdf"))}
        for name in sorted(wanted - set(self.parts)):
            self.found.say(_("%(name)s was removed from the bundle."), name)
        for name in sorted(set(self.parts) - wanted):
            self.found.say(_("%(name)s was put into the bundle."), name)
        if self.parts.get(README, WORDS) != WORDS:
            self.found.say(_("%(name)s was altered."), README)
        if facts.written(self.manifest) != self.parts[MANIFEST]:
            self.found.say(_("%(name)s was altered: it is not written as we write it."), MANIFEST)

    def _look_at_seal(self, manifest: facts.Manifest) -> None:
        if SEALED not in self.parts:
            return
        pdf = self.parts[SEALED]
        try:
            looked = seal.look(pdf)
        except seal.NotSealed as why:
            self.found.say(_("%(name)s is not sealed any more. %(why)s"), SEALED, why=why)
            return
        self.found.seal = looked.fingerprint
        for fault in looked.faults:
            where = self._first_other_byte(pdf, lambda: self._register_paper(manifest))
            self.found.say("%(name)s: %(fault)s %(where)s", SEALED, fault=fault, where=where)
        if looked.whole and looked.fingerprint != manifest.seal:
            self.found.say("%(what)s", SEALED, what=sealed_anew(SEALED, looked.fingerprint, manifest.seal))
        sealed = attached(pdf, looked, self.found, self.trusted)
        if sealed and sealed != manifest:
            names = ", ".join(_differing(facts.plain(manifest), facts.plain(sealed)))
            words = _("%(name)s was altered: it is not the one sealed into agreement.pdf (%(names)s).")
            self.found.say(words, MANIFEST, names=names)

    def _register_paper(self, manifest: facts.Manifest) -> bytes:
        return bundle.register_paper(manifest, self.parts[f"text-{manifest.version}.json"], self.parts[REGISTER])

    def _first_other_byte(self, pdf: bytes, again: Callable[[], bytes], sha256: str = "") -> str:
        """Where a paper is not as it is when it is set again from the facts; silent where that cannot be done here."""
        if self.trusted or self.manifest is None or self.manifest.made_with != paper.version():
            return ""
        try:
            meant = again()
        except (paper.CannotTypeset, msgspec.DecodeError, LookupError, UnicodeDecodeError, ValueError, TypeError):
            return ""
        if sha256 and hashlib.sha256(meant).hexdigest() != sha256:
            return ""
        at = next((at for at, (one, other) in enumerate(zip(pdf, meant, strict=False)) if one != other), None)
        if at is None:
            return _("The first %(n)s bytes, the pages themselves, are as they were.") % {"n": f"{min(len(pdf), len(meant)):,}"}
        told = {"at": f"{at + 1:,}", "of": f"{len(pdf):,}", "is": f"{pdf[at]:02x}", "was": f"{meant[at]:02x}"}
        return _("The first byte that differs is byte %(at)s of %(of)s: it is %(is)s and was %(was)s.") % told

    def _look_at_texts(self, manifest: facts.Manifest) -> None:
        for version in manifest.versions:
            names = f"text-{version.number}.json", f"text-{version.number}.pdf"
            text, pdf = map(self.parts.get, names)
            if text is not None and hashlib.sha256(text).hexdigest() != version.text_sha256:
                words = _("%(name)s was altered: it is not the text of version %(n)d that was signed. %(where)s")
                self.found.say(words, names[0], n=version.number, where=_altered_clauses(text))
            if pdf is not None and hashlib.sha256(pdf).hexdigest() != version.pdf_sha256:
                where = self._first_other_byte(
                    pdf, partial(bundle.text_paper, manifest, version.number, text or b""), version.pdf_sha256
                )
                words = _("%(name)s was altered: it is not the paper that was shown to whoever signed. %(where)s")
                self.found.say(words, names[1], where=where)

    def _look_at_register(self, manifest: facts.Manifest) -> None:
        if REGISTER not in self.parts:
            return
        broken: list[chain.Break] = []
        self.links = list(chain.read(self.parts[REGISTER], broken))
        self.found.entries = len(self.links)
        for one in broken:
            self.found.say(_("Line %(n)d of %(name)s was altered: it can no longer be read."), REGISTER, n=one.position)
        if not broken and chain.write(self.links) != self.parts[REGISTER]:
            self.found.say(_("%(name)s was altered: it is not written as we write it."), REGISTER)
        who = [_who(one) for one in self.links]
        for problem in chain.told(chain.breaks(self.links), who):
            self.found.say("%(problem)s", REGISTER, problem=problem)
        if not broken:
            self._look_at_end(manifest.head)
        self._look_at_entries(manifest)

    def _look_at_end(self, head: str) -> None:
        if any(chain.head(one.position, one.hash) == head for one in self.links) or (head == "" and not self.links):
            return
        last, end = max((one.position for one in self.links), default=0), int(head.partition(":")[0] or 0)
        if end > last:
            words = ngettext(
                "Entry %(last)d was removed from the end of the register.",
                "Entries %(first)d to %(last)d were removed from the end of the register.",
                end - last,
            )
            self.found.say(words, REGISTER, first=last + 1, last=end)
        else:
            self.found.say(_("The register does not end where agreement.json says: at %(head)s."), REGISTER, head=head or "-")

    def _look_at_entries(self, manifest: facts.Manifest) -> None:
        for one in self.links:
            try:
                entry = facts.entry(bytes(one.record))
            except (msgspec.DecodeError, UnicodeDecodeError):
                self.found.say(_("Entry %(n)d of the register says nothing that we know."), REGISTER, n=one.position)
                continue
            if entry.agreement != manifest.agreement.id:
                self.found.say(_("Entry %(n)d of the register belongs to another agreement."), REGISTER, n=one.position)
            if entry.seal != manifest.seal:
                self.found.say(_("Entry %(n)d of the register names another seal than agreement.json."), REGISTER, n=one.position)
            if isinstance(entry, facts.Signed):
                version = manifest.of(entry.version)
                if version is None or (version.text_sha256, version.pdf_sha256) != (entry.text_sha256, entry.pdf_sha256):
                    words = _("Entry %(n)d of the register signs another text than the one in the bundle.")
                    self.found.say(words, REGISTER, n=one.position)

    def _in_order(self) -> list[str]:
        fixed = [README, MANIFEST, SEALED, REGISTER]
        numbers = sorted(one.number for one in self.manifest.versions) if self.manifest else []
        return [*fixed, *(f"text-{n}.json" for n in numbers), *(f"text-{n}.pdf" for n in numbers)]


def _who(link: chain.Link) -> str:
    try:
        entry = facts.entry(bytes(link.record))
        return "" if isinstance(entry, facts.Ended) else entry.party.name
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _altered_clauses(text: bytes) -> str:
    """Which clauses of a text no longer fit their own fingerprint."""
    try:
        clauses = msgspec.json.decode(text)["clauses"]
        names = [one["number"] or one["kind"] for one in clauses if _clause_sha256(one) != one["sha256"]]
    except (msgspec.DecodeError, UnicodeDecodeError, LookupError, TypeError):
        return _("It can no longer be read.")
    return _("Altered: %(names)s.") % {"names": ", ".join(map(str, names))} if names else ""


def _clause_sha256(one: dict[str, Any]) -> str:
    kept = {"format": "alongside.clause.1", "kind": one["kind"], "text": one["text"], "promisers": one["promisers"]}
    return chain.text_digest(kept)


def _differing(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """The names of what is not the same in two pieces of plain data."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from _differing(one[name], other[name], f"{at}.{name}" if at else name)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differing(mine, theirs, f"{at}[{number}]")
    elif one != other:
        yield at
