"""Reading the demonstration."""

from alongside.demo.county.people import PERSONAS, Persona
from alongside.people import queries as people


def personas() -> tuple[Persona, ...]:
    """The people that can be tried out; the eighth persona, the visitor, signs in by nothing."""
    return PERSONAS


def persona(key: str) -> Persona | None:
    """The persona of that key."""
    return next((one for one in PERSONAS if one.key == key), None)


def stands() -> bool:
    """Whether the county is there: it is made whole or not at all."""
    return people.by_email(PERSONAS[0].email) is not None
