"""What this room keeps about people."""

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, Personal
from alongside.replies import policy

WHY = "So that whoever asks gets an answer, and everybody sees who answers and how it ended"
AS_LONG = "As long as what it is about"


def _seat() -> Personal:
    """Somebody who spoke for an organisation: that it was answered, and by whom, stays."""
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.BLANK)


def _asker() -> Personal:
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.BLANK)


def _words() -> Personal:
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.KEEP)


PERSONAL: Declarations = {
    "OwedReply": {
        "id": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "subject_kind": NOT_PERSONAL,
        "subject_id": NOT_PERSONAL,
        "title": _words(),
        "organisation": NOT_PERSONAL,
        "owner": _seat(),
        "asker": _asker(),
        "asker_email": Personal(
            purpose="To send the answer to somebody without an account",
            basis=Basis.LEGITIMATE_INTERESTS,
            keep=policy.KEEP_ADDRESSES,
            export=Export.SHOW,
            erase=Erase.BLANK,
        ),
        "state": NOT_PERSONAL,
        "round": NOT_PERSONAL,
        "opened_at": NOT_PERSONAL,
        "due_on": NOT_PERSONAL,
        "acknowledged_at": NOT_PERSONAL,
        "reminded_at": NOT_PERSONAL,
        "late_at": NOT_PERSONAL,
        "escalated_at": NOT_PERSONAL,
        "escalations": NOT_PERSONAL,
        "disputed_at": NOT_PERSONAL,
        "answer": _words(),
        "answered_at": NOT_PERSONAL,
        "answered_by": _seat(),
        "answered_for": NOT_PERSONAL,
        "outcome": NOT_PERSONAL,
        "closed_at": NOT_PERSONAL,
    },
    "Turn": {
        "id": NOT_PERSONAL,
        "reply": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "text": _words(),
        "by": _seat(),
        "to": _seat(),
        "at": NOT_PERSONAL,
    },
}
