"""What an organisation is to the place follows it, when it is made part of another or closes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import following
from alongside.organisations.actions import membership, network, standing
from alongside.organisations.models import Membership, NetworkMember, Organisation, Representative, Standing
from alongside.organisations.queries import members

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    one = following.Following
    for kind, found in (
        ("memberships", one(_("Membership"), _of, _move, _standing, membership.end_with, again=_members_again)),
        ("standings", one(_("Standing"), _standings, _move_standings, _number, _end_standings, again=_standing_again)),
        ("network_members", one(_("Members of its network"), _has, _move_has, _has_now, _end_has, again=_network_again)),
        ("in_networks", one(_("Networks it belongs to"), _in, _move_in, _in_now, _end_in, again=_network_again)),
        ("representatives", one(_("Who speaks for it"), _speak, _move_speak, _speak_now, _end_speak)),
        ("heard", one(_("Who speaks there for a network"), _heard, _move_heard)),
    ):
        following.register(kind, found)


def _standings(organisation: Organisation) -> list[uuid.UUID]:
    """What it is, and what it was."""
    return list(Standing.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def _number(organisation: Organisation) -> int:
    return Standing.objects.filter(organisation=organisation, ends=None).count()


def _move_standings(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    """What the other is already, it stays; the rest goes over."""
    rows = Standing.objects.filter(pk__in=ids)
    held = Standing.objects.filter(organisation=to, ends=None).order_by().values_list("kind", flat=True)
    ended = _end_rows(rows.filter(kind__in=list(held)))
    rows.update(organisation=to)
    return ended


def _standing_again(ids: following.Ids, organisation: Organisation, by: Person | None) -> None:
    Standing.objects.filter(pk__in=ids, organisation=organisation).update(ends=None)


def _end_standings(organisation: Organisation, by: Person | None) -> None:
    for kind in Standing.Kind.values:
        standing.end(organisation, kind, by=by)


def _of(organisation: Organisation) -> list[uuid.UUID]:
    """All its memberships, those that ended too."""
    return list(Membership.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def _standing(organisation: Organisation) -> int:
    return Membership.objects.current().filter(organisation=organisation).count()


def _move(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    """Of two that are open one is kept: that of a member before a wish to be one, else that of the organisation that stays."""
    rows = Membership.objects.filter(pk__in=ids)
    ours, theirs = members.open_of(to), rows.filter(state__in=Membership.OPEN).select_related("organisation").first()
    ended = []
    if ours and theirs:
        ended = [ours if theirs.is_member and not ours.is_member else theirs]
        membership.end(ended[0], by=by)
    rows.update(organisation=to)
    return [one.pk for one in ended]


def _members_again(ids: following.Ids, organisation: Organisation, by: Person | None) -> None:
    for one in Membership.objects.filter(pk__in=ids).select_related("organisation").order_by("pk"):
        membership.stand_again(one, by=by)


def _has(organisation: Organisation) -> list[uuid.UUID]:
    return list(NetworkMember.objects.filter(network=organisation).order_by("pk").values_list("pk", flat=True))


def _has_now(organisation: Organisation) -> int:
    return NetworkMember.objects.filter(network=organisation, ends=None).count()


def _move_has(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    """Who belongs to both belongs to the one that is kept, once; it never belongs to itself."""
    rows = NetworkMember.objects.filter(pk__in=ids)
    both = NetworkMember.objects.filter(network=to, ends=None).order_by().values_list("member_id", flat=True)
    ended = _end_rows(rows.filter(member__in=[to.pk, *both]))
    rows.exclude(member=to).update(network=to)
    return ended


def _end_has(organisation: Organisation, by: Person | None) -> None:
    for one in NetworkMember.objects.filter(network=organisation, ends=None).select_related("network", "member"):
        network.leave(one, by=by)


def _in(organisation: Organisation) -> list[uuid.UUID]:
    return list(NetworkMember.objects.filter(member=organisation).order_by("pk").values_list("pk", flat=True))


def _in_now(organisation: Organisation) -> int:
    return NetworkMember.objects.filter(member=organisation, ends=None).count()


def _move_in(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    rows = NetworkMember.objects.filter(pk__in=ids)
    both = NetworkMember.objects.filter(member=to, ends=None).order_by().values_list("network_id", flat=True)
    ended = _end_rows(rows.filter(network__in=[to.pk, *both]))
    rows.exclude(network=to).update(member=to)
    return ended


def _network_again(ids: following.Ids, organisation: Organisation, by: Person | None) -> None:
    NetworkMember.objects.filter(Q(network=organisation) | Q(member=organisation), pk__in=ids).update(ends=None)


def _end_in(organisation: Organisation, by: Person | None) -> None:
    for one in NetworkMember.objects.filter(member=organisation, ends=None).select_related("network", "member"):
        network.leave(one, by=by)


def _speak(organisation: Organisation) -> list[uuid.UUID]:
    return list(Representative.objects.filter(network=organisation).order_by("pk").values_list("pk", flat=True))


def _speak_now(organisation: Organisation) -> int:
    return Representative.objects.filter(network=organisation, ends__gt=clock.today()).count()


def _move_speak(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    Representative.objects.filter(pk__in=ids).update(network=to)
    return []


def _end_speak(organisation: Organisation, by: Person | None) -> None:
    """With the network, every voice of it ends, and no lapse is told of."""
    for one in Representative.objects.filter(network=organisation, ends__gt=clock.today()).select_related("network"):
        network.give_up(one, by=by)


def _heard(organisation: Organisation) -> list[uuid.UUID]:
    """Who speaks for a network on this body."""
    return list(Representative.objects.filter(body_here=organisation).order_by("pk").values_list("pk", flat=True))


def _move_heard(ids: following.Ids, to: Organisation, by: Person) -> list[uuid.UUID]:
    Representative.objects.filter(pk__in=ids).update(body_here=to)
    return []


def _end_rows(rows: QuerySet[Any]) -> list[uuid.UUID]:
    """Which of these held, and end today; what was to begin later never does."""
    ended = list(rows.filter(ends=None).order_by("pk").values_list("pk", flat=True))
    rows.filter(pk__in=ended).update(ends=Greatest(F("starts"), Value(clock.today(), DateField())))
    return ended
