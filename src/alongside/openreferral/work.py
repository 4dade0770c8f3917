"""What the feed does by itself: it is put right where the shape of its documents, or the place itself, has changed."""

from django.utils.translation import gettext_lazy as _

from alongside.jobs import holding
from alongside.jobs.registry import job
from alongside.openreferral.actions import publishing

REBUILD = "openreferral.rebuild"


@job(REBUILD, _("Write the open feed anew where it differs"), atomic=False)
def rebuild() -> None:
    """Every night, and when a newer version of the software starts. What is as it was stays untouched."""
    for _batch in publishing.rebuild():
        holding.keep_hold()
    publishing.forget_editions()
