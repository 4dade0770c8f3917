"""What this room does by the clock: reminding who has not answered, and who looks after a disagreement."""

from __future__ import annotations

from django.db import transaction

from alongside.kit import clock, workdays
from alongside.positions import mails, queries, sheets
from alongside.positions.models import Asking, Disagreement
from alongside.record import actions as record


def remind() -> None:
    """Each on its own, so that it may be cut off anywhere. On days of rest nobody is written to."""
    if not workdays.is_working(clock.today()):
        return
    for asking in queries.to_remind():
        _remind(asking)
    for disagreement in queries.to_look_at():
        _look_again(disagreement)


@transaction.atomic
def _remind(asking: Asking) -> None:
    if not Asking.objects.filter(pk=asking.pk, reminded_at=None).update(reminded_at=clock.now()):
        return
    sheet = sheets.find(asking.sheet_kind, asking.sheet_id)
    if sheet and sheet.is_open and sheet.asks(asking.organisation) and (left := queries.left_of(asking.organisation, sheet)):
        mails.remind(asking, sheet, left)
        record.write("positions.reminded", on=asking, by=None, facts={"left": left})


@transaction.atomic
def _look_again(disagreement: Disagreement) -> None:
    before = disagreement.reminded_at
    if Disagreement.objects.filter(pk=disagreement.pk, reminded_at=before).update(reminded_at=clock.now()):
        mails.look_again(disagreement)
        record.write("positions.look_reminded", on=disagreement, by=None)
