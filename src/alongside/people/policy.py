"""The rules of this room that a place may wish to change."""

import datetime as dt

SIGNED_IN_AT_MOST = dt.timedelta(days=30)
"""After this, even a device in daily use asks for a new code. An unused one is signed out after SESSION_COOKIE_AGE."""
