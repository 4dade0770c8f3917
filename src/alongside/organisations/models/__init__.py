"""The shape of the room: organisations of every sector, how to reach them, and the people who have a seat in them."""

from alongside.organisations.models.address import OrganisationAddress
from alongside.organisations.models.bringing import Import, ImportRow
from alongside.organisations.models.claim import Claim, ClaimNote, ClaimQuerySet
from alongside.organisations.models.contact_log import LogEntry
from alongside.organisations.models.invitation import Invitation, InvitationQuerySet
from alongside.organisations.models.membership import MemberKind, Membership, MembershipQuerySet, MembershipYear
from alongside.organisations.models.merge import Merge
from alongside.organisations.models.network import NetworkMember, ReportBack, Representative
from alongside.organisations.models.organisation import Contact, Identifier, Organisation, OrganisationQuerySet
from alongside.organisations.models.seat import Seat
from alongside.organisations.models.standing import Standing, StandingQuerySet

__all__ = [
    "Claim",
    "ClaimNote",
    "ClaimQuerySet",
    "Contact",
    "Identifier",
    "Import",
    "ImportRow",
    "Invitation",
    "InvitationQuerySet",
    "LogEntry",
    "MemberKind",
    "Membership",
    "MembershipQuerySet",
    "MembershipYear",
    "Merge",
    "NetworkMember",
    "Organisation",
    "OrganisationAddress",
    "OrganisationQuerySet",
    "ReportBack",
    "Representative",
    "Seat",
    "Standing",
    "StandingQuerySet",
]
