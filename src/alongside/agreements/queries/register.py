"""The register: who has signed, by sector; the bundle; and whether what is kept here still holds together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from alongside.agreements import bundle, chain, facts, seal, sealing, signing_rules
from alongside.agreements.models import Agreement, RegisterEntry, Signature, Version, Withdrawal
from alongside.agreements.paper import layout
from alongside.agreements.queries import signing
from alongside.files import queries as files
from alongside.kit import clock, words

if TYPE_CHECKING:
    from alongside.files.models import File


PAPERS = ("pdf", "sealed_pdf", "closing_pdf")


@dataclass(frozen=True)
class Line:
    """One signature as the register shows it."""

    signature: Signature
    is_late: bool

    @property
    def said(self) -> str:
        """Who, by what decision, when: "Bea Harkin, chair. Trustees, 2 October 2026, minute 4. On paper, 14 October 2026"."""
        one = self.signature
        mandate = layout.mandate_words({
            "body": one.mandate_body, "on": f"{one.mandate_on or ''}", "reference": one.mandate_reference
        })  # fmt: skip
        how = _("On paper, %(day)s") if one.method == Signature.Method.PAPER else _("Signed %(day)s")
        parts = [f"{one.name}, {one.capacity}", mandate, how % {"day": words.date(one.signed_at)}]
        parts += [_("Joined later")] if one.party.acceded else [_("After it came into force")] if self.is_late else []
        return ". ".join(part for part in parts if part)


@dataclass
class Sector:
    """The signatures of one sector, and how many partners it has."""

    name: str
    sector: str
    parties: int
    lines: list[Line] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        told = {"sector": self.name, "signed": len(self.lines), "parties": self.parties}
        return _("%(sector)s: %(signed)s of %(parties)s") % told

    @property
    def bars(self) -> list[list[str]]:
        """One bar for each partner; those who have not signed stand without a colour."""
        return [[self.sector] * len(self.lines) + [f"{self.sector} none"] * (self.parties - len(self.lines))]


@dataclass(frozen=True)
class Register:
    """Who has signed one version."""

    agreement: Agreement
    version: Version
    sectors: list[Sector]
    reservations: list[tuple[Signature, dict[str, str]]]
    left: list[Withdrawal]
    again: list[str]
    head: str
    seal: str

    @property
    def is_past(self) -> bool:
        """Whether nobody signs this version any more."""
        return signing.is_past(self.version)

    @property
    def signed(self) -> int:
        return sum(len(one.lines) for one in self.sectors)

    @property
    def on_paper(self) -> int:
        return sum(line.signature.method == Signature.Method.PAPER for one in self.sectors for line in one.lines)

    @property
    def parties(self) -> int:
        return sum(one.parties for one in self.sectors)


def of(version: Version) -> Register:
    """The register of a version, in the same number of queries however many have signed."""
    agreement = version.agreement
    standings = signing.standings(version)
    sectors: dict[str, Sector] = {}
    again = []
    for one in standings:
        sector = one.party.sector
        there = sectors.setdefault(sector, Sector(layout.sector_name(sector), sector, 0))
        there.parties += 1
        if one.signature:
            one.signature.party = one.party
            there.lines.append(Line(one.signature, _late(one.signature, version)))
        else:
            there.waiting.append(one.party.organisation.name)
            again += [one.party.organisation.name] if one.signed_before else []
    signatures = [line.signature for there in sectors.values() for line in there.lines]
    return Register(
        agreement,
        version,
        list(sectors.values()),
        [(signature, one) for signature in signatures for one in signature.reservations],
        list(
            Withdrawal.objects.filter(party__agreement=agreement)
            .select_related("party__organisation", "signature__version")
            .order_by("-at", "signature__version__number", "id")
        ),
        again,
        head_of(agreement),
        sealing.fingerprint(),
    )


def _late(signature: Signature, version: Version) -> bool:
    return version.in_force_on is not None and signature.signed_at.astimezone(clock.LONDON).date() > version.in_force_on


def head_of(agreement: Agreement) -> str:
    """The end of the register, as outsiders keep it."""
    return chain.head(agreement.register_position, agreement.register_head) if agreement.register_position else ""


def edition(agreement: Agreement, fresh_since: dt.datetime) -> str:
    """What the wall in the room was made of: another one, and it is made again. One query."""
    there = Count("parties", filter=Q(parties__until=None), distinct=True)
    last = (
        RegisterEntry.objects.filter(agreement=OuterRef("pk"), kind=RegisterEntry.Kind.SIGNED).order_by("-position").values("at")
    )
    row = Agreement.objects.filter(pk=agreement.pk).annotate(there=there, last=Subquery(last[:1]))
    position, head, parties, at = row.order_by().values_list("register_position", "register_head", "there", "last").get()
    return f"{position}-{head[:16]}-{parties}-{bool(at and at > fresh_since):d}"


def entries(agreement: Agreement) -> list[dict[str, object]]:
    """The register as JSON: each entry with its hashes, and its record just as it was hashed."""
    rows = RegisterEntry.objects.filter(agreement=agreement).order_by("position")
    return [
        {"position": position, "prev": prev, "hash": hash_, "record": msgspec.Raw(canonical.encode())}
        for position, prev, hash_, canonical in rows.values_list("position", "prev", "hash", "canonical")
    ]


def to_export(name: str = "") -> Agreement | None:
    """The agreement of this name in its address, as far as everybody may read it; without one, that of the place."""
    found = signing_rules.public().order_by("-is_main", "-in_force_since", "id")
    return (found.filter(slug=name) if name else found).first()


def bundle_of(version: Version) -> bundle.Bundle | None:
    """All of an agreement as its last sealed paper has it; None before the first one is sealed."""
    written, paper = latest_paper(version)
    if not written or paper is None:
        return None
    manifest = facts.manifest(written.encode())
    last = int(manifest.head.partition(":")[0] or 0)
    rows = RegisterEntry.objects.filter(agreement=version.agreement, position__lte=last).order_by("position")
    links = [chain.of(*row) for row in rows.values_list("position", "prev", "hash", "canonical")]
    versions = list(
        Version.objects.filter(agreement=version.agreement, number__in=[one.number for one in manifest.versions])
        .select_related("pdf")
        .order_by("number")
    )
    return bundle.Bundle(
        written.encode(),
        chain.write(links),
        _content(paper),
        {one.number: one.canonical.encode() for one in versions},
        {one.number: _content(one.pdf) for one in versions},
    )


def latest_paper(version: Version) -> tuple[str, File | None]:
    """The sealed paper that says how it stands now, with what it was sealed with: the one made at the end, else the one before."""
    if version.closing_pdf is not None:
        return version.closing_manifest, version.closing_pdf
    return version.sealed_manifest, version.sealed_pdf


def _content(file: File | None) -> bytes:
    return files.content_of(file).read_bytes() if file else b""


@dataclass(frozen=True)
class Known:
    """What a fingerprint or a file is, as far as we know it."""

    what: str
    version: Version | None = None
    signature: Signature | None = None


def known(agreement: Agreement, sha256: str) -> Known | None:
    """What this fingerprint is: of a text, of a paper, of an entry of the register, of the seal."""
    versions = Version.objects.filter(agreement=agreement).filter(
        Q(text_sha256=sha256) | Q(pdf_sha256=sha256) | Q(sealed_sha256=sha256) | Q(closing_sha256=sha256)
    )
    version = versions.order_by("-number").first()
    if version:
        version.agreement = agreement
        kinds = {
            version.closing_sha256: "closing", version.sealed_sha256: "sealed", version.pdf_sha256: "paper", version.text_sha256: "text",
        }  # fmt: skip
        return Known(kinds[sha256], version)
    entry = RegisterEntry.objects.filter(agreement=agreement, hash=sha256).first()
    if entry:
        signature = Signature.objects.select_related("version").filter(entry=entry).first()
        return Known("entry", signature.version if signature else None, signature)
    return Known("seal") if sha256 == sealing.fingerprint() else None


def first_other_byte(agreement: Agreement, file: bytes) -> tuple[int, Version] | None:
    """Where a file differs from the paper of ours that it is a copy of; None where it is like none of them."""
    likely = Version.objects.filter(agreement=agreement).select_related(*PAPERS).order_by("-number")
    for version in likely[:20]:
        for paper in (version.closing_pdf, version.sealed_pdf, version.pdf):
            ours = _content(paper)
            if len(ours) == len(file) and ours:
                others = [at for at, (one, other) in enumerate(zip(file, ours, strict=True)) if one != other]
                if others and len(others) < len(ours) // 2:
                    return others[0], version
    return None


@dataclass
class Checked:
    """What a look at one agreement in the database found."""

    agreement: Agreement
    entries: int
    problems: list[str]

    @property
    def line(self) -> str:
        told = {"title": self.agreement.title, "n": f"{self.entries:,}", "problems": len(self.problems)}
        if self.problems:
            return _("agreement: %(title)s, %(problems)s problems in %(n)s entries.") % told
        words_ = _("agreement: %(title)s, %(n)s entries, self-consistent. Head %(head)s, seal %(seal)s")
        return words_ % {**told, "head": head_of(self.agreement) or "-", "seal": sealing.fingerprint()}


def check() -> Iterator[Checked]:
    """Look at the register of every agreement, at each text and paper, and at what is beside the chain."""
    for agreement in Agreement.objects.filter(register_position__gt=0).order_by("title", "id"):
        yield _checked(agreement)


def _checked(agreement: Agreement) -> Checked:
    rows = RegisterEntry.objects.filter(agreement=agreement).order_by("position")
    links = [chain.of(*row) for row in rows.values_list("position", "prev", "hash", "canonical")]
    problems = chain.told(chain.breaks(links))
    last = links[-1] if links else None
    if (
        (last.position, last.hash) != (agreement.register_position, agreement.register_head)
        if last
        else agreement.register_position
    ):
        problems.append(_("The register does not end at %(head)s.") % {"head": head_of(agreement)})
    versions = list(Version.objects.filter(agreement=agreement).select_related(*PAPERS).order_by("number"))
    for version in versions:
        if hashlib.sha256(version.canonical.encode()).hexdigest() != version.text_sha256:
            problems.append(_("The text of version %(n)s was altered.") % {"n": version.number})
        papers = (
            (version.pdf, version.pdf_sha256),
            (version.sealed_pdf, version.sealed_sha256),
            (version.closing_pdf, version.closing_sha256),
        )
        for paper, sha256 in papers:
            if sha256 and not _is_whole(paper, sha256):
                problems.append(_("A paper of version %(n)s was altered or is missing.") % {"n": version.number})
    hashes = {one.hash: one for one in links}
    problems += _beside(agreement, hashes)
    for version in versions:
        problems += _seal_of(version, hashes)
    return Checked(agreement, len(links), problems)


def _seal_of(version: Version, links: dict[str, chain.Link]) -> Iterator[str]:
    """Whether the sealed papers of a version are whole, sealed by us, and of a head that the register has had."""
    for paper, written in ((version.sealed_pdf, version.sealed_manifest), (version.closing_pdf, version.closing_manifest)):
        if paper is None:
            continue
        looked = seal.look(_content(paper))
        if not looked.whole or looked.fingerprint != sealing.fingerprint():
            yield _("The sealed paper of version %(n)s does not carry our seal as we set it.") % {"n": version.number}
        head = facts.manifest(written.encode()).head
        if head and head.partition(":")[2] not in links:
            yield _("The sealed paper of version %(n)s is of another register.") % {"n": version.number}


def _is_whole(paper: File | None, sha256: str) -> bool:
    try:
        return hashlib.sha256(_content(paper)).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _beside(agreement: Agreement, links: dict[str, chain.Link]) -> Iterator[str]:
    """Whether the rows of signatures say what was chained."""
    kept = Signature.objects.filter(version__agreement=agreement).order_by("entry__position")
    columns = ("entry__hash", "id", "name", "capacity", "organisation_name", "text_sha256")
    for hash_, id_, *told in kept.values_list(*columns).iterator(chunk_size=2000):
        link = links.get(hash_)
        entry = facts.entry(bytes(link.record)) if link else None
        said = [entry.name, entry.capacity, entry.party.name, entry.text_sha256] if isinstance(entry, facts.Signed) else []
        if said != told or entry is None or entry.id != str(id_):
            yield _("The signature of %(who)s was altered beside the register.") % {"who": told[2]}
