"""Organisations: record, contacts, seats, invitations, imports, merging."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.kit import clock
from alongside.organisations import actions as organisations
from alongside.organisations import links
from alongside.organisations.actions import contact_log, importing, merging, papers
from alongside.organisations.models import Organisation
from alongside.people import actions as people
from tests.addresses.rows import Row, at_the_charity, everyone, officers, signed_in, the_charity
from tests.organisations.factories import ContactFactory, SeatFactory
from tests.personas import County


def its_contact(county: County) -> dict[str, Any]:
    """A way to reach it."""
    return {**the_charity(county), "id": ContactFactory.create(organisation=county.organisations["charity"]).pk}


def its_helper(county: County) -> dict[str, Any]:
    """A seat in it that may end."""
    return {**the_charity(county), "id": SeatFactory.create(organisation=county.organisations["charity"]).pk}


def an_invitation(county: County) -> dict[str, Any]:
    """An invitation to the charity that waits."""
    one = county.organisations["charity"]
    made = organisations.invite(one, email="tomas@example.org", name="Tomas", role="helper", by=county.people["charity"])
    return {"slug": one.slug, "id": made.pk}


def link_for_the_invited(county: County) -> dict[str, Any]:
    """What the volunteer was mailed: a seat at the charity."""
    one, by = county.organisations["charity"], county.people["charity"]
    made = organisations.invite(one, email=county.people["volunteer"].email, name="Vera", role="helper", by=by)
    return {"token": links.to_invitation(made).rstrip("/").rsplit("/", 1)[1]}


def ended_seat(county: County) -> dict[str, Any]:
    """A seat at the charity that was ended today."""
    seat = SeatFactory.create(organisation=county.organisations["charity"])
    return {**the_charity(county), "id": organisations.end_seat(seat, by=county.people["charity"]).pk}


def first_officer(county: County) -> dict[str, Any]:
    """A link for a place that has not begun; here it has an officer, but an empty form says nothing of that."""
    return {"token": people.first_officer_token()}


def the_charity_into_the_group(county: County) -> dict[str, Any]:
    """The charity, and another that it may become part of."""
    return {**the_charity(county), "into": county.organisations["group"].slug}


def a_merge(county: County) -> dict[str, Any]:
    """The charity, of which another entry became part."""
    twin = organisations.add("Marlshire Carer", sector="voluntary", by=county.people["officer"])
    made = merging.merge(twin, into=county.organisations["charity"], by=county.people["officer"])
    return {**the_charity(county), "id": made.pk}


def its_talk(county: County) -> dict[str, Any]:
    """What an officer wrote down of a talk with it."""
    made = contact_log.log(
        county.organisations["charity"],
        on=clock.today(),
        how="phone",
        text="They look for a hall.",
        next_step="Ring the vicar",
        next_on=clock.today(),
        by=county.people["officer"],
    )
    return {**the_charity(county), "id": made.pk}


def a_talk_of_the_charity(county: County) -> dict[str, Any]:
    """The charity, with a talk in its log."""
    its_talk(county)
    return the_charity(county)


def its_paper(county: County) -> dict[str, Any]:
    """A file that is kept with it."""
    upload = SimpleUploadedFile("rules.txt", b"1. We sing.")
    return {
        **the_charity(county),
        "id": papers.keep_paper(county.organisations["charity"], upload, by=county.people["officer"]).pk,
    }


def a_list(county: County) -> dict[str, Any]:
    """A list of organisations that was sent in; an officer has not yet said what its columns mean."""
    return {"pk": importing.send(("our members.csv", b"Name,Town\nAshby Choir,Ashby\n"), by=county.people["officer"])[0].pk}


ROWS = {
    "organisations:acting": Row(get=signed_in(), post=signed_in()),
    "organisations:begin": Row(get=everyone(), post=everyone(), args=first_officer),
    "organisations:list": Row(get=everyone()),
    "organisations:add": Row(get=officers(), post=officers()),
    "organisations:merge": Row(get=officers(), args=the_charity),
    "organisations:merge_into": Row(get=officers(), post=officers(302), args=the_charity_into_the_group),
    "organisations:unmerge": Row(post=officers(302), args=a_merge),
    "organisations:records": Row(get=officers()),
    "organisations:records_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "xlsx"}),
    "organisations:record": Row(get=officers(charity=200), args=a_talk_of_the_charity),
    "organisations:address": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:logo": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:add_paper": Row(post=officers(302, charity=302), args=the_charity),
    "organisations:remove_paper": Row(post=officers(302, charity=302), args=its_paper),
    "organisations:add_talk": Row(get=officers(), post=officers(), args=the_charity),
    "organisations:talk": Row(get=officers(), post=officers(), args=its_talk),
    "organisations:step_done": Row(post=officers(302), args=its_talk),
    "organisations:remove_talk": Row(post=officers(302), args=its_talk),
    "organisations:imports": Row(get=officers(), post=officers()),
    "organisations:import": Row(get=officers(), args=a_list),
    "organisations:import_columns": Row(get=officers(), post=officers(), args=a_list),
    "organisations:import_decide": Row(post=officers(302), args=a_list),
    "organisations:import_bring_in": Row(post=officers(302), args=a_list),
    "organisations:import_take_back": Row(get=officers(), post=officers(302), args=a_list),
    "organisations:import_report": Row(is_page=False, get=officers(), args=a_list),
    "organisations:change": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:close": Row(get=officers(), post=officers(302), args=the_charity),
    "organisations:reopen": Row(get=officers(), post=officers(302), args=the_charity),
    "organisations:add_contact": Row(get=officers(charity=200), post=officers(charity=200), args=the_charity),
    "organisations:contact": Row(get=officers(charity=200), post=officers(charity=200), args=its_contact),
    "organisations:remove_contact": Row(post=officers(302, charity=302), args=its_contact),
    "organisations:seats": Row(get=at_the_charity(), post=at_the_charity(), args=the_charity),
    "organisations:seat": Row(get=at_the_charity(), post=at_the_charity(), args=its_helper),
    "organisations:end_seat": Row(post=at_the_charity(302), args=its_helper),
    "organisations:give_back": Row(post=at_the_charity(302), args=ended_seat),
    "organisations:hand_over": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=the_charity),
    "organisations:invite_again": Row(post=at_the_charity(302), args=an_invitation),
    "organisations:withdraw_invitation": Row(post=at_the_charity(302), args=an_invitation),
    "organisations:invitation": Row(
        get=everyone(403, visitor=200, volunteer=200), post=everyone(403, visitor=302, volunteer=302), args=link_for_the_invited
    ),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "organisations.organisation": lambda one: one,
    "organisations.seat": lambda one: one.organisation,
    "organisations.contact": lambda one: one.organisation,
    "organisations.logentry": lambda one: one.organisation,
    "organisations.invitation": lambda one: one.organisation,
    "organisations.claim": lambda one: one.organisation,
    "organisations.merge": lambda one: one.kept,
}
NOBODYS = {"organisations.import"}
