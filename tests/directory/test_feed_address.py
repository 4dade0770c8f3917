"""A feed is read from its address, page by page, with the places that only the single records have."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from alongside.directory.actions.importing import SourceError, reading, running
from alongside.directory.models import Service
from tests.directory.sources import raw

pytestmark = pytest.mark.django_db
PAGES = 3
LOST = raw(4)["id"]


class Publisher(BaseHTTPRequestHandler):
    """Two services a page, as the standard has it; one single record is broken."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        one = asked.path.rpartition("/")[2]
        if one == LOST:
            self.send_error(500)
            return
        body = json.dumps(self.page(int(parse_qs(asked.query)["page"][0])) if one == "services" else self.whole(one)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self, number: int) -> dict[str, Any]:
        content = [raw(2 * number - 1), raw(2 * number)]
        return {"content": content, "number": number, "totalPages": PAGES, "totalElements": 2 * PAGES, "last": number == PAGES}

    def whole(self, one: str) -> dict[str, Any]:
        address = {"address_1": "4 Mill Lane", "city": "Taunton", "postal_code": "TA1 1QT"}
        return raw(int(one[-12:]), service_at_locations=[{"location": {"id": "l1", "physical_addresses": [address]}}])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Publisher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


def test_every_page_is_read_and_each_service_with_its_places(address: str) -> None:
    catalogue = reading.read(address, allow_private=True, progress=lambda _line: None)
    report = running.run(catalogue, by=None, progress=lambda _line: None)
    assert (report.read, report.created, report.quarantined) == (6, 6, 0)
    assert report.locations == 5  # one single record was broken: it comes as the list had it
    assert Service.objects.exclude(locations=None).count() == 5
    again = running.run(
        reading.read(f"{address}/services", name=catalogue.slug, allow_private=True, progress=lambda _line: None),
        by=None,
        progress=lambda _line: None,
    )
    assert again.unchanged == 6


def test_an_address_inside_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(SourceError, match="private network"):
        reading.read(address, progress=lambda _line: None)
