"""Moves that this room does not allow. The text of each says why, to the person who asked."""


class Refused(Exception):
    """The room does not allow this move."""


class LastLead(Refused):
    """An organisation that has a lead keeps one."""


class AlreadySeated(Refused):
    """A person has one seat in an organisation at a time."""


class OwnRole(Refused):
    """Nobody gives themselves more than they have."""


class NotTheirs(Refused):
    """This person may not do this here, or no longer."""


class SeatEnded(Refused):
    """The seat has ended already."""


class AlreadyInvited(Refused):
    """This address has an invitation that waits."""


class InvitationClosed(Refused):
    """The invitation can no longer be accepted. `why` is the reason as one word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AlreadyClaimed(Refused):
    """This address has a claim on the organisation that waits."""


class NotClaimable(Refused):
    """Nobody can claim this organisation."""


class ClaimDecided(Refused):
    """Somebody has decided the claim already."""


class MemberAlready(Refused):
    """The organisation is a member, or has asked already."""


class NotAMember(Refused):
    """There is no membership that this could be done to, or no longer."""


class NumberTaken(Refused):
    """Another organisation has this number in that register."""


class CoordinatorStays(Refused):
    """The organisation that runs the place cannot be closed."""


class AlreadyBegun(Refused):
    """The place has its first officer."""


class WrongMove(Refused):
    """This has moved on, or cannot be done from where it stands."""
