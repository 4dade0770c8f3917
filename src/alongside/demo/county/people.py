"""The invented people of Marlshire who can be tried out, each with what they are there."""

from typing import NamedTuple

from alongside.demo.county.organisations import COORDINATOR


class Persona(NamedTuple):
    """One invented person. `organisation` is empty for somebody without a seat."""

    key: str
    name: str
    organisation: str = ""
    role: str = ""
    title: str = ""

    @property
    def email(self) -> str:
        """An address of a domain that can never exist (RFC 2606)."""
        return f"{self.key}@marlshire.example"


PERSONAS = (
    Persona("chief", "Marion Achebe", COORDINATOR, "lead", "Chief executive"),
    Persona("officer", "Nadia Fenn", COORDINATOR, "editor", "Partnership officer"),
    Persona("charity", "Colm Reddy", "Harrow Green Befrienders", "lead", "Manager"),
    Persona("group", "Joan Pettifer", "Kettle & Chat", "editor", "Volunteer"),
    Persona("council", "Mira Castellan", "Marlshire County Council", "lead", "Director of communities"),
    Persona("linkworker", "Femi Adeyemi", "Otterdale Primary Care Network", "helper", "Link worker"),
    Persona("volunteer", "Tomas Wolan"),
)
