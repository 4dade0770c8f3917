"""What leads through several rooms: claiming, joining, the first hour, the monthly page, a complaint."""

from typing import Any

from alongside.journeys import actions as journeys
from alongside.journeys import links as journeys_links
from alongside.journeys.actions import complaining
from alongside.organisations.models import Membership
from alongside.replies import receipts
from tests.addresses.members import kinds_on_offer
from tests.addresses.rows import Row, everyone, officers, signed_in, the_charity
from tests.organisations.members import a_kind
from tests.personas import County


def a_complaint_sent(county: County) -> dict[str, Any]:
    """What somebody complained of just now."""
    facts = {"about": "erase", "what": "I am still listed", "wants": "", "name": "Ruth", "email": "ruth@example.org", "phone": ""}
    return {"token": receipts.token(complaining.complain(**facts, by=None))}


def claim_of_the_volunteer(county: County) -> dict[str, Any]:
    """The volunteer says that they belong to the charity, which has a lead."""
    said = {"name": "", "email": "", "title": "Honorary treasurer", "how": "Ask Joan."}
    return {"id": journeys.claim(county.organisations["charity"], **said, by=county.people["volunteer"]).pk}


def link_of_a_claimant(county: County) -> dict[str, Any]:
    """What a visitor who claims gets by mail."""
    said = {"name": "Ann", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    claim = journeys.claim(county.organisations["charity"], **said, by=None)
    return {"token": journeys_links.claim_url(claim).rstrip("/").rsplit("/", 1)[1]}


def receipt_of_a_claim(county: County) -> dict[str, Any]:
    """Where a visitor who claims reads what happens next."""
    said = {"name": "Ann", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    claim = journeys.claim(county.organisations["charity"], **said, by=None)
    return {"token": journeys_links.sent_url(claim).rstrip("/").rsplit("/", 1)[1]}


def link_that_proves(county: County) -> dict[str, Any]:
    """What a visitor gets who claims by an address at the group's own domain."""
    group = county.organisations["group"]
    group.url = "https://walks.example/"
    group.save()
    said = {"name": "Ann", "email": "ann@walks.example", "title": "Honorary treasurer", "how": ""}
    return {"token": journeys_links.prove_url(journeys.claim(group, **said, by=None)).rstrip("/").rsplit("/", 1)[1]}


def link_of_a_monthly_mail(county: County) -> dict[str, Any]:
    """What the monthly mail of the charity leads to."""
    mailed = journeys_links.monthly_url(county.organisations["charity"], county.charity, reader=county.charity)
    return {"token": mailed.rstrip("/").rsplit("/", 1)[1]}


def an_application(county: County) -> dict[str, Any]:
    """A visitor wants the charity to be a member."""
    said: dict[str, Any] = {"name": "Ann Stone", "email": "ann@example.net", "title": "Honorary treasurer", "how": "Ask Joan."}
    return {"id": journeys.join(county.organisations["charity"], kind=a_kind(pence=2500), by=None, **said).pk}


def receipt_of_an_application(county: County) -> dict[str, Any]:
    """Where they read what happens next."""
    held = Membership.objects.get(pk=an_application(county)["id"])
    return {"token": journeys_links.joined_url(held).rstrip("/").rsplit("/", 1)[1]}


ROWS = {
    "journeys:complain": Row(get=everyone(), post=everyone()),
    "journeys:complained": Row(get=everyone(), args=a_complaint_sent),
    "journeys:join": Row(get=everyone(), args=kinds_on_offer),
    "journeys:join_step": Row(
        get=everyone(charity=302, group=302, council=302, linkworker=302),
        post=everyone(charity=302, group=302, council=302, linkworker=302),
        args=lambda county: {"step": "called"},
    ),
    "journeys:join_check": Row(get=everyone(302), post=everyone(302)),
    "journeys:joined": Row(get=everyone(), post=everyone(302), args=receipt_of_an_application),
    "journeys:monthly": Row(get=everyone(), post=everyone(302), args=link_of_a_monthly_mail),
    "journeys:application": Row(get=officers(), post=officers(302), args=an_application),
    "journeys:new": Row(get=everyone(), post=everyone()),
    "journeys:claim_one": Row(get=everyone(), post=everyone(), args=the_charity),
    "journeys:leave": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=the_charity),
    "journeys:claim": Row(
        get=signed_in(404, chief=200, officer=200, charity=200, volunteer=200),
        post=signed_in(404, chief=403, officer=403, charity=403, volunteer=403),
        args=claim_of_the_volunteer,
    ),
    "journeys:sent": Row(get=everyone(), args=receipt_of_a_claim),
    "journeys:claim_by_mail": Row(get=everyone(), post=everyone(), args=link_of_a_claimant),
    "journeys:prove": Row(get=everyone(), post=everyone(302), args=link_that_proves),
    "journeys:first_hour": Row(get=officers()),
    "journeys:web_address": Row(get=officers()),
}
