"""What the directory does by itself: it keeps what changes with the calendar true, and brings in what officers ask for."""

import datetime as dt
import uuid

from django.utils.translation import gettext_lazy as _

from alongside.directory.actions import conditions, duplicates, following, indexing, links, shortlists, upkeep
from alongside.directory.actions.importing import asked, sources
from alongside.directory.models import Import
from alongside.jobs import holding
from alongside.jobs.registry import job


@job("directory.refresh", _("Bring services up to date for the day"), atomic=False)
def refresh() -> None:
    """Every night: next dates, confirmations that have grown old, places that we know better by now, uploads left behind."""
    for _batch in upkeep.refresh():
        holding.keep_hold()
    conditions.note_bounces()
    shortlists.forget()
    upkeep.forget_uploads()
    duplicates.forget()


@job("directory.find_duplicates", _("Look for services that are told twice"), atomic=False)
def find_duplicates() -> None:
    """Every night, and after services came in: the pairs on the officers' desk."""
    duplicates.find()


@job("directory.check_links", _("Try the web addresses of services"), atomic=False, lease=dt.timedelta(minutes=3))
def check_links() -> None:
    """Every night a few hundred, with a pause between, so that no server minds."""
    links.forget()
    for _url in links.check():
        holding.keep_hold()


@job(asked.JOB, _("Bring in services"), atomic=False, lease=dt.timedelta(minutes=4), tries=4)
def bring_in(import_id: str) -> None:
    """One import that was begun on a page."""
    row = Import.objects.filter(pk=uuid.UUID(import_id)).first()
    if row and row.state in (Import.State.WAITING, Import.State.RUNNING):
        asked.work(row, alive=lambda _line: holding.keep_hold())


@job("directory.harvest", _("Read the feeds that are due"))
def harvest() -> None:
    """Every quarter of an hour: begin to read each feed whose time has come."""
    sources.read_due()


@job("directory.follow_terms", _("Find services by words that were changed"), atomic=False)
def follow_terms(terms: list[str]) -> None:
    """After an officer changed terms: services are found as their terms stand now."""
    for _batch in indexing.follow_terms([uuid.UUID(term) for term in terms]):
        holding.keep_hold()


@job("directory.follow_organisation", _("Say what an organisation is called now"), atomic=False)
def follow_organisation(organisation: str) -> None:
    """After the entry of an organisation with many services was changed."""
    for _batch in following.write_anew(uuid.UUID(organisation)):
        holding.keep_hold()
