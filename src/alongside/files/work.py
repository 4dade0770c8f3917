"""The room's nightly housekeeping."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.files import store
from alongside.files.models import File
from alongside.jobs.registry import job

A_DAY = dt.timedelta(days=1)


@job("files.sweep", _("Remove files that nobody needs"), atomic=False)
def sweep() -> None:
    """Remove content that no file has any more. A day's grace, since content is on disk before its file is known."""
    paths = store.everything()
    known = set(File.objects.order_by().values_list("sha256", flat=True).distinct())
    for path in paths:
        if path.name not in known:
            store.remove(path, older_than=A_DAY)
