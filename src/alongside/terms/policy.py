"""What a place may wish to change about the words for needs."""

MOST_COMMON = 12
"""How many needs the first page has room for."""

FIXED = {"MOST_COMMON": "more would be a list, and no longer a choice at a glance"}
"""What nobody sets otherwise, and why."""
