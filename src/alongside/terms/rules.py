"""Who keeps the words for needs."""

from alongside.kit import guard

EDIT = "terms.edit"
"""Asked of the person; a room above answers from their seats."""

for_keepers = guard.only(EDIT)
