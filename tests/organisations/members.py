"""Members for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.kit import clock
from alongside.organisations import actions
from alongside.organisations.models import MemberKind, Membership, Organisation


def a_kind(name: str = "Small group", **facts: Any) -> MemberKind:
    """A kind of membership that is offered."""
    return MemberKind.objects.get_or_create(name=name, defaults=facts)[0]


def a_member(organisation: Organisation, *, by: Any, kind: MemberKind | None = None, ago: int = 0) -> Membership:
    """It is a member whose year began so many days ago."""
    starts = clock.today() - dt.timedelta(days=ago)
    return actions.enter(organisation, kind=kind or a_kind(), starts=starts, by=by)
