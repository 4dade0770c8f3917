"""What this room keeps about people."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words
from alongside.replies import policy

WHY = "So that whoever asks gets an answer, and everybody sees who answers and how it ended"
AS_LONG = "As long as what it is about"
SEEN = "Who asked, who answers with their colleagues, and the officers"


def _seat(*of: str) -> Personal:
    """Somebody who spoke for an organisation: that it was answered, and by whom, stays."""
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.BLANK, of=of, seen_by=SEEN)


def _asker() -> Personal:
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.BLANK, of=("asker",), seen_by=SEEN)


def _words(*of: str) -> Personal:
    return Personal(purpose=WHY, basis=Basis.LEGITIMATE_INTERESTS, keep=AS_LONG, erase=Erase.KEEP, of=of, seen_by=SEEN)


ASKED = ("asker", "asker_email")
BOTH = (*ASKED, "answered_by")

PERSONAL: Declarations = {
    "OwedReply": {
        "id": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "subject_kind": NOT_PERSONAL,
        "subject_id": NOT_PERSONAL,
        "title": _words(*ASKED, "owner", "answered_by"),
        "organisation": NOT_PERSONAL,
        "owner": _seat("owner"),
        "asker": _asker(),
        "asker_email": Personal(
            purpose="To send the answer to somebody without an account",
            basis=Basis.LEGITIMATE_INTERESTS,
            keep=policy.KEEP_ADDRESSES,
            erase=Erase.BLANK,
            of=("asker_email",),
            since="closed_at answered_at",
            seen_by=SEEN,
        ),
        "state": NOT_PERSONAL,
        "round": NOT_PERSONAL,
        "opened_at": _words(*BOTH),
        "due_on": NOT_PERSONAL,
        "acknowledged_at": NOT_PERSONAL,
        "reminded_at": NOT_PERSONAL,
        "late_at": NOT_PERSONAL,
        "escalated_at": NOT_PERSONAL,
        "escalations": NOT_PERSONAL,
        "disputed_at": NOT_PERSONAL,
        "answer": _words(*BOTH),
        "answered_at": _words(*BOTH),
        "answered_by": _seat("answered_by"),
        "answered_for": NOT_PERSONAL,
        "outcome": NOT_PERSONAL,
        "closed_at": NOT_PERSONAL,
    },
    "Turn": {
        "id": NOT_PERSONAL,
        "reply": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "text": _words("by", "reply__asker", "reply__asker_email"),
        "by": _seat("by"),
        "to": _seat("to"),
        "at": _words("by", "to", "reply__asker", "reply__asker_email"),
    },
}

WORDS: Words = {
    "OwedReply": _("What you asked, and what you answered"),
    "OwedReply.opened_at": _("Asked on"),
    "OwedReply.answered_at": _("Answered on"),
    "Turn": _("What was said on the way to an answer"),
}
