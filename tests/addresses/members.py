"""Membership and standing of organisations."""

from collections.abc import Callable
from typing import Any

from alongside.organisations import links
from alongside.organisations.models import Organisation
from tests.addresses.rows import Row, everyone, officers, the_charity
from tests.organisations.members import a_kind, a_member
from tests.personas import County


def a_member_of_the_county(county: County) -> dict[str, Any]:
    """The charity, a member whose year is nearly over."""
    a_member(county.organisations["charity"], kind=a_kind(pence=2500), by=county.people["officer"], ago=340)
    return the_charity(county)


def its_year(county: County) -> dict[str, Any]:
    """The year of its membership."""
    named = a_member_of_the_county(county)
    return {**named, "id": county.organisations["charity"].memberships.get().years.get().pk}


def some_members(county: County) -> dict[str, Any]:
    """A list with a member on it."""
    a_member_of_the_county(county)
    return {}


def a_kind_of_membership(county: County) -> dict[str, Any]:
    """What one can be a member as."""
    return {"id": a_kind(pence=2500, about="For groups that nobody is paid by").pk}


def kinds_on_offer(county: County) -> dict[str, Any]:
    """A place that can be joined."""
    a_kind(pence=2500)
    return {}


def link_that_renews(county: County) -> dict[str, Any]:
    """What a reminder leads to."""
    a_member_of_the_county(county)
    mailed = links.renewal_mailed(county.organisations["charity"].memberships.get())
    return {"token": mailed.rstrip("/").rsplit("/", 1)[1]}


ROWS = {
    "organisations:standing": Row(get=officers(), post=officers(), args=a_member_of_the_county),
    "organisations:end_standing": Row(post=officers(302), args=a_member_of_the_county),
    "organisations:members": Row(get=officers(), args=some_members),
    "organisations:members_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "xlsx"}),
    "organisations:member_kinds": Row(get=officers(), args=kinds_on_offer),
    "organisations:add_member_kind": Row(get=officers(), post=officers()),
    "organisations:member_kind": Row(get=officers(), post=officers(), args=a_kind_of_membership),
    "organisations:renew_by_mail": Row(get=everyone(), post=everyone(302), args=link_that_renews),
    "organisations:membership": Row(get=officers(charity=200), args=a_member_of_the_county),
    "organisations:renew": Row(post=officers(302, charity=302), args=a_member_of_the_county),
    "organisations:leave_membership": Row(get=officers(charity=200), post=officers(charity=200), args=a_member_of_the_county),
    "organisations:enter_member": Row(get=officers(), post=officers(), args=the_charity),
    "organisations:membership_year": Row(get=officers(), post=officers(302), args=its_year),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "organisations.membership": lambda one: one.organisation,
    "organisations.membershipyear": lambda one: one.membership.organisation,
}
NOBODYS = {"organisations.memberkind"}
