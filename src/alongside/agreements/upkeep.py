"""What is due of an agreement in force: to be looked at as a whole, and renewed before it ends. Officers confirm it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.agreements import policy
from alongside.agreements.models import Agreement
from alongside.kit import clock, words, workdays
from alongside.notices import actions as notices
from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.record import actions as record
from alongside.record import queries as records
from alongside.replies import confirmations
from alongside.replies import queries as replies
from alongside.replies.confirmations import Confirmation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from alongside.agreements.models import AgreementQuerySet
    from alongside.people.models import Person

REVIEW, EXPIRY = "review", "expiry"


def register() -> None:
    """Called once, when the house starts."""
    confirmations.register(ask)


def due() -> AgreementQuerySet:
    """Those in force that are looked at, or end, within a month; or should have been."""
    day = clock.today() + policy.REMIND_BEFORE()
    near = Q(review_on__lte=day) | Q(expires_on__lte=day)
    return Agreement.objects.in_force().filter(near).order_by("review_on", "id")


def ask(person: Person) -> Iterator[Confirmation]:
    """On the desks of officers, and in the monthly mail of the coordinator."""
    if not organisation_rules.is_officer(person):
        return
    coordinator = organisations.coordinator()
    for agreement in due():
        page = reverse("agreements:review", args=[agreement.slug])
        for what, day in _days(agreement):
            yield Confirmation(
                title=agreement.title,
                url=agreement.get_absolute_url(),
                line=_("Partners look at it as a whole, then you say when next.")
                if what == REVIEW
                else _("Renew it, or let it end."),
                due_on=day,
                otherwise=_("Then its page says that nobody has looked") if what == REVIEW else _("Then it ends by itself"),
                confirm_url=page,
                confirm_label=_("We have looked at it") if what == REVIEW else _("Renew it"),
                organisation_id=coordinator.pk if coordinator else None,
            )


def remind() -> None:
    """Each on its own, so that it may be cut off anywhere. On days of rest nobody is written to."""
    if not workdays.is_working(clock.today()):
        return
    for agreement in due():
        for what, day in _days(agreement):
            _remind(agreement, what, day)


def _days(agreement: Agreement) -> Iterator[tuple[str, dt.date]]:
    """What is due of it, each with its day."""
    last = clock.today() + policy.REMIND_BEFORE()
    for what, day in ((REVIEW, agreement.review_on), (EXPIRY, agreement.expires_on)):
        if day and day <= last:
            yield what, day


@transaction.atomic
def _remind(agreement: Agreement, what: str, day: dt.date) -> None:
    """Once for each day that was named."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    kind, coordinator = f"agreements.{what}_reminded", organisations.coordinator()
    before = records.last(held, kind)
    if coordinator is None or (before and before.facts["day"] == day.isoformat()):
        return
    leads = organisations.leads_of(coordinator)
    for to in {one.pk: one for one in (replies.answers_for(lead, coordinator) for lead in leads)}.values():
        _mail(held, what, day, to)
    record.write(kind, on=held, by=None, facts={"day": day.isoformat()})


def _mail(agreement: Agreement, what: str, day: dt.date, to: Person) -> None:
    facts = {"title": agreement.title, "day": words.date(day)}
    subject = _("To be looked at by %(day)s: %(title)s") if what == REVIEW else _("It ends on %(day)s: %(title)s")
    context = {
        "agreement": agreement, "day": facts["day"], "ends": what == EXPIRY,
        "link": settings.ADDRESS + reverse("agreements:review", args=[agreement.slug]),
        "page": settings.ADDRESS + agreement.get_absolute_url(),
    }  # fmt: skip
    notices.send("agreements.due", to=to, subject=subject % facts, template="agreements/mail/due", context=context)
