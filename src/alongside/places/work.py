"""What the room does in the background: it loads the files that officers send in."""

import datetime as dt
import uuid

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.places import actions
from alongside.places.actions import loading
from alongside.places.models import Loading


@job(loading.JOB, _("Load what the map knows"), atomic=False, lease=dt.timedelta(minutes=3), tries=4)
def load(loading_id: str) -> None:
    """One file of postcodes or areas. A load that was cut off goes on where it was."""
    found = Loading.objects.filter(pk=uuid.UUID(loading_id)).first()
    if found and found.is_going_on:
        actions.go_on(found)
