"""Who looks after work that failed."""

from alongside.kit import guard

LOOK_AFTER = "jobs.look_after"
"""Asked of the person; a room above answers from their seats."""

for_keepers = guard.only(LOOK_AFTER)
