"""Who looks after the place."""

from django.http import HttpRequest

from alongside.kit import guard

EDIT = "places.edit"
"""Asked of the person; a room above answers from their seats."""

for_keepers = guard.only(EDIT)


def may_edit(request: HttpRequest) -> bool:
    """Whether whoever asks looks after the place."""
    return request.user.has_perm(EDIT)
