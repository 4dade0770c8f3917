"""One's account: sign-in links, profile, codes, devices."""

from typing import Any

from alongside.people import actions as people
from tests.addresses.accounts import everybody_has_an_app
from tests.addresses.rows import Row, everyone, signed_in
from tests.personas import County


def link_for_the_volunteer(county: County) -> dict[str, Any]:
    """A sign-in link that was never used."""
    return {"token": people.sign_in_link(county.people["volunteer"]).rstrip("/").rsplit("/", 1)[1]}


ROWS = {
    "people:account": Row(get=signed_in(), post=signed_in()),
    "people:prove": Row(get=signed_in(), post=signed_in()),
    "people:codes": Row(get=signed_in(), post=signed_in(302), args=everybody_has_an_app),
    "people:new_codes": Row(post=signed_in(302)),
    "people:download_codes": Row(is_page=False, get=signed_in(404)),
    "people:profile": Row(get=signed_in(), post=signed_in(302)),
    "people:end_session": Row(post=signed_in(302)),
    "people:end_others": Row(post=signed_in(302)),
    "people:sign_out_everywhere": Row(post=signed_in(302)),
    "people:link": Row(get=everyone(), post=everyone(302), args=link_for_the_volunteer),
}

NOBODYS = {"people.person"}
