"""The lists of `journeys`, and how each is filled."""

from typing import Any

from alongside.journeys import links
from tests.personas import County
from tests.scale.directory import kept_services
from tests.scale.lists import List


def monthly_mail_of_the_charity(county: County) -> dict[str, Any]:
    address = links.monthly_url(county.organisations["charity"], county.charity, reader=county.charity)
    return {"token": address.rstrip("/").rsplit("/", 1)[1]}


LISTS = {
    "journeys:monthly": List(kept_services, "visitor", named=monthly_mail_of_the_charity),
}
