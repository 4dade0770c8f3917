"""The shape of the room: organisations of every sector, how to reach them, and the people who have a seat in them."""

from alongside.organisations.models.organisation import Contact, Identifier, Organisation, OrganisationQuerySet
from alongside.organisations.models.seat import Seat

__all__ = ["Contact", "Identifier", "Organisation", "OrganisationQuerySet", "Seat"]
