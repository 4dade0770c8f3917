"""The rules of this room that a place may wish to change."""

import datetime as dt

CHECK_HELPLINES_EVERY = dt.timedelta(days=183)
"""How often officers are asked to try the numbers on "I am worried about someone"."""

LARGEST_LOGO = 60_000
"""Bytes. It stands on every page, and a public page is to open quickly on a poor line."""

LARGEST_FILE = 600_000_000
"""Of postcodes or areas that are sent in on a page, in bytes. The whole ONS Postcode Directory, packed, is below that."""
