"""What this room keeps about people: nothing. Facts are ids, states and counts, and errors are kept without their words."""

from alongside.kit.personal import NOT_PERSONAL, Declarations

PERSONAL: Declarations = {
    "Job": dict.fromkeys(
        ("id", "name", "facts", "once", "put_at", "due", "attempts", "held_by", "held_until", "done_at", "failed_at", "error"),
        NOT_PERSONAL,
    ),
}
