"""The first page, the desk, an organisation's page, the officers' people, help and legal pages."""

from typing import Any

from alongside.record import actions as record
from tests.addresses.replies import full_desks
from tests.addresses.rows import Row, everyone, officers, signed_in, the_charity, the_volunteer
from tests.personas import County


def somebody_looked(county: County) -> dict[str, Any]:
    """An officer has seen the volunteer's account."""
    record.read(county.people["volunteer"], by=county.officer)
    return {}


ROWS = {
    "pages:home": Row(get=everyone()),
    "pages:organisation": Row(get=everyone(), args=the_charity),
    "pages:about": Row(get=everyone()),
    "pages:help": Row(get=everyone()),
    "pages:worried": Row(get=everyone()),
    "pages:accessibility": Row(get=everyone()),
    "pages:privacy": Row(get=everyone()),
    "pages:robots": Row(is_page=False, get=everyone()),
    "pages:people": Row(get=officers()),
    "pages:people_sheet": Row(is_page=False, get=officers(), args=lambda county: {"kind": "csv"}),
    "pages:person": Row(get=officers(), args=the_volunteer),
    "pages:person_do": Row(post=officers(302), args=lambda county: {**the_volunteer(county), "deed": "suspend"}),
    "pages:looks": Row(get=officers(), args=somebody_looked),
    "pages:desk": Row(get=signed_in(), args=full_desks),
}
