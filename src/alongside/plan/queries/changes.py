"""What has changed in the plan: reports, what others said to them, evidence. Feed, news, weekly mail and review read it here."""

from __future__ import annotations

import datetime as dt
import heapq
import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.notices.news import News
from alongside.plan.models import Action, Evidence, Plan, Progress, Witness
from alongside.plan.queries import faces

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 200


@dataclass(frozen=True)
class Change:
    """One change of one action: what happened, by whom, and the words with it."""

    id: uuid.UUID
    action: Action
    at: dt.datetime
    what: str
    who: str
    words: str = ""

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("plan:action", args=[self.action.pk])


def public() -> QuerySet[Action]:
    """The actions that everybody may know of."""
    return Action.objects.filter(published_at__isnull=False).exclude(plan__state=Plan.State.DRAFT)


def changes(actions: QuerySet[Action], since: dt.datetime, until: dt.datetime | None = None, most: int = MOST) -> list[Change]:
    """What changed in these actions after `since`, the newest first; in four questions however much it is."""
    keys = actions.order_by().values("pk")
    streams = [
        _new(actions, since, until, most),
        _reported(keys, since, until, most),
        _witnessed(keys, since, until, most),
        _brought(keys, since, until, most),
    ]
    found = heapq.merge(
        *(sorted(one, key=lambda change: change.at, reverse=True) for one in streams), key=lambda one: one.at, reverse=True
    )
    return list(islice(found, most))


def _within(field: str, since: dt.datetime, until: dt.datetime | None) -> Q:
    return Q(**{f"{field}__gt": since}) & (Q(**{f"{field}__lte": until}) if until else Q())


def _new(actions: QuerySet[Action], since: dt.datetime, until: dt.datetime | None, most: int) -> Iterator[Change]:
    rows = actions.filter(_within("published_at", since, until)).select_related("lead").order_by("-published_at", "pk")[:most]
    for one in rows:
        if one.published_at:
            yield Change(one.pk, one, one.published_at, _("New in the plan"), one.lead.name, faces.short(one.about))


def _reported(keys: QuerySet[Action, Any], since: dt.datetime, until: dt.datetime | None, most: int) -> Iterator[Change]:
    rows = Progress.objects.filter(_within("at", since, until), action__in=keys)
    for one in rows.select_related("action__lead", "organisation").order_by("-at", "pk")[:most]:
        what = _("Reported: %(status)s") % {"status": one.get_status_display()}
        yield Change(one.pk, one.action, one.at, what, one.organisation.name, one.reason)


def _witnessed(keys: QuerySet[Action, Any], since: dt.datetime, until: dt.datetime | None, most: int) -> Iterator[Change]:
    rows = Witness.objects.filter(_within("at", since, until), progress__action__in=keys)
    for one in rows.select_related("progress__action__lead", "organisation").order_by("-at", "pk")[:most]:
        yield Change(one.pk, one.progress.action, one.at, one.get_says_display(), one.organisation.name, one.words)


def _brought(keys: QuerySet[Action, Any], since: dt.datetime, until: dt.datetime | None, most: int) -> Iterator[Change]:
    """Evidence is news when somebody has verified it. What it is stays with those for whom it is."""
    rows = Evidence.objects.filter(_within("verified_at", since, until), action__in=keys)
    for one in rows.select_related("action__lead", "verified_for").order_by("-verified_at", "pk")[:most]:
        if one.verified_at and one.verified_for:
            words = one.title if one.visibility == Evidence.Visibility.PUBLIC else ""
            yield Change(one.pk, one.action, one.verified_at, _("Evidence verified"), one.verified_for.name, words)


def by_action(found: Sequence[Change]) -> list[tuple[Action, list[Change]]]:
    """The same, grouped by action: the one with the newest change first."""
    groups: dict[uuid.UUID, list[Change]] = {}
    for one in found:
        groups.setdefault(one.action.pk, []).append(one)
    return [(some[0].action, some) for some in groups.values()]


def latest(patches: Collection[uuid.UUID], topics: Collection[str], since: dt.datetime) -> Iterator[News]:
    """What everybody near a patch should hear of the plan: new actions, and what is done. Each action has no topic."""
    if topics:
        return
    near = public()
    tied = Action.patches.through.objects.order_by("id")
    if patches:
        here = Q(pk__in=tied.order_by().filter(patch__in=patches).values("action"))
        near = near.filter(here | ~Q(pk__in=tied.order_by().values("action")))
    found = changes(near, since)
    where: dict[uuid.UUID, list[uuid.UUID]] = {}
    for action, patch in tied.filter(action__in={one.action.pk for one in found}).values_list("action_id", "patch_id"):
        where.setdefault(action, []).append(patch)
    for one in found:
        yield News(
            kind=_("Our plan"), id=one.id, title=one.action.title, url=one.url, at=one.at,
            summary=_("%(what)s (%(who)s)") % {"what": one.what, "who": one.who}, patches=tuple(where.get(one.action.pk, ())),
        )  # fmt: skip
