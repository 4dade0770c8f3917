"""The open feed."""

from collections.abc import Callable
from typing import Any

from alongside.openreferral.models import DocumentAtLocation
from alongside.organisations.models import Organisation
from tests.addresses.rows import Row, everyone
from tests.directory.factories import make_service, place
from tests.personas import County
from tests.terms.factories import TaxonomyFactory, TermFactory


def a_published_service(county: County) -> dict[str, Any]:
    """A service in the open feed."""
    return {"id": make_service(county.organisations["charity"]).pk}


def a_published_location(county: County) -> dict[str, Any]:
    """A service at a location in the open feed."""
    made = make_service(county.organisations["charity"], locations=[place()])
    return {"id": DocumentAtLocation.objects.get(document=made.pk).pk}


ROWS = {
    "openreferral:details": Row(is_page=False, get=everyone()),
    "openreferral:openapi": Row(is_page=False, get=everyone()),
    "openreferral:services": Row(is_page=False, get=everyone(), query="?per_page=2"),
    "openreferral:service": Row(is_page=False, get=everyone(), args=a_published_service),
    "openreferral:at_locations": Row(is_page=False, get=everyone()),
    "openreferral:at_location": Row(is_page=False, get=everyone(), args=a_published_location),
    "openreferral:taxonomies": Row(is_page=False, get=everyone()),
    "openreferral:taxonomy": Row(is_page=False, get=everyone(), args=lambda county: {"id": TaxonomyFactory.create().pk}),
    "openreferral:terms": Row(is_page=False, get=everyone()),
    "openreferral:term": Row(is_page=False, get=everyone(), args=lambda county: {"id": TermFactory.create().pk}),
    "openreferral:open_data": Row(get=everyone()),
    "openreferral:nothing": Row(is_page=False, get=everyone(404), args=lambda county: {"rest": "nowhere"}),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "openreferral.documentatlocation": lambda one: one.document.service.organisation,
}
