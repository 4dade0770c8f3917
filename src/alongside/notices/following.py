"""What is new in a patch by mail, once a week, for whoever asked and then said yes from that mail (confirmed opt-in)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit import clock, signing
from alongside.notices import actions, choosing, kinds, news
from alongside.notices.choosing import Reader
from alongside.notices.models import Follower, Stopped
from alongside.notices.news import News
from alongside.places import queries as places

KIND = "notices.news"
YES = "notices.follow"
ANSWER_WITHIN = dt.timedelta(days=7)
EVERY = dt.timedelta(days=7)
SHOWN = 20
"""So many of each kind, out of the newest of all."""
LOOKED_AT = 400


def register() -> None:
    """Such mails may be stopped by one press (RFC 8058)."""
    kinds.register(
        KIND,
        title=gettext_lazy("What is new near you"),
        about=gettext_lazy("Once a week, and only when there is something new in the patch that you chose."),
    )


@transaction.atomic
def ask(address: str, *, patch: str) -> None:
    """Ask whoever reads this address whether they want it. Nothing on the page tells whether they have it already."""
    follower, is_new = Follower.objects.get_or_create(address=address.lower(), patch=patch, defaults={"asked_at": clock.now()})
    if not is_new and follower.asked_at > clock.now() - dt.timedelta(days=1):
        return  # one question a day is enough, whoever asks for it: we fill nobody's mailbox
    Follower.objects.filter(pk=follower.pk).update(asked_at=clock.now())
    actions.send(
        "notices.follow",
        to=follower.address,
        subject=_("Do you want what is new in %(where)s by mail?") % {"where": name_of(patch)},
        template="notices/mail/follow",
        context={"where": name_of(patch), "link": yes_url(follower)},
    )


def yes_url(follower: Follower) -> str:
    """Where they say yes. Nothing happens before the button there."""
    return settings.ADDRESS + reverse("notices:follow", args=[signing.seal(YES, {"follower": str(follower.pk)})])


def asked(token: str) -> Follower | None:
    """Who was asked by this link, while it holds."""
    try:
        facts = signing.unseal(YES, token, ANSWER_WITHIN)
    except signing.BadSeal:
        return None
    return Follower.objects.filter(pk=uuid.UUID(facts["follower"])).first()


@transaction.atomic
def say_yes(follower: Follower) -> None:
    """From now on it comes, also where they had stopped such mails before."""
    now = clock.now()
    Follower.objects.filter(pk=follower.pk).update(confirmed_at=now, told_at=now)
    if kind := kinds.find(KIND):
        choosing.start(Reader(follower.address), kind, by=None)


def due() -> list[uuid.UUID]:
    """Who has not been told for a week."""
    waiting = Follower.objects.filter(confirmed_at__isnull=False, told_at__lte=clock.now() - EVERY)
    return list(waiting.order_by("told_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """One mail with what is new since the last; none where nothing is. Whoever stopped such mails follows nothing more."""
    follower = Follower.objects.select_for_update().filter(pk=pk, told_at__lte=clock.now() - EVERY).first()
    if follower is None or follower.told_at is None:
        return False
    if Stopped.objects.filter(address=follower.address, kind=KIND).exists():
        follower.delete()
        return False
    found = near(follower.patch, since=follower.told_at)
    Follower.objects.filter(pk=pk).update(told_at=clock.now())
    if not found:
        return False
    actions.send(
        KIND,
        to=follower.address,
        subject=_("What is new in %(where)s") % {"where": name_of(follower.patch)},
        template="notices/mail/news",
        context={"where": name_of(follower.patch), "found": found, "address": settings.ADDRESS},
    )
    return True


def forget() -> None:
    """Addresses whose reader never said yes are forgotten."""
    Follower.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - ANSWER_WITHIN).delete()


def near(patch: str, *, since: dt.datetime) -> Sequence[News]:
    """What is new in a patch; in the whole place where none is named.

    What happened several times stands there once, as it was last; and a kind of which there is much hides no other.
    """
    ids = [one.pk for one in places.patches() if one.slug == patch]
    newest: dict[str, News] = {}
    for one in news.latest(ids, (), since, limit=LOOKED_AT):
        newest.setdefault(one.url, one)
    by_kind: dict[str, list[News]] = {}
    for one in newest.values():
        by_kind.setdefault(one.kind, []).append(one)
    return sorted((one for some in by_kind.values() for one in some[:SHOWN]), key=lambda one: one.at, reverse=True)


def name_of(patch: str) -> str:
    """What people call it."""
    return next((one.name for one in places.patches() if one.slug == patch), places.the_place().name)
