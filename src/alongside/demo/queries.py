"""Reading the demonstration."""

from alongside.demo.county.people import PERSONAS, Persona


def personas() -> tuple[Persona, ...]:
    """The people that can be tried out; the eighth persona, the visitor, signs in by nothing."""
    return PERSONAS


def persona(key: str) -> Persona | None:
    """The persona of that key."""
    return next((one for one in PERSONAS if one.key == key), None)
