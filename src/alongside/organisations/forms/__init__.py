"""What people fill in about organisations and seats."""

from alongside.organisations.forms.bringing import Meanings, Send
from alongside.organisations.forms.entries import Acting, Beginning, ContactEntry, Entry, Invitation, Role

__all__ = ["Acting", "Beginning", "ContactEntry", "Entry", "Invitation", "Meanings", "Role", "Send"]
