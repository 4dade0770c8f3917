"""Whose sign-in is good here too, as the environment says it: a list in JSON."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from alongside.config.house import CannotGoOn

NEEDED = ("id", "name", "server", "client", "secret")
SETTING = "ALONGSIDE_SIGN_IN_WITH"


@dataclass(frozen=True, slots=True)
class Outside:
    """One OpenID provider. `sure_of` are the domains whose addresses it keeps itself, without saying that they are verified."""

    id: str
    name: str
    server: str
    client: str
    secret: str
    sure_of: tuple[str, ...] = ()

    @property
    def app(self) -> dict[str, Any]:
        """The same in the words of allauth."""
        facts = {"server_url": self.server, "verified_email": list(self.sure_of), "oauth_pkce_enabled": True}
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": facts,
        }


def read(said: str) -> list[Outside]:
    """Every provider, or words on what is wrong; nothing of a secret stands in them."""
    try:
        return [_one(found) for found in json.loads(said or "[]")]
    except (TypeError, ValueError, AttributeError) as reason:
        raise CannotGoOn(f"{SETTING} is not a list of providers in JSON. See docs/howto/council-and-nhs-sign-in.md") from reason


def _one(found: dict[str, Any]) -> Outside:
    missing = [name for name in NEEDED if not found.get(name)]
    if missing:
        raise CannotGoOn(f"{SETTING}: a provider lacks {', '.join(missing)}")
    server = urlsplit(found["server"])
    if server.scheme != "https" and server.hostname not in {"localhost", "127.0.0.1"}:
        raise CannotGoOn(f"{SETTING}: the server of {found['id']} must begin with https://")
    return Outside(**{name: found[name] for name in NEEDED}, sure_of=tuple(found.get("sure_of", ())))
