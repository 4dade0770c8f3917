"""What this room does by itself."""

from django.utils.translation import gettext_lazy as _

from alongside.jobs import holding
from alongside.jobs.registry import job
from alongside.plan.actions import digest


@job("plan.digest", _("Tell those who work on the plan what changed"), atomic=False)
def tell() -> None:
    """Each day it looks; each person has it once a week."""
    for person, streams in digest.involved().values():
        digest.write(person, streams)
        holding.keep_hold()
