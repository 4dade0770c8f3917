"""Voices of networks for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.kit import clock
from alongside.organisations.actions import network
from alongside.organisations.models import Organisation, Representative


def a_voice(organisation: Organisation, **facts: Any) -> Representative:
    """Somebody has spoken for it for a year, and does for twenty days more."""
    today = clock.today()
    said = {
        "body": "Health Board",
        "body_here": None,
        "name": "Rosa Field",
        "email": "rosa@example.org",
        "chosen": "election",
        "starts": today - dt.timedelta(days=345),
        "ends": today + dt.timedelta(days=20),
        "publish": "unknown",
        **facts,
    }
    return network.name(organisation, by=None, **said)
