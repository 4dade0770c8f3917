"""The exact text: what is hashed of a clause and of a version. Any program can do it again: docs/reference/agreement-bundle.md tells how.

So nothing in here may change, only be added to under another `format`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.agreements.models import Promiser, Version, VersionClause

CLAUSE, VERSION = "alongside.clause.1", "alongside.agreement.1"


def canonical(told: dict[str, Any]) -> str:
    """JSON with keys in order, no spaces and no escapes: as UTF-8, what is hashed."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The fingerprint of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def clause(kind: str, text: str, promisers: Iterable[Promiser] = ()) -> str:
    """What a position is about: what a clause says and who promises it, not where it stands."""
    return canonical({"format": CLAUSE, "kind": kind, "text": text, "promisers": _promisers(promisers)})


def version(one: Version, entries: Iterable[VersionClause], topics: dict[Any, str] | None = None) -> str:
    """A whole version, clause by clause in order. `topics` are the disagreements beside what is not agreed, by id.

    `entries` bring their `wording` with its `promisers`.
    """
    told = [_entry(entry, topics or {}) for entry in entries]
    facts = {"format": VERSION, "agreement": str(one.agreement_id), "title": one.title, "version": one.number}
    return canonical({**facts, "clauses": told})


def _entry(entry: VersionClause, topics: dict[Any, str]) -> dict[str, Any]:
    wording = entry.wording
    told: dict[str, Any] = {
        "id": str(entry.clause_id),
        "number": entry.number,
        "kind": wording.kind,
        "text": wording.text,
        "promisers": _promisers(wording.promisers.all()),
        "sha256": wording.text_sha256,
    }
    if entry.carried:
        told["carried"] = entry.carried
    if entry.disagreement_id:
        told["disagreement"] = {"id": str(entry.disagreement_id), "topic": topics.get(entry.disagreement_id, "")}
    return told


def _promisers(promisers: Iterable[Promiser]) -> list[dict[str, Any]]:
    told = [{"id": str(one.organisation_id), "name": one.name, "lead": one.is_lead} for one in promisers]
    return sorted(told, key=lambda one: (not one["lead"], one["id"]))
