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


def _away(*of: str) -> Personal:
    return Personal(
        purpose="So that nobody waits for an answer because somebody is away",
        basis=Basis.LEGITIMATE_INTERESTS,
        keep="Until the day after the last day away",
        of=of,
        seen_by="You, your colleagues, and the officers who run this place",
    )


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
        "covers_for": _seat("covers_for"),
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
    "Away": {
        "id": NOT_PERSONAL,
        "person": _away("person"),
        "starts": _away("person"),
        "ends": _away("person"),
    },
    "Cover": {
        "id": NOT_PERSONAL,
        "away": NOT_PERSONAL,
        "organisation": NOT_PERSONAL,
        "person": _away("person"),
        "declined_at": _away("person"),
    },
}

WORDS: Words = {
    "OwedReply": _("What you asked, and what you answered"),
    "OwedReply.opened_at": _("Asked on"),
    "OwedReply.answered_at": _("Answered on"),
    "OwedReply.covers_for": _("For whom somebody covered"),
    "Away": _("When you are away"),
    "Away.starts": _("First day away"),
    "Away.ends": _("Last day away"),
    "Cover": _("For whom you cover"),
    "Cover.declined_at": _("Declined on"),
    "Turn": _("What was said on the way to an answer"),
}
