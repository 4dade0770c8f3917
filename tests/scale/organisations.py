"""The lists of `organisations`, and how each is filled."""

from typing import Any

from alongside.organisations.actions import importing, network
from alongside.organisations.models import Membership, Organisation, ReportBack
from tests.addresses.networks import a_report
from tests.addresses.rows import the_charity
from tests.organisations.factories import OrganisationFactory
from tests.organisations.members import a_member
from tests.organisations.networks import a_voice
from tests.personas import County
from tests.scale.lists import List, copies


def organisations(county: County, number: int) -> None:
    copies(OrganisationFactory.create(), number, slug=str, name=str)


def members(county: County, number: int) -> None:
    """As many organisations, each a member for a year."""
    before = set(Organisation.objects.values_list("pk", flat=True))
    copies(OrganisationFactory.create(), number, slug=str, name=str)
    new = list(Organisation.objects.exclude(pk__in=before).order_by("pk").values_list("pk", flat=True))
    first, start = a_member(OrganisationFactory.create(), by=county.officer), Membership.objects.count()
    copies(first, len(new), organisation_id=new.__getitem__, number=lambda n: start + n + 1)
    fresh = list(Membership.objects.filter(years=None).order_by("pk").values_list("pk", flat=True))
    copies(first.years.get(), len(fresh), membership_id=fresh.__getitem__)


def a_large_network(county: County, number: int) -> None:
    """As many organisations in the charity's network, and a tenth of that speak for it."""
    before = set(Organisation.objects.values_list("pk", flat=True))
    copies(OrganisationFactory.create(), number, slug=str, name=str)
    new = list(Organisation.objects.exclude(pk__in=before).order_by("pk").values_list("pk", flat=True))
    first = network.join(county.organisations["charity"], OrganisationFactory.create(), by=county.charity)
    copies(first, len(new), member_id=new.__getitem__)
    copies(a_voice(county.organisations["charity"]), number // 10, body=lambda n: f"Board {n}")


def reports_of_a_term(county: County, number: int) -> None:
    if not ReportBack.objects.exists():
        a_report(county)
    copies(ReportBack.objects.all()[0], number)


def the_reports(county: County) -> dict[str, Any]:
    return {**the_charity(county), "id": ReportBack.objects.all()[0].representative_id}


def lists_sent_in(county: County, number: int) -> None:
    copies(importing.send((f"{number}.csv", b"Name,Town\nAshby Choir,Ashby\n"), by=county.officer)[0], number)


LISTS = {
    "organisations:imports": List(lists_sent_in),
    "organisations:list": List(organisations, "visitor"),
    "organisations:members": List(members),
    "organisations:reports": List(reports_of_a_term, "charity", named=the_reports),
    "organisations:network": List(a_large_network, "charity", named=the_charity),
}
