"""What nobody agreed to publish is nowhere: not on a page, in a file or a mail, and not in what is kept to be fast."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from alongside.config.commands import export
from alongside.directory import actions
from alongside.directory.actions import shortlists
from alongside.directory.models import Service
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from tests.directory.factories import contact, make_service, place, time
from tests.places.factories import AreaFactory, PatchVersionFactory
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db
WHERE = ("Quexlington", "Zyphertown", "TA1 1QT")
WHOM = ("01632 960 999", "private@zyx.example", "Vexworth")
KEPT = ("search_entry", "directory_card", "directory_condition", "openreferral_document", "openreferral_documentatlocation")


def everything(client: Client, service: Service, patch: str) -> Iterator[tuple[str, str]]:
    """All that anybody may read or get of a service, and the copies that are kept of it."""
    at = shortlists.address(kept := shortlists.save([(service.pk, "")], name="Safe")).removeprefix("http://testserver")
    shortlists.mail(kept, to="somebody@example.org")
    addresses = (
        "/support?need=safe",
        "/support.json?need=safe",
        f"/support/{service.slug}/",
        f"/support/sheet/?need=safety&patch={patch}",
        "/support/embed/?need=safety",
        "/support/list/",
        at,
        "/new/",
        "/new.atom",
        f"/organisations/{service.organisation.slug}/",
        f"/openreferral/services/{service.pk}",
        "/openreferral/services?search=safe",
        "/openreferral/service_at_locations",
    )
    client.post("/support/list/put/", {"add": str(service.pk)})
    for address in addresses:
        yield address, client.get(address).content.decode()
    yield "mail", "".join(notices.words_of(one).text for one in Mail.objects.all())
    yield "files", "".join([*export._json(), *export._csv()])
    with connection.cursor() as cursor:
        for table in KEPT:
            cursor.execute(f"SELECT * FROM {table}")
            yield table, "\n".join(_words(cell) for row in cursor.fetchall() for cell in row)


def _words(cell: object) -> str:
    return bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)


def test_what_was_shown_once_is_nowhere_when_it_is_private(client: Client) -> None:
    TermFactory.create(slug="safety", name="Safety")
    patch = str(PatchVersionFactory.create(areas=[AreaFactory.create()]).patch.slug)
    where = place(name="Quexlington House", line_1="3 Quexlington Lane", town="Zyphertown")
    whom = [contact(value="01632 960 999", label="Jo Vexworth"), contact("email", "private@zyx.example")]
    service = make_service(
        name="Safe house", terms=["safety"], patches=[patch], locations=[where], times=[time()], contacts=whom, by_phone=True
    )
    shown = dict(everything(client, service, patch))
    assert all(secret in shown[f"/support/{service.slug}/"] for secret in (*WHERE, *WHOM))
    service.refresh_from_db()
    actions.change(service, by=None, locations=[where | {"hidden": True}], contacts=[one | {"publish": "no"} for one in whom])
    found = dict(everything(client, service, patch))
    assert all("Safe house" in found[place] for place in found if place.startswith(("/support", "/openreferral/services/")))
    leaks = [(at, secret) for at, text in found.items() for secret in (*WHERE, *WHOM) if secret.casefold() in text.casefold()]
    assert leaks == []
