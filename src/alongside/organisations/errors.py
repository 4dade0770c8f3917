"""Moves that this room does not allow. The text of each says why, to the person who asked."""


class Refused(Exception):
    """The room does not allow this move."""


class LastLead(Refused):
    """An organisation that has a lead keeps one."""


class AlreadySeated(Refused):
    """A person has one seat in an organisation at a time."""


class NumberTaken(Refused):
    """Another organisation has this number in that register."""


class CoordinatorStays(Refused):
    """The organisation that runs the place cannot be closed."""


class AlreadyBegun(Refused):
    """The place has its first officer."""


class WrongMove(Refused):
    """This has moved on, or cannot be done from where it stands."""
