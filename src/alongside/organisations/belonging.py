"""What an organisation is to the place follows it, when it is made part of another or closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

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
    following.register("memberships", following.Following(_("Membership"), _of, _standing, _move, membership.end_with))
    following.register("standings", following.Following(_("Standing"), _standings, _number, _move_standings, _end_standings))
    following.register("network_members", following.Following(_("Members of its network"), _has, _has_now, _move_has, _end_has))
    following.register("in_networks", following.Following(_("Networks it belongs to"), _in, _in_now, _move_in, _end_in))
    following.register(
        "representatives", following.Following(_("Who speaks for it"), _speak, _speak_now, _move_speak, _end_speak)
    )


def _standings(organisation: Organisation) -> list[uuid.UUID]:
    """What it is now."""
    return list(Standing.objects.filter(organisation=organisation, ends=None).order_by("pk").values_list("pk", flat=True))


def _number(organisation: Organisation) -> int:
    return Standing.objects.filter(organisation=organisation, ends=None).count()


def _move_standings(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """What the other is already, it stays; the rest goes over."""
    held = Standing.objects.filter(organisation=to, ends=None).values_list("kind", flat=True)
    rows = Standing.objects.filter(pk__in=ids)
    rows.filter(kind__in=list(held)).update(ends=clock.today())
    rows.filter(ends=None).update(organisation=to)


def _end_standings(organisation: Organisation, by: Person | None) -> None:
    for kind in Standing.Kind.values:
        standing.end(organisation, kind, by=by)


def _of(organisation: Organisation) -> list[uuid.UUID]:
    """All its memberships; the one that stands comes first, so that it finds its place."""
    rows = Membership.objects.filter(organisation=organisation).order_by("-state", "pk")
    return list(rows.values_list("pk", flat=True))


def _standing(organisation: Organisation) -> int:
    return Membership.objects.current().filter(organisation=organisation).count()


def _move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """Where both are members, the one that is kept stays a member, and the other's membership ends."""
    rows = Membership.objects.filter(pk__in=ids)
    if members.open_of(to) is not None:
        for one in rows.filter(state__in=Membership.OPEN).select_related("organisation"):
            if one.organisation is not None:
                membership.end_with(one.organisation, by)
    rows.update(organisation=to)


def _has(organisation: Organisation) -> list[uuid.UUID]:
    return list(NetworkMember.objects.filter(network=organisation).order_by("pk").values_list("pk", flat=True))


def _has_now(organisation: Organisation) -> int:
    return NetworkMember.objects.filter(network=organisation, ends=None).count()


def _move_has(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """Who belongs to both belongs to the one that is kept, once; it never belongs to itself."""
    rows = NetworkMember.objects.filter(pk__in=ids).exclude(member=to)
    both = NetworkMember.objects.filter(network=to, ends=None).values_list("member_id", flat=True)
    rows.filter(ends=None, member__in=list(both)).update(ends=clock.today())
    rows.update(network=to)
    NetworkMember.objects.filter(pk__in=ids, member=to, ends=None).update(ends=clock.today())


def _end_has(organisation: Organisation, by: Person | None) -> None:
    for one in NetworkMember.objects.filter(network=organisation, ends=None).select_related("network", "member"):
        network.leave(one, by=by)


def _in(organisation: Organisation) -> list[uuid.UUID]:
    return list(NetworkMember.objects.filter(member=organisation).order_by("pk").values_list("pk", flat=True))


def _in_now(organisation: Organisation) -> int:
    return NetworkMember.objects.filter(member=organisation, ends=None).count()


def _move_in(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    rows = NetworkMember.objects.filter(pk__in=ids).exclude(network=to)
    both = NetworkMember.objects.filter(member=to, ends=None).values_list("network_id", flat=True)
    rows.filter(ends=None, network__in=list(both)).update(ends=clock.today())
    rows.update(member=to)
    NetworkMember.objects.filter(pk__in=ids, network=to, ends=None).update(ends=clock.today())


def _end_in(organisation: Organisation, by: Person | None) -> None:
    for one in NetworkMember.objects.filter(member=organisation, ends=None).select_related("network", "member"):
        network.leave(one, by=by)


def _speak(organisation: Organisation) -> list[uuid.UUID]:
    return list(Representative.objects.filter(network=organisation).order_by("pk").values_list("pk", flat=True))


def _speak_now(organisation: Organisation) -> int:
    return Representative.objects.filter(network=organisation, ends__gt=clock.today()).count()


def _move_speak(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    Representative.objects.filter(pk__in=ids).update(network=to)


def _end_speak(organisation: Organisation, by: Person | None) -> None:
    """With the network, every voice of it ends, and no lapse is told of."""
    for one in Representative.objects.filter(network=organisation, ends__gt=clock.today()).select_related("network"):
        network.give_up(one, by=by)
