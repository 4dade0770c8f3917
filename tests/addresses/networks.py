"""Networks and who speaks for them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from alongside.journeys import actions as journeys
from alongside.journeys import links
from alongside.kit import clock
from alongside.organisations.actions import network as network_actions
from alongside.organisations.models import NetworkMember, Organisation, Representative
from tests.addresses.rows import Row, at_the_charity, everyone, officers, the_charity
from tests.organisations.networks import a_voice
from tests.personas import County


def a_network(county: County) -> dict[str, Any]:
    """The charity is a network: the council belongs to it, somebody speaks for it, and one voice has lapsed."""
    charity = county.organisations["charity"]
    network_actions.join(charity, county.organisations["council"], by=county.officer)
    a_voice(charity)
    a_voice(charity, body="Transport Board", ends=clock.today() - dt.timedelta(days=3))
    return the_charity(county)


def its_member(county: County) -> dict[str, Any]:
    """The council in the charity's network."""
    return {**a_network(county), "id": NetworkMember.objects.get().pk}


def its_network(county: County) -> dict[str, Any]:
    """The charity belongs to the council's network."""
    charity, council = county.organisations["charity"], county.organisations["council"]
    return {**the_charity(county), "id": network_actions.join(council, charity, by=county.officer).pk}


def its_voice(county: County) -> dict[str, Any]:
    """Somebody who speaks for the charity's network."""
    return {**a_network(county), "id": Representative.objects.get(body="Health Board").pk}


def a_report(county: County) -> dict[str, Any]:
    """What its representative reported back."""
    named = its_voice(county)
    network_actions.report(Representative.objects.get(pk=named["id"]), text="They listened.", by=None)
    return named


def link_to_report_back(county: County) -> dict[str, Any]:
    """The link that its representative gets when a report is due."""
    a_network(county)
    journeys.look_after_reports()
    return {"token": links.report_token(Representative.objects.get(body="Health Board"))}


ROWS = {
    "organisations:network": Row(get=at_the_charity(), post=at_the_charity(404), args=a_network),
    "organisations:end_network_member": Row(post=at_the_charity(302), args=its_member),
    "organisations:leave_network": Row(post=at_the_charity(302), args=its_network),
    "organisations:add_representative": Row(get=at_the_charity(), post=at_the_charity(), args=a_network),
    "organisations:representative": Row(get=at_the_charity(), post=at_the_charity(), args=its_voice),
    "organisations:end_representative": Row(post=at_the_charity(302), args=its_voice),
    "organisations:give_up_voice": Row(post=at_the_charity(302), args=its_voice),
    "organisations:reports": Row(get=officers(charity=200, council=200), args=a_report),
    "journeys:report_back": Row(get=at_the_charity(), post=at_the_charity(), args=its_voice),
    "journeys:report_by_mail": Row(get=everyone(), post=everyone(), args=link_to_report_back),
    "journeys:report_thanked": Row(get=everyone()),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "organisations.networkmember": lambda one: one.network,
    "organisations.representative": lambda one: one.network,
}
