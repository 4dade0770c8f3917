"""What this room keeps about people: who sent a file. What is in a file is spoken for by the room that owns it."""

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal

_sent = Personal(
    purpose="To show who added a paper or picture, and when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the file, which its owner removes",
    erase=Erase.BLANK,
)
_named = Personal(
    purpose="To give a file back under the name that its sender gave it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the file, which its owner removes",
    erase=Erase.KEEP,
)

PERSONAL: Declarations = {
    "File": {
        **dict.fromkeys(("id", "owner_kind", "owner_id", "type", "size", "sha256", "kept_at"), NOT_PERSONAL),
        "name": _named,
        "kept_by": _sent,
    },
}
