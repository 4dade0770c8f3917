"""What this room does in the background."""

from django.utils.translation import gettext_lazy as _

from alongside.jobs.registry import job
from alongside.journeys import actions
from alongside.kit import clock
from alongside.organisations import policy, queries


@job("journeys.unproven", _("Ask a person about claims that nobody proved"))
def unproven() -> None:
    """Links that nobody pressed: a person looks at those claims."""
    for claim in queries.unproven(clock.now() - policy.PROVE_WITHIN):
        actions.hand_to_people(claim)
