"""What the worker does about signing: the paper with the register is set and sealed anew after each entry."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.agreements.actions.signing import papers
from alongside.agreements.models import Version
from alongside.jobs.registry import job


@job(papers.MAKING, _("Set and seal the paper of an agreement with its register"), atomic=False, lease=dt.timedelta(minutes=2))
def seal(version: str, position: int) -> None:
    """Once for the last of several entries: an earlier one has nothing to add."""
    found = Version.objects.select_related("agreement", "sealed_pdf", "closing_pdf").filter(pk=version).first()
    if found is not None and found.agreement.register_position == position:
        papers.seal_again(found)
