"""The rules of this room that a place may want otherwise."""

import datetime as dt

KEEP_BODIES = dt.timedelta(days=14)
"""How long the words of a mail are kept. They hold codes and links that open things."""

KEEP_MAILS = dt.timedelta(days=365)
"""How long we can say that a mail went to somebody."""

GIVE_UP_AFTER = dt.timedelta(days=3)
"""How long a mail is tried before an officer is told that it did not go."""
