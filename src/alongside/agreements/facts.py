"""What is written down for good of a signing, and in a bundle: plain data, the same in the database, on paper and in a file.

docs/reference/agreement-bundle.md tells every field. So nothing in here may change, only be added to under another `format`.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec

from alongside.agreements import chain

SIGNATURE: Final = "alongside.signature.1"
ENDING: Final = "alongside.ending.1"
BUNDLE: Final = "alongside.bundle.1"
Sha256 = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]
Head = Annotated[str, msgspec.Meta(pattern="^([0-9]{1,9}:[0-9a-f]{64})?$")]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """The partner that somebody signed for, as it was called then."""

    id: str
    organisation: str
    name: str
    sector: str
    acceded: bool = False


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """The decision behind a signature."""

    body: str = ""
    on: str = ""
    reference: str = ""


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """What the partner had said of a clause when it signed. Words that it does not publish are not in here."""

    number: str
    stance: str
    words: str = ""
    public: bool = True


class Signed(msgspec.Struct, frozen=True, kw_only=True, tag="signed", tag_field="kind"):
    """One signature."""

    format: Literal["alongside.signature.1"] = SIGNATURE
    id: str
    at: str
    agreement: str
    version: int
    text_sha256: Sha256
    pdf_sha256: Sha256
    party: Party
    name: str
    capacity: str
    mandate: Mandate
    method: str
    proof: str
    consent: str
    reservations: list[Reservation]
    not_agreed: list[str]
    signed_on: str = ""
    """The day on the paper, where it was signed on paper; `at` is when that was entered."""
    scan_sha256: Sha256 = ""
    seal: Sha256


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True, tag="withdrawn", tag_field="kind"):
    """A partner left."""

    format: Literal["alongside.signature.1"] = SIGNATURE
    id: str
    at: str
    agreement: str
    party: Party
    signature: str
    why: str
    seal: Sha256


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended", tag_field="kind"):
    """The agreement holds no longer, for anybody."""

    format: Literal["alongside.ending.1"] = ENDING
    id: str
    at: str
    agreement: str
    version: int
    ended_on: str
    why: str
    seal: Sha256


Entry = Signed | Withdrawn | Ended


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version that somebody signed, or that can be signed."""

    number: int
    published_on: str
    in_force_on: str = ""
    text_sha256: Sha256
    pdf_sha256: Sha256


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Which agreement it is, and where it is kept."""

    id: str
    title: str
    address: str
    in_force_since: str = ""
    review_on: str = ""
    expires_on: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What holds a bundle together: it is sealed into the PDF, and names the fingerprint of everything else."""

    format: Literal["alongside.bundle.1"] = BUNDLE
    place: str
    lang: str
    made_with: str
    agreement: Agreement
    version: int
    versions: list[Version]
    head: Head
    seal: Sha256

    def of(self, number: int) -> Version | None:
        """The version of this number."""
        return next((one for one in self.versions if one.number == number), None)


_entries: msgspec.json.Decoder[Entry] = msgspec.json.Decoder(Signed | Withdrawn | Ended)
_manifests = msgspec.json.Decoder(Manifest)


def entry(record: bytes) -> Entry:
    """What an entry of the register says. Raises msgspec.DecodeError."""
    return _entries.decode(record)


def manifest(written: bytes) -> Manifest:
    """What `agreement.json` says. Raises msgspec.DecodeError."""
    return _manifests.decode(written)


def plain(told: msgspec.Struct) -> dict[str, Any]:
    """The same as plain data."""
    found: dict[str, Any] = msgspec.to_builtins(told)
    return found


def canonical(told: msgspec.Struct) -> bytes:
    """The same as it is hashed."""
    return chain.canonical(plain(told))


def written(told: Manifest) -> bytes:
    """`agreement.json`, for people to read too."""
    return msgspec.json.format(canonical(told), indent=2) + b"\n"
