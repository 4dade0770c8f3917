"""Who may see what was mailed to whom."""

from django.contrib.auth.models import AnonymousUser
from django.db import models


def may_see_mail(person: models.Model | AnonymousUser) -> bool:
    """Officers, who see that a mail went and to whom, and never what it says: it may open somebody's door."""
    return bool(person.is_authenticated and person.has_perm("notices.see_mail"))  # type: ignore[union-attr]
