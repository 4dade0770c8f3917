"""A bundle made from nothing but facts, and a key of its own for each test session: keys and first imports take a while."""

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from alongside.agreements import bundle, chain, facts, seal
from alongside.kit import paper

SECTORS = ("voluntary", "council", "health")


def key(name: str = "ours") -> seal.Key:
    return _key(name)


@cache
def _key(name: str) -> seal.Key:
    return seal.key(Path(mkdtemp()) / f"{name}.pem", since=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def clause(number: str, text: str, kind: str = "clause", **more: Any) -> dict[str, Any]:
    kept = {"kind": kind, "text": text, "promisers": more.pop("promisers", [])}
    sha = chain.text_digest({"format": "alongside.clause.1", **kept})
    return {"id": number, "number": number, "sha256": sha, **kept, **more}


TEXT = [
    clause("", "We stand side by side.", "preamble"),
    clause("1.1", "Each partner has one voice."),
    clause("1.2", "Paid time includes travel.", carried="not_agreed", disagreement={"id": "d", "topic": "Travel"}),
]


def text(clauses: list[dict[str, Any]] | None = None, title: str = "The Marlshire Agreement") -> bytes:
    facts_ = {"format": "alongside.agreement.1", "agreement": "a1", "title": title, "version": 3}
    return chain.canonical({**facts_, "clauses": TEXT if clauses is None else clauses})


def manifest(text: bytes, *, pdf: str = "", head: str = "", by: seal.Key | None = None) -> facts.Manifest:
    sha = hashlib.sha256(text).hexdigest()
    return facts.Manifest(
        place="Marlshire",
        lang="en-GB",
        made_with=paper.version(),
        agreement=facts.Agreement(id="a1", title="The Marlshire Agreement", address="https://marlshire.example/agreement"),
        version=3,
        versions=[facts.Version(number=3, published_on="2026-09-01", text_sha256=sha, pdf_sha256=pdf)],
        head=head,
        seal=(by or key()).fingerprint,
    )


def signed(number: int, of: facts.Manifest, **more: Any) -> facts.Signed:
    name = more.pop("partner", f"Partner {number}")
    told: dict[str, Any] = {
        "id": f"s{number}",
        "at": f"2026-10-14T10:00:{number:02}.000000+00:00",
        "agreement": "a1",
        "version": 3,
        "text_sha256": of.versions[0].text_sha256,
        "pdf_sha256": of.versions[0].pdf_sha256,
        "party": facts.Party(id=f"p{number}", organisation=f"o{number}", name=name, sector=SECTORS[number % 3]),
        "name": "Bea Harkin",
        "capacity": "chair",
        "mandate": facts.Mandate(body="Trustees", on="2026-10-02", reference="minute 4"),
        "method": "online",
        "proof": "mail",
        "consent": "I sign.",
        "reservations": [],
        "not_agreed": ["1.2"],
        "seal": of.seal,
    }
    return facts.Signed(**told | more)


def register(entries: list[facts.Entry]) -> list[chain.Link]:
    links: list[chain.Link] = []
    for number, entry in enumerate(entries, start=1):
        links.append(chain.link(number, links[-1].hash if links else chain.START, facts.canonical(entry)))
    return links


def made(by: str = "ours", signatures: int = 6) -> bundle.Bundle:
    return _made(by, signatures)


@cache
def _made(by: str, signatures: int) -> bundle.Bundle:
    exact = text()
    shown = bundle.text_paper(manifest(exact, by=key(by)), 3, exact)
    sha = hashlib.sha256(shown).hexdigest()
    before = manifest(exact, pdf=sha, by=key(by))
    links = register([signed(number, before) for number in range(1, signatures + 1)])
    whole = manifest(exact, pdf=sha, head=chain.head(signatures, links[-1].hash), by=key(by))
    written = chain.write(links)
    sealed = seal.put_on(bundle.register_paper(whole, exact, written), key(by))
    return bundle.Bundle(facts.written(whole), written, sealed, {3: exact}, {3: shown})
