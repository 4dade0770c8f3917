"""What this room keeps about people: who sent a file. What is in a file is spoken for by the room that owns it."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_sent = Personal(
    purpose="To show who added a paper or picture, and when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the file, which its owner removes",
    erase=Erase.BLANK,
    of=("kept_by",),
)
_named = Personal(
    purpose="To give a file back under the name that its sender gave it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the file, which its owner removes",
    erase=Erase.KEEP,
    of=("kept_by",),
)

PERSONAL: Declarations = {
    "File": {
        **dict.fromkeys(("id", "owner_kind", "owner_id", "type", "size", "sha256"), NOT_PERSONAL),
        "name": _named,
        "kept_by": _sent,
        "kept_at": _named,
    },
}

WORDS: Words = {"File": _("Files that you sent"), "File.kept_by": _("Who sent it"), "File.kept_at": _("Sent on")}
