"""Finds the person of a session. Nobody can be authenticated by it: there are no passwords."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from alongside.people import queries
from alongside.people.models import Person


class PersonBackend(BaseBackend):
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: Any) -> Person | None:
        return queries.signed_in(user_id)
