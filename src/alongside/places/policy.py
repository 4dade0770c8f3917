"""The rules of this room that a place may wish to change."""

import datetime as dt

CHECK_HELPLINES_EVERY = dt.timedelta(days=183)
"""How often officers are asked to try the numbers on "I am worried about someone"."""
