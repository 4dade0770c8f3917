"""A bundle: all of an agreement in one ZIP file, from which alone anybody can check it. Its form never changes under one name.

Bytes in, bytes out: nothing here asks a database.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

import msgspec

from alongside.agreements import chain, facts, paper
from alongside.agreements.paper import layout

README, MANIFEST, REGISTER, SEALED = "README.txt", "agreement.json", "register.jsonl", "agreement.pdf"
WHEN = (1980, 1, 1, 0, 0, 0)
WORDS = b"""This is an agreement with everything that is needed to check it.

agreement.pdf    the text and the register of who signed, sealed
agreement.json   the fingerprints of everything in here; sealed into agreement.pdf too
register.jsonl   the register: who signed and who withdrew, a line each, chained by SHA-256
text-N.json      the exact text of version N, as its fingerprint is made of it
text-N.pdf       the paper of version N that was shown to whoever signed

To check it, with any copy of Alongside, without a network:

    ./alongside verify FILE.zip --fingerprint FINGERPRINT

FINGERPRINT is the seal's or the head of the register, from the page of the agreement or from a paper that you kept.
How to check it with other programs is told in docs/reference/agreement-bundle.md of Alongside.
"""


@dataclass(frozen=True)
class Bundle:
    """What is in one."""

    manifest: bytes
    register: bytes
    sealed: bytes
    texts: dict[int, bytes]
    papers: dict[int, bytes]

    def files(self) -> dict[str, bytes]:
        """Every file by its name, in order."""
        fixed = {README: WORDS, MANIFEST: self.manifest, SEALED: self.sealed, REGISTER: self.register}
        texts = {f"text-{number}.json": one for number, one in sorted(self.texts.items())}
        return fixed | texts | {f"text-{number}.pdf": one for number, one in sorted(self.papers.items())}


def pack(files: dict[str, bytes]) -> bytes:
    """A ZIP file that is the same, byte for byte, for the same files: nothing is compressed, no time is kept."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            told = zipfile.ZipInfo(name, WHEN)
            told.create_system, told.external_attr = 3, 0o644 << 16
            packed.writestr(told, content)
    return out.getvalue()


def text_paper(manifest: facts.Manifest, number: int, text: bytes) -> bytes:
    """The paper of a version that is shown to whoever signs."""
    version = manifest.of(number)
    if version is None:
        raise LookupError(number)
    told = layout.of_text(facts.plain(manifest), facts.plain(version), msgspec.json.decode(text), text.decode())
    return paper.typeset(told)


def register_paper(manifest: facts.Manifest, text: bytes, register: bytes) -> bytes:
    """The paper with the register, before it is sealed."""
    version = manifest.of(manifest.version)
    if version is None:
        raise LookupError(manifest.version)
    records: list[dict[str, Any]] = [facts.plain(facts.entry(bytes(one.record))) for one in chain.read(register, [])]
    told = layout.of_register(
        facts.plain(manifest), facts.plain(version), msgspec.json.decode(text), records, facts.written(manifest).decode()
    )
    return paper.typeset(told)
