"""The queue's own housekeeping."""

import datetime as dt

from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from alongside.jobs.models import Job
from alongside.jobs.registry import job
from alongside.kit import clock

DONE_KEPT = dt.timedelta(days=7)
KEYS_KEPT = dt.timedelta(days=90)
AT_A_TIME = 5_000


@job("jobs.sweep", _("Forget work that is done"))
def sweep() -> None:
    """Forget what is done: after a week, or 90 days where a key or a failure should be remembered."""
    now = clock.now()
    done = Job.objects.filter(done_at__lt=now - DONE_KEPT)
    slots = done.filter(once__startswith=Concat("name", Value("@")))
    for old in (
        done.filter(once=None),
        slots,
        Job.objects.filter(done_at__lt=now - KEYS_KEPT),
        Job.objects.filter(failed_at__lt=now - KEYS_KEPT),
    ):
        Job.objects.filter(pk__in=list(old.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])).delete()
