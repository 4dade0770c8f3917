"""Changes that matter: proposed by a provider, read by an officer, approved or declined with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory import policy, rules
from alongside.directory.actions import services
from alongside.directory.actions.errors import WrongMove
from alongside.directory.models import Change, Service
from alongside.directory.queries import facts as reading
from alongside.directory.queries import weight
from alongside.directory.queries.facts import Facts
from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.record import actions as record
from alongside.replies import actions as replies
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.people.models import Person

KIND = "directory.change"
PUBLISH: Facts = {"status": Service.Status.PUBLISHED.value}
"""What is proposed when a new service is sent in."""


@dataclass(frozen=True)
class Proposed:
    """What became of a change: the service as it is now, and what of it waits for an officer."""

    service: Service
    waiting: Change | None


@transaction.atomic
def propose(service: Service, *, by: Person, version: int | None = None, **facts: Any) -> Proposed:
    """Change what may be changed at once, and let an officer read what matters. An officer's own change is live at once."""
    waiting = Change.objects.filter(service=service, state=Change.State.WAITING).first()
    shown = service.status in Service.SHOWN
    if rules.may_approve(by) or not shown:
        return Proposed(services.change(service, by=by, version=version, **facts), waiting)
    now = services.claim(service, version)
    before = reading.facts_of(now)
    light, heavy = weight.split(before, reading.differences(before, facts))
    now = services.change(now, by=by, **light)
    return Proposed(now, _wait(now, waiting, facts, heavy, by))


def _wait(service: Service, waiting: Change | None, facts: Facts, heavy: Facts, by: Person) -> Change | None:
    """Keep what waits as one change per service: what was said last counts, what was taken back waits no more."""
    before = waiting.proposed if waiting else {}
    proposed = {key: value for key, value in before.items() if key not in facts} | heavy
    if waiting is None:
        return _open(service, proposed, by) if proposed else None
    if not proposed:
        _end(waiting, Change.State.DECLINED, by=by, reason=_("Taken back."))
        _close(waiting, by)
        return None
    if proposed != before:
        waiting.proposed, waiting.base_version, waiting.by = proposed, service.version, by.pk
        waiting.save(update_fields=["proposed", "base_version", "by"])
        record.write("change.proposed", on=waiting, by=by, facts={"service": str(service.pk), "fields": sorted(proposed)})
    return waiting


def _open(service: Service, proposed: Facts, by: Person) -> Change:
    change = Change.objects.create(
        service=service, base_version=service.version, proposed=proposed, by=by.pk, made_at=clock.now()
    )
    record.write("change.proposed", on=change, by=by, facts={"service": str(service.pk), "fields": sorted(proposed)})
    replies.open(
        KIND,
        subject=change,
        title=(_("A new service: %(name)s") if proposed == PUBLISH else _("A change of %(name)s")) % {"name": service.name},
        organisation=organisations.coordinator() or service.organisation,
        asker=by,
        days=policy.APPROVE_IN_DAYS(),
        by=by,
    )
    return change


@transaction.atomic
def send_in(service: Service, *, by: Person) -> Proposed:
    """A draft is ready. An officer's own is published; else an officer reads it first."""
    if rules.may_approve(by):
        return Proposed(services.publish(service, by=by), None)
    now = services.move(service, Service.Status.WAITING, by=by)
    return Proposed(now, _open(now, PUBLISH, by))


@transaction.atomic
def take_back(service: Service, *, by: Person) -> Service:
    """A service that waits for approval is a draft again."""
    now = services.move(service, Service.Status.DRAFT, by=by)
    for change in now.changes.filter(state=Change.State.WAITING):
        _end(change, Change.State.DECLINED, by=by, reason=_("Taken back."))
        _close(change, by)
    return now


@transaction.atomic
def approve(change: Change, *, by: Person, version: int | None = None) -> Change:
    """It is as it was proposed from now on. `version` is that of the service which the officer compared it with."""
    held = _claim(change)
    service = services.claim(held.service, version)
    if held.proposed == PUBLISH:
        services.publish(service, by=by)
    else:
        services.change(service, by=by, **held.proposed)
    _end(held, Change.State.APPROVED, by=by)
    _answer(held, _("It is on the site now. Thank you."), by=by, outcome="done")
    return held


@transaction.atomic
def decline(change: Change, *, by: Person, reason: str) -> Change:
    """It stays as it was, and whoever proposed it hears why. A new service is a draft again."""
    held = _claim(change)
    if held.proposed == PUBLISH:
        services.move(held.service, Service.Status.DRAFT, by=by)
    _end(held, Change.State.DECLINED, by=by, reason=reason)
    _answer(held, reason, by=by, outcome="declined")
    return held


def _claim(change: Change) -> Change:
    """The change as it stands now, held until this transaction ends."""
    held = Change.objects.select_for_update().get(pk=change.pk)
    if held.state != Change.State.WAITING:
        raise WrongMove(_("Somebody has decided this already."))
    return held


def _end(change: Change, state: Change.State, *, by: Person, reason: str = "") -> None:
    change.state, change.decided_at, change.decided_by, change.reason = state, clock.now(), by.pk, reason
    change.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    record.write(f"change.{state.value}", on=change, by=by, facts={"service": str(change.service_id)})


def _answer(change: Change, text: str, *, by: Person, outcome: str) -> None:
    for reply in owed.visible_to(by).about(change).owed():
        replies.answer(reply, text=text, by=by, outcome=outcome)


def _close(change: Change, by: Person) -> None:
    for reply in owed.visible_to(by).about(change).owed():
        replies.close(reply, outcome="withdrawn", why=_("It was taken back."), by=by)
