"""What people fill in about organisations and seats."""

from alongside.organisations.forms.bringing import Meanings, Send
from alongside.organisations.forms.entries import Beginning, ContactEntry, Entry
from alongside.organisations.forms.seats import Acting, HandOver, NewInvitation, Role

__all__ = ["Acting", "Beginning", "ContactEntry", "Entry", "HandOver", "Meanings", "NewInvitation", "Role", "Send"]
