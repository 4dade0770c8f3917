"""What the lead of an organisation says of one of its services by a mailed link, named by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.directory.actions import capacity, saying, services
from alongside.directory.models import Service

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply


def still_true(key: str, by: Person) -> Service:
    """All of it is still true."""
    return services.confirm(_of(key), by=by)


def choose(key: str, value: str, by: Person) -> Service:
    """How full it is."""
    return capacity.say(_of(key), capacity=value, by=by)


def tell(key: str, words: str, by: Person) -> OwedReply:
    """What has changed, in words."""
    return saying.tell_change(_of(key), what=words, by=by)


def _of(key: str) -> Service:
    return Service.objects.select_related("organisation").get(pk=key)
