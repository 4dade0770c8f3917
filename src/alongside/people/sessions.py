"""Where sessions are kept: in our own table, found by person, under a digest of the cookie."""

import datetime as dt
import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from alongside.kit import clock
from alongside.people.models import Session


def digest(secret: str) -> str:
    """What is kept of a random secret. It is long enough that a plain, fast hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SessionStore(db.SessionStore):
    """Django's database sessions, named as SESSION_ENGINE in settings."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(session_key=digest(self.session_key or ""), expire_date__gt=clock.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=digest(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=clock.now() + dt.timedelta(seconds=self.get_expiry_age()),
            person_id=data.get(SESSION_KEY),
            device=data.get("device", ""),
            seen_on=data.get("seen_on"),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest(key)).delete()
