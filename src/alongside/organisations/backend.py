"""Answers `person.has_perm(...)` from the person's seats, for the rooms below that may not ask about seats."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import models

from alongside.organisations import rules


class SeatBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        return rules.allows(user_obj, perm)
