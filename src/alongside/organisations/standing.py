"""What this room knows of people's standing, for rules of the room below."""

from alongside.organisations import rules
from alongside.people import standing


def register() -> None:
    """Called once, when the house starts."""
    standing.register("officers", rules.is_officer)
    standing.register("leads", rules.leads_somewhere)
    standing.register("editors", rules.edits_somewhere)
