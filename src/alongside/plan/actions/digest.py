"""What changed in the plan by mail, once a week, to those who work on it: grouped by action, newest first, each change once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from alongside.kit import clock
from alongside.notices import actions as notices
from alongside.notices import kinds
from alongside.organisations import queries as organisations
from alongside.plan import rules
from alongside.plan.models import Action, Digested, Plan, Role, StreamPartner, Workstream
from alongside.plan.queries import changes

if TYPE_CHECKING:
    import uuid

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

KIND = "plan.digest"
EVERY = dt.timedelta(days=7)
SETTLED = dt.timedelta(minutes=2)
"""What was written just now may stand in a transaction that is not over: it waits for the next mail."""
SHOWN = 20


def register() -> None:
    """Such mails may be stopped. Called once, when the house starts."""
    kinds.register(
        KIND,
        title=gettext_lazy("What changed in our plan"),
        about=gettext_lazy("Once a week, and only when something changed in the workstreams that your organisation works in."),
    )


def involved() -> dict[uuid.UUID, tuple[Person, set[uuid.UUID]]]:
    """Who works on plans that run, each with their workstreams: those who hold a role, and who speak for a lead or a partner."""
    running = Workstream.objects.filter(plan__state=Plan.State.PUBLISHED)
    beside = StreamPartner.objects.filter(workstream__in=running.order_by().values("pk")).select_related("organisation")
    works = [(one.lead, one.pk) for one in running.select_related("lead").order_by("id")]
    works += [(one.organisation, one.workstream_id) for one in beside.order_by("id")]
    streams: dict[Organisation, set[uuid.UUID]] = {}
    for organisation, stream in works:
        streams.setdefault(organisation, set()).add(stream)
    found: dict[uuid.UUID, tuple[Person, set[uuid.UUID]]] = {}
    for organisation, own in streams.items():
        for seat in organisations.seats_at(organisation).filter(role__in=rules.SPEAKS, person__is_active=True):
            found.setdefault(seat.person_id, (seat.person, set()))[1].update(own)
    roles = Role.objects.filter(workstream__in=running.order_by().values("pk")).exclude(holder=None, deputy=None)
    for role in roles.select_related("holder", "deputy").order_by("id"):
        for person in filter(None, (role.holder, role.deputy)):
            if person.is_active:
                found.setdefault(person.pk, (person, set()))[1].add(role.workstream_id)
    return found


def write(person: Person, streams: set[uuid.UUID]) -> bool:
    """A mail, if anything changed since the last. The mark moves with it, in one transaction: nothing is told twice."""
    until = clock.now() - SETTLED
    with transaction.atomic():
        mark, _new = Digested.objects.select_for_update().get_or_create(person=person, defaults={"until": until - EVERY})
        if mark.until > until - EVERY:
            return False
        actions = Action.objects.filter(Q(workstream__in=streams), published_at__isnull=False)
        found = changes.changes(actions, mark.until, until)
        mark.until = until
        mark.save(update_fields=["until"])
        if not found:
            return False
        groups = changes.by_action(found)
        notices.send(
            KIND,
            to=person,
            subject=ngettext("Our plan: %(n)s action moved", "Our plan: %(n)s actions moved", len(groups)) % {"n": len(groups)},
            template="plan/mail/digest",
            context={
                "groups": groups[:SHOWN],
                "more": max(len(groups) - SHOWN, 0),
                "link": settings.ADDRESS + reverse("plan:plan"),
            },
        )
    return True
