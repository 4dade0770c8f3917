"""The rules of this room that a place may wish to change."""

INVITATIONS_AN_HOUR = 40
"""How many seats one person may give in an hour. Each is a mail to somebody who did not ask for it."""
