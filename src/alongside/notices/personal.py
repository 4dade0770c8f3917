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
        of=("to", "person"),
        since="made_at",
    )


def _stopped(*, export: Export = Export.SHOW) -> Personal:
    return Personal(
        purpose="To send somebody no mails that they do not want",
        basis=Basis.LEGAL_DUTY,
        keep="Until they ask for such mails again, or ask to be forgotten",
        export=export,
        erase=Erase.ROW,
        of=("person", "address"),
        seen_by="You. Officers see how many stopped a kind of mail, and not who",
    )


def _returned() -> Personal:
    return Personal(
        purpose="To know where mail does not arrive, and to miss nobody who wrote back",
        basis=Basis.LEGITIMATE_INTERESTS,
        keep=policy.KEEP_MAILS,
        erase=Erase.ROW,
        of=("address",),
        since="came_at",
    )


def _follower() -> Personal:
    return Personal(
        purpose="To mail what is new in a patch to who asked for that",
        basis=Basis.CONSENT,
        keep="Until they stop it, or for a week where they never said yes",
        erase=Erase.ROW,
        of=("address",),
    )


PERSONAL: Declarations = {
    "Mail": {
        "id": NOT_PERSONAL,
        "kind": _mail(),
        "to": _mail(),
        "person": _mail(export=Export.WITHHOLD),
        "sender": NOT_PERSONAL,
        "subject": _mail(),
        "source": Personal(
            purpose="To send it, and to send it again when it did not arrive",
            basis=Basis.LEGITIMATE_INTERESTS,
            keep=policy.KEEP_BODIES,
            export=Export.WITHHOLD,
            of=("to", "person"),
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
    "Stopped": {
        "id": NOT_PERSONAL,
        "address": _stopped(),
        "person": _stopped(export=Export.WITHHOLD),
        "kind": _stopped(),
        "way": _stopped(),
        "stopped_at": _stopped(),
    },
    "Returned": {
        "id": NOT_PERSONAL,
        "kind": _returned(),
        "key": NOT_PERSONAL,
        "mail": NOT_PERSONAL,
        "address": _returned(),
        "subject": _returned(),
        "said": _returned(),
        "stops": _returned(),
        "came_at": _returned(),
        "settled_at": _returned(),
    },
    "Follower": {
        "id": NOT_PERSONAL,
        "address": _follower(),
        "patch": _follower(),
        "asked_at": _follower(),
        "confirmed_at": _follower(),
        "told_at": _follower(),
    },
    "Proof": dict.fromkeys(("id", "key", "way", "asked_at", "arrived_at"), NOT_PERSONAL),
}

WORDS: Words = {
    "Follower": _("What is new, by mail"),
    "Follower.patch": _("In which patch"),
    "Follower.address": _("At which address"),
    "Follower.asked_at": _("When we asked you"),
    "Follower.confirmed_at": _("When you said yes"),
    "Follower.told_at": _("When we last told you"),
    "Mail": _("Mails that we sent you"),
    "Stopped": _("Mails that you stopped"),
    "Stopped.address": _("At which address"),
    "Stopped.stopped_at": _("When"),
    "Stopped.way": _("How"),
    "Returned": _("What came back from your address"),
    "Returned.address": _("From which address"),
    "Returned.said": _("What a mail server said"),
    "Returned.came_at": _("When it came"),
    "Returned.settled_at": _("When an officer dealt with it"),
    "Returned.stops": _("Whether we send nothing more there"),
}
