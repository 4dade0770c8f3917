"""What this room keeps about people: nothing of its own, but what the directory publishes of services anyway.

A contact goes from here in the same transaction in which it is no longer published.
"""

from alongside.kit.personal import NOT_PERSONAL, Declarations

PERSONAL: Declarations = {
    "Document": dict.fromkeys("service is_listed flat full digest modified_at".split(), NOT_PERSONAL),
    "DocumentAtLocation": dict.fromkeys("id document location flat full latitude longitude".split(), NOT_PERSONAL),
    "Edition": dict.fromkeys(("id", "modified_at"), NOT_PERSONAL),
}
