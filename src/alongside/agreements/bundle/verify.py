"""Is a bundle, or a sealed PDF, whole? Tells exactly what was altered, from the file alone."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements import bundle, chain, facts, seal
from alongside.agreements.bundle import MANIFEST, README, REGISTER, SEALED, WORDS
from alongside.kit import paper

LARGEST = 200_000_000
A_SLIP = 4
"""So many other bytes in the wrapping are an alteration; more, and another program has packed the same files anew."""
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


def verify(file: bytes, anchors: Sequence[str] = (), *, trusted: str = "") -> Found:
    """Look at every byte of a bundle or of a sealed PDF. `anchors` are fingerprints that somebody kept outside.

    With `trusted`, the one seal that we know, nothing that a stranger sent is read more deeply or set again: whoever has
    a web page check files for everybody gives it.
    """
    if file.startswith(b"%PDF-"):
        return _Pdf(file, trusted).looked(anchors)
    if not file.startswith(b"PK"):
        raise NotOurs(_("This is neither a bundle (ZIP) nor a PDF, or its beginning was altered."))
    return _Zip(file, trusted).looked(anchors)


class _Pdf:
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
        manifest = _attached(self.file, looked, self.found, self.trusted)
        if manifest and self.found.holds:
            self.found.manifest = manifest
            self.found.entries = int(manifest.head.partition(":")[0] or 0)
            if manifest.seal != looked.fingerprint:
                self.found.problems.append(_sealed_anew("agreement.pdf", looked.fingerprint, manifest.seal))
            _anchor(self.found, anchors, [manifest.head] if manifest.head else [])
        return self.found


class _Zip:
    """A bundle: each part by itself, then each against the others."""

    def __init__(self, file: bytes, trusted: str) -> None:
        self.file = file
        self.trusted = trusted
        self.found = Found()
        self.parts: dict[str, bytes] = {}
        self.manifest: facts.Manifest | None = None
        self.links: list[chain.Link] = []

    def looked(self, anchors: Sequence[str]) -> Found:
        self._unpack()
        if self.found.holds or self.parts:
            self._read_manifest()
        if self.manifest:
            self._look_at_seal(self.manifest)
            self._look_at_texts(self.manifest)
            self._look_at_register(self.manifest)
            _anchor(self.found, anchors, [chain.head(at, one.hash) for at, one in enumerate(self.links, start=1)])
        self._look_at_wrapping()
        return self.found

    def _say(self, words: str, **told: Any) -> None:
        self.found.problems.append(words % told)

    def _unpack(self) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(self.file)) as packed:
                infos = packed.infolist()
                if sum(one.file_size for one in infos) > LARGEST:
                    raise NotOurs(_("This file unpacks to more than any bundle holds."))
                for one in infos:
                    self._take(packed, one)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError) as why:
            self._say(_("The wrapping of the bundle (ZIP) was altered or cut off: %(why)s"), why=why)

    def _take(self, packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
        if one.filename in self.parts:
            self._say(_("%(name)s is in the bundle twice."), name=one.filename)
            return
        try:
            self.parts[one.filename] = packed.read(one)
        except zipfile.BadZipFile:
            if one.compress_type == zipfile.ZIP_STORED:
                self.parts[one.filename] = self._raw(one)
            self._say(_("%(name)s was altered after it was packed: its checksum does not fit."), name=one.filename)

    def _raw(self, one: zipfile.ZipInfo) -> bytes:
        """What stands there, whatever its checksum: the parts know better than the wrapping what was altered."""
        head = self.file[one.header_offset : one.header_offset + 30]
        start = one.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return self.file[start : start + one.file_size]

    def _read_manifest(self) -> None:
        if MANIFEST not in self.parts:
            self._say(_("%(name)s was removed from the bundle."), name=MANIFEST)
            return
        try:
            self.manifest = facts.manifest(self.parts[MANIFEST])
        except (msgspec.DecodeError, UnicodeDecodeError) as why:
            self._say(_("%(name)s was altered: it can no longer be read (%(why)s)."), name=MANIFEST, why=why)
            return
        self.found.manifest = self.manifest
        numbers = [one.number for one in self.manifest.versions]
        wanted = {README, MANIFEST, SEALED, REGISTER, *(f"text-{n}.{kind}" for n in numbers for kind in ("json", "pdf"))}
        for name in sorted(wanted - set(self.parts)):
            self._say(_("%(name)s was removed from the bundle."), name=name)
        for name in sorted(set(self.parts) - wanted):
            self._say(_("%(name)s was put into the bundle."), name=name)
        if self.parts.get(README, WORDS) != WORDS:
            self._say(_("%(name)s was altered."), name=README)
        if facts.written(self.manifest) != self.parts[MANIFEST]:
            self._say(_("%(name)s was altered: it is not written as we write it."), name=MANIFEST)

    def _look_at_seal(self, manifest: facts.Manifest) -> None:
        if SEALED not in self.parts:
            return
        pdf = self.parts[SEALED]
        try:
            looked = seal.look(pdf)
        except seal.NotSealed as why:
            self._say(_("agreement.pdf is not sealed any more. %(why)s"), why=why)
            return
        self.found.seal = looked.fingerprint
        for fault in looked.faults:
            where = self._first_other_byte(pdf, lambda: self._register_paper(manifest))
            self._say("agreement.pdf: %(fault)s %(where)s", fault=fault, where=where)
        if looked.whole and looked.fingerprint != manifest.seal:
            self.found.problems.append(_sealed_anew(SEALED, looked.fingerprint, manifest.seal))
        sealed = _attached(pdf, looked, self.found, self.trusted)
        if sealed and sealed != manifest:
            names = ", ".join(_differing(facts.plain(manifest), facts.plain(sealed)))
            self._say(_("agreement.json was altered: it is not the one sealed into agreement.pdf (%(names)s)."), names=names)

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
            text, pdf = self.parts.get(f"text-{version.number}.json"), self.parts.get(f"text-{version.number}.pdf")
            if text is not None and hashlib.sha256(text).hexdigest() != version.text_sha256:
                words = _("text-%(n)d.json was altered: it is not the text of version %(n)d that was signed. %(where)s")
                self._say(words, n=version.number, where=_altered_clauses(text))
            if pdf is not None and hashlib.sha256(pdf).hexdigest() != version.pdf_sha256:
                where = self._first_other_byte(
                    pdf, partial(bundle.text_paper, manifest, version.number, text or b""), version.pdf_sha256
                )
                words = _("text-%(n)d.pdf was altered: it is not the paper that was shown to whoever signed. %(where)s")
                self._say(words, n=version.number, where=where)

    def _look_at_register(self, manifest: facts.Manifest) -> None:
        if REGISTER not in self.parts:
            return
        broken: list[chain.Break] = []
        self.links = list(chain.read(self.parts[REGISTER], broken))
        self.found.entries = len(self.links)
        for one in broken:
            self._say(_("Line %(n)d of register.jsonl was altered: it can no longer be read."), n=one.position)
        if not broken and chain.write(self.links) != self.parts[REGISTER]:
            self._say(_("register.jsonl was altered: it is not written as we write it."))
        who = [_who(one) for one in self.links]
        self.found.problems += chain.told(chain.breaks(self.links), who)
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
            self._say(words, first=last + 1, last=end)
        else:
            self._say(_("The register does not end where agreement.json says: at %(head)s."), head=head or "-")

    def _look_at_entries(self, manifest: facts.Manifest) -> None:
        for one in self.links:
            try:
                entry = facts.entry(bytes(one.record))
            except (msgspec.DecodeError, UnicodeDecodeError):
                self._say(_("Entry %(n)d of the register says nothing that we know."), n=one.position)
                continue
            if entry.agreement != manifest.agreement.id:
                self._say(_("Entry %(n)d of the register belongs to another agreement."), n=one.position)
            if entry.seal != manifest.seal:
                self._say(_("Entry %(n)d of the register names another seal than agreement.json."), n=one.position)
            if isinstance(entry, facts.Signed):
                version = manifest.of(entry.version)
                if version is None or (version.text_sha256, version.pdf_sha256) != (entry.text_sha256, entry.pdf_sha256):
                    words = _("Entry %(n)d of the register signs another text than the one in the bundle.")
                    self._say(words, n=one.position)

    def _look_at_wrapping(self) -> None:
        """What is left are bytes of the ZIP itself: an altered one is told, a bundle packed anew by another program let pass."""
        if self.found.problems:
            return
        meant = bundle.pack({name: self.parts[name] for name in self._in_order()})
        if meant == self.file:
            return
        others = [at for at, (one, other) in enumerate(zip(self.file, meant, strict=False)) if one != other]
        if len(meant) == len(self.file) and len(others) <= A_SLIP:
            self._say(
                _("The wrapping of the bundle (ZIP) was altered at byte %(at)s; the files in it are whole."),
                at=f"{others[0] + 1:,}",
            )
        elif meant in self.file:
            self._say(_("Bytes were put before or after the bundle."))
        else:
            self.found.notes.append(_("Another program has packed this bundle anew; the files in it are the same."))

    def _in_order(self) -> list[str]:
        fixed = [README, MANIFEST, SEALED, REGISTER]
        numbers = sorted(one.number for one in self.manifest.versions) if self.manifest else []
        return [*fixed, *(f"text-{n}.json" for n in numbers), *(f"text-{n}.pdf" for n in numbers)]


def _attached(pdf: bytes, looked: seal.Look, found: Found, trusted: str) -> facts.Manifest | None:
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


def _anchor(found: Found, anchors: Sequence[str], heads: Sequence[str]) -> None:
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


def _sealed_anew(name: str, is_: str, was: str) -> str:
    words = _("%(name)s was sealed anew: by the seal %(is)s, and not by %(was)s, which agreement.json names.")
    return words % {"name": name, "is": is_, "was": was}


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
