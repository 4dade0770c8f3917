"""What this room keeps about people."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, Personal, Words
from alongside.notices import policy


def _mail(*, export: Export = Export.SHOW) -> Personal:
    return Personal(
        purpose="To write to people about what they asked or look after, and to know whether it reached them",
        basis=Basis.LEGITIMATE_INTERESTS,
        keep=policy.KEEP_MAILS,
        export=export,
        erase=Erase.ROW,
        of=("to",),
        since="made_at",
    )


PERSONAL: Declarations = {
    "Mail": {
        "id": NOT_PERSONAL,
        "kind": _mail(),
        "to": _mail(),
        "sender": NOT_PERSONAL,
        "subject": _mail(),
        "source": Personal(
            purpose="To send it, and to send it again when it did not arrive",
            basis=Basis.LEGITIMATE_INTERESTS,
            keep=policy.KEEP_BODIES,
            export=Export.WITHHOLD,
            of=("to",),
        ),
        "status": _mail(),
        "made_at": _mail(),
        "waits_since": NOT_PERSONAL,
        "due_at": NOT_PERSONAL,
        "held_until": NOT_PERSONAL,
        "attempts": NOT_PERSONAL,
        "trouble": _mail(),
        "ended_at": _mail(),
        "swept_at": NOT_PERSONAL,
    },
    "Proof": dict.fromkeys(("id", "key", "way", "asked_at", "arrived_at"), NOT_PERSONAL),
}

WORDS: Words = {"Mail": _("Mails that we sent you")}
