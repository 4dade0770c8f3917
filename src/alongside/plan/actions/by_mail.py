"""What is said of an action by one press: on the desk, or by the link of the monthly mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.organisations import queries as organisations
from alongside.plan.actions import reporting
from alongside.plan.errors import CannotReport
from alongside.plan.models import Action, Progress, Witness

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def as_before(action: Action, *, by: Person) -> Progress:
    """The lead looked, and says that it goes as it last reported."""
    if action.last is None:
        raise CannotReport(_("There is no report yet that could still be so."))
    reason = _("We looked again: it goes as we last reported.")
    return reporting.report(
        action, status=action.status, reason=reason, reached=action.last.reached, seen=action.last.number, by=by
    )


def still_so(key: str, by: Person) -> Progress:
    """The same by a mailed link."""
    return as_before(Action.objects.select_related("last").get(pk=key), by=by)


def see_too(progress: Progress, organisation: Organisation, *, by: Person) -> Witness:
    """Another sector sees it too."""
    return reporting.witness(progress, organisation=organisation, says=Witness.Says.CONFIRMS, by=by)


def seen_too(key: str, by: Person) -> Witness:
    """The same by a mailed link."""
    report, _dot, organisation = key.partition(".")
    progress = Progress.objects.select_related("action").get(pk=report)
    return see_too(progress, organisations.visible_to(by).get(pk=organisation), by=by)
