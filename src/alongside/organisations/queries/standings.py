"""What organisations are to the place, now and before."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.kit import clock
from alongside.organisations.models import Organisation, Standing


def of(organisation: Organisation) -> list[Standing]:
    """What it is today."""
    return list(Standing.objects.open_on(clock.today()).filter(organisation=organisation).order_by("kind", "id")[:10])


def history_of(organisation: Organisation) -> list[Standing]:
    """All that it is and was, the latest first."""
    return list(Standing.objects.filter(organisation=organisation).order_by("-starts", "kind", "id")[:100])


def open_organisations(kind: str) -> QuerySet[Organisation]:
    """The organisations that have this standing today and are open, by name."""
    holders = holding(kind).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=holders, closed_at=None).order_by("name", "id")


def holding(kind: str) -> QuerySet[Standing]:
    """Who has this standing today, as a condition for lists of organisations."""
    return Standing.objects.open_on(clock.today()).filter(kind=kind).order_by("organisation_id", "id")
