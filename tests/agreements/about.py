"""A row of every kind that agreements keep about somebody, beside the text that they wrote (`tests/positions/about.py`)."""

from alongside.agreements.actions import signing
from alongside.agreements.actions.signing import Said
from alongside.agreements.models import Version
from alongside.organisations.models import Seat
from alongside.people.models import Person
from tests.agreements import making
from tests.organisations.factories import SeatFactory


def about(person: Person) -> None:
    """They were asked to sign, signed from somewhere, and withdrew their organisation again."""
    version = making.open_for_signing(1, slug="signed-by-them", title="Signed by them")
    Version.objects.filter(pk=version.pk).update(published_by=person)
    party = version.agreement.parties.get()
    SeatFactory.create(person=person, organisation=party.organisation, role=Seat.Role.LEAD)
    invitation = making.invited(version, party, name=person.name, email=person.email)
    making.signed(invitation, said=Said(name=person.name, capacity="chair"), address="203.0.113.9", agent="Phone", by=None)
    signing.withdraw(party, why="We close.", by=person)
