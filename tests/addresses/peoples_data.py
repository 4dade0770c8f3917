"""Show me, forget me, consent, holds and retention."""

import datetime as dt
import re
from typing import Any

from django.core import mail

from alongside.directory import actions as directory
from alongside.directory.models import Enquiry
from alongside.kit import clock
from alongside.people import consent, forgetting, holds, proving_address, retention, whose
from tests.addresses.journeys import a_complaint_sent
from tests.addresses.replies import full_desks
from tests.addresses.rows import Row, everyone, officers, signed_in
from tests.personas import County


def asked_to_be_forgotten(county: County) -> dict[str, Any]:
    """What the mail to the volunteer leads to, who asked to be forgotten."""
    asked = forgetting.ask(whose.of_person(county.people["volunteer"]))
    return {"token": forgetting.undo_url(asked).rstrip("/").rsplit("/", 1)[1]}


def link_to_ones_data(county: County) -> dict[str, Any]:
    """What the mail to somebody without an account leads to."""
    proving_address.invite("stranger@example.org", by=None)
    found = re.search(r"your-data/link/([^/]+)/", str(mail.outbox[-1].body))
    assert found
    return {"token": found[1]}


def agreed_before(county: County) -> dict[str, Any]:
    """Everybody agreed, withdrew it and agreed anew."""
    for person in county.people.values():
        consent.give(person, consent.SPEAK, by=person)
        consent.withdraw(person, consent.SPEAK, by=person)
        consent.give(person, consent.SPEAK, by=person)
    return {}


def a_purpose(county: County) -> dict[str, Any]:
    """What everybody is asked to agree to."""
    return {"purpose": consent.SPEAK}


def link_that_withdraws(county: County) -> dict[str, Any]:
    """What the mail to the volunteer leads to, who agreed to something."""
    given = consent.give(county.people["volunteer"], consent.SPEAK, by=county.people["volunteer"])
    return {"token": consent.withdraw_url(given).rstrip("/").rsplit("/", 1)[1]}


def a_hold(county: County) -> dict[str, Any]:
    """Everything about the volunteer is kept for now."""
    return {"id": holds.place(person=county.people["volunteer"], why="A complaint", by=county.people["officer"]).pk}


def peoples_data(county: County) -> dict[str, Any]:
    """Somebody waits to be forgotten, somebody is held, and an enquiry has been kept for its time."""
    asked_to_be_forgotten(county)
    a_hold(county)
    directory.ask_a_person(need="Company", email="a@example.org")
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    retention.run()
    directory.ask_a_person(need="Company", email="b@example.org")
    a_complaint_sent(county)
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    return {}


ROWS = {
    "people:yours": Row(get=signed_in(), args=full_desks),
    "people:yours_json": Row(is_page=False, get=signed_in(), args=full_desks),
    "people:copy": Row(post=signed_in(302)),
    "people:gone": Row(get=everyone()),
    "people:mentions": Row(get=officers(), post=officers()),
    "people:forget": Row(get=signed_in(), post=signed_in(), args=full_desks),
    "people:keep": Row(post=signed_in(302)),
    "people:keep_me": Row(get=everyone(), post=everyone(302), args=asked_to_be_forgotten),
    "people:kept": Row(get=everyone()),
    "people:your_data": Row(get=everyone(), post=everyone()),
    "people:your_data_sent": Row(get=everyone()),
    "people:your_data_link": Row(get=everyone(), post=everyone(302), args=link_to_ones_data),
    "people:your_data_all": Row(get=everyone(302), post=everyone(405)),
    "people:your_data_json": Row(is_page=False, get=everyone(302), post=everyone(405)),
    "people:your_data_forget": Row(get=everyone(302), post=everyone(302)),
    "people:data": Row(get=officers(), post=officers(), args=peoples_data),
    "people:add_hold": Row(get=officers(), post=officers()),
    "people:lift_hold": Row(post=officers(302), args=a_hold),
    "people:retention": Row(get=officers(), args=peoples_data),
    "people:retention_rows": Row(get=officers(), args=lambda county: {**peoples_data(county), "key": "directory.enquiry"}),
    "people:consents": Row(get=signed_in(), args=agreed_before),
    "people:give_consent": Row(post=signed_in(302), args=a_purpose),
    "people:withdraw_consent": Row(post=signed_in(302), args=a_purpose),
    "people:no_longer": Row(get=everyone(), post=everyone(302), args=link_that_withdraws),
    "people:add_consent": Row(get=officers(), post=officers()),
}

NOBODYS = {"people.hold", "people.forgetting", "people.retention"}
OF_THE_PLACE = {"people:retention_rows"}
