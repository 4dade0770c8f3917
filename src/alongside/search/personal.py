"""What this room keeps about people: nothing of its own, but stems of words that other rooms show to everybody anyway.

A document goes from here in the same transaction in which its room withdraws it.
"""

from alongside.kit.personal import NOT_PERSONAL, Declarations

PERSONAL: Declarations = {
    "Value": dict.fromkeys(("id", "kind", "name", "value"), NOT_PERSONAL),
    "Entry": dict.fromkeys(
        ("id", "kind", "document", "title", "body", "keys", "title_marks", "points", "facts", "soonest", "rank"), NOT_PERSONAL
    ),
    "Edition": dict.fromkeys(("id", "kind"), NOT_PERSONAL),
    "Word": dict.fromkeys(("id", "kind", "text"), NOT_PERSONAL),
    "Trigram": dict.fromkeys(("id", "kind", "text", "word"), NOT_PERSONAL),
}
