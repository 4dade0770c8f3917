"""What this room writes to people of its own accord. It stands below the outbox, so it goes by Django's mail."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from alongside.people.models import Person


def told(person: Person, what: str, *, email: str = "", **facts: object) -> None:
    """Tell `person` what happened to their account: `people/mail/<what>_subject.txt` and `_message.txt`."""
    to_address(email or person.email, what, person=person, **facts)


def to_address(email: str, what: str, **facts: object) -> None:
    """The same to an address, whoever has it."""
    subject, text = (render_to_string(f"people/mail/{what}_{part}.txt", facts) for part in PARTS)
    send_mail(" ".join(subject.split()), text, None, [email])


PARTS = ("subject", "message")
