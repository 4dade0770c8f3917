"""What this room keeps about people: that they did something, by id alone. A name is only found while its account is there."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_doing = Personal(
    purpose="To show who did, signed and decided what, and that nobody changed it afterwards",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the place: ids only, which lead to nobody once the account is closed",
    erase=Erase.KEEP,
    of=("by",),
    seen_by="Who may see the thing that it happened to",
)

PERSONAL: Declarations = {
    "Event": {
        "id": NOT_PERSONAL,
        "kind": _doing,
        "at": _doing,
        "by": _doing,
        "acting_for": _doing,
        "subject_kind": _doing,
        "subject_id": _doing,
        "facts": _doing,
        "position": NOT_PERSONAL,
        "prev": NOT_PERSONAL,
        "hash": NOT_PERSONAL,
    },
    "Head": dict.fromkeys(("id", "position", "hash"), NOT_PERSONAL),
    "Tie": {
        **dict.fromkeys(("id", "from_kind", "from_id", "to_kind", "to_id", "why"), NOT_PERSONAL),
        "at": _doing,
        "by": _doing,
    },
}

WORDS: Words = {
    "Event": _("What you did"),
    "Event.subject_kind": _("To what kind of thing"),
    "Event.subject_id": _("To which"),
    "Tie": _("Things that you put beside each other"),
}
