"""The rules of this room that a place may wish to change."""

import datetime as dt

INVITATIONS_AN_HOUR = 40
"""How many seats one person may give in an hour. Each is a mail to somebody who did not ask for it."""

UNDO_FOR = dt.timedelta(days=30)
"""How long a list that was brought in can be taken back. What it said of people is forgotten after that."""

LARGEST_LIST = 20_000_000
"""Of a list of organisations that is sent in on a page, in bytes."""

LARGEST_REGISTER = 100_000_000
"""Of an extract of the charity register, in bytes. The whole register, packed, is below that."""
