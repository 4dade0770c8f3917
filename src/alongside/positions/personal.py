"""What this room keeps about people: who spoke for an organisation, and in what capacity."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words
from alongside.positions import policy

_spoke = Personal(
    purpose="To show who spoke for an organisation, and in what capacity",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the text that it is about; without your name once you ask to be forgotten",
    erase=Erase.BLANK,
    of=("by",),
    seen_by="Whoever may read the position: everybody, the partners, or the steering group",
)
_words = replace(_spoke, erase=Erase.KEEP, keep="As long as the text that it is about: they are the organisation's words")
_asked = Personal(
    purpose="To ask an organisation where it stands, and to say who asked",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the text that it is about",
    erase=Erase.BLANK,
    of=("asked_by",),
)
_address = replace(_asked, keep=policy.KEEP_ADDRESSES, of=("email",), since="asked_at")
_decision = "mandate_body mandate_on mandate_reference"

PERSONAL: Declarations = {
    "Asking": {
        **dict.fromkeys("id sheet_kind sheet_id organisation round asked_at due_on reminded_at".split(), NOT_PERSONAL),
        "email": _address,
        "asked_by": _asked,
    },
    "Position": {
        **dict.fromkeys(
            f"id subject_kind subject_id text_sha256 organisation stance visibility by_mail superseded_at {_decision}".split(),
            NOT_PERSONAL,
        ),
        "words": _words,
        "at": _words,
        "by": _spoke,
        "seat": _spoke,
        "said_by": _spoke,
    },
    "Disagreement": {
        **dict.fromkeys(
            "id topic subject_kind subject_id text_sha256 interim owner owner_role next_review opened_at outcome outcome_words "
            "ended_on reminded_at".split(),
            NOT_PERSONAL,
        ),
        "opened_by": replace(_spoke, of=("opened_by",), seen_by="Everybody"),
    },
    "Side": {
        **dict.fromkeys(f"id disagreement organisation superseded_at {_decision}".split(), NOT_PERSONAL),
        **dict.fromkeys(("words", "would_change", "at"), replace(_words, seen_by="Everybody")),
        **dict.fromkeys(("by", "said_by"), replace(_spoke, seen_by="Everybody")),
    },
    "Look": {
        **dict.fromkeys("id disagreement on words outcome next_review at".split(), NOT_PERSONAL),
        "by": replace(_spoke, seen_by="Everybody"),
    },
}

WORDS: Words = {
    "Asking": _("Organisations that you asked, or that we asked at your address"),
    "Asking.asked_by": _("Who asked"),
    "Position": _("Positions you took for an organisation"),
    "Position.words": _("What was said"),
    "Position.seat": _("From which seat"),
    "Position.said_by": _("In what capacity"),
    "Side": _("What you said in a disagreement"),
    "Side.words": _("What was said"),
    "Side.would_change": _("What would change its mind"),
    "Side.said_by": _("In what capacity"),
    "Disagreement": _("Disagreements you listed"),
    "Disagreement.opened_by": _("Who put it there"),
    "Look": _("Disagreements you looked at again"),
}
