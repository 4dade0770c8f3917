"""What the chain hashes: one canonical text per event, and the hash before it.

Any program can check it: docs/reference/record.md tells how. So nothing in here may change, only be added to.
"""

import datetime as dt
import hashlib
import json
from typing import Any

from alongside.record.models import Event

START = "0" * 64
"""What stands before the first event."""


def canonical(event: Event) -> bytes:
    """The event as JSON in UTF-8: keys in order, no spaces, the time in UTC to the microsecond."""
    told: dict[str, Any] = {
        "id": str(event.id),
        "kind": event.kind,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "by": str(event.by) if event.by else None,
        "acting_for": str(event.acting_for) if event.acting_for else None,
        "subject_kind": event.subject_kind,
        "subject_id": str(event.subject_id),
        "facts": event.facts,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(prev: str, event: Event) -> str:
    """SHA-256 over the hash before, a line end, and the event itself."""
    return hashlib.sha256(prev.encode() + b"\n" + canonical(event)).hexdigest()
