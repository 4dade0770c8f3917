"""What the room does by itself: it brings in what officers send, and forgets it when its time is up."""

import datetime as dt
import uuid
from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from alongside.jobs import holding
from alongside.jobs.registry import job
from alongside.organisations.actions import importing, membership, network
from alongside.organisations.actions.importing import asked
from alongside.organisations.errors import NotAMember
from alongside.organisations.models import Import
from alongside.organisations.queries import members, networks


@job(asked.JOB, _("Bring in organisations"), atomic=False, lease=dt.timedelta(minutes=3), tries=4)
def go_on(import_id: str) -> None:
    """One list: looked at, brought in or taken back, whatever it waits for."""
    run = Import.objects.filter(pk=uuid.UUID(import_id)).first()
    if run:
        importing.work(run, alive=lambda _said: holding.keep_hold())


@job("organisations.forget_lists", _("Forget lists that were brought in"), atomic=False)
def forget() -> None:
    """Every night: what lists said of people goes when they can no longer be taken back."""
    importing.forget()


@job("organisations.terms", _("Remind networks of terms that end"), atomic=False)
def look_after_terms() -> None:
    """Every day: the leads of a network hear once that somebody's term ends soon."""
    for one in networks.ending_soon():
        network.tell_ending(one)


@job("organisations.members", _("Ask members to renew, and end what nobody renewed"), atomic=False)
def look_after_members() -> None:
    """Every day: reminders, each once, and what lapses by itself."""
    for one in members.to_lapse():
        with suppress(NotAMember):
            membership.lapse(one)
    for one, days in list(members.to_remind()):
        membership.remind(one, days=days)
