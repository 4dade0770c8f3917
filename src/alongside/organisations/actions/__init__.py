"""Everything that is changed about organisations and seats, each with its record."""

from alongside.organisations.actions.beginning import begin, first_officer_link
from alongside.organisations.actions.contact import add_contact, change_contact, remove_contact
from alongside.organisations.actions.organisation import add, change, close, reopen
from alongside.organisations.actions.seat import change_role, end_seat, invite, seat
from alongside.organisations.errors import (
    AlreadyBegun,
    AlreadySeated,
    CoordinatorStays,
    LastLead,
    NumberTaken,
    Refused,
    WrongMove,
)

__all__ = [
    "AlreadyBegun",
    "AlreadySeated",
    "CoordinatorStays",
    "LastLead",
    "NumberTaken",
    "Refused",
    "WrongMove",
    "add",
    "add_contact",
    "begin",
    "change",
    "change_contact",
    "change_role",
    "close",
    "end_seat",
    "first_officer_link",
    "invite",
    "remove_contact",
    "reopen",
    "seat",
]
