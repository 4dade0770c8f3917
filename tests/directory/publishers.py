"""A publisher of an Open Referral UK 3.0 feed on this machine, with manners good and bad."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PER_PAGE = 10


def told(number: int, **facts: Any) -> dict[str, Any]:
    """One service as version 3.0 has it in full."""
    key = f"7ab3c1de-0000-4000-8000-{number:012d}"
    place = {"id": f"7ab3c1de-1111-4000-8000-{number:012d}", "location_type": "physical", "name": "The Weir Café"}
    address = {
        "address_1": "4 Mill Lane",
        "city": "Taunton",
        "state_province": "Somerset",
        "postal_code": "TA1 1QT",
        "country": "GB",
    }
    return {
        "id": key,
        "name": f"Service {number}",
        "status": "active",
        "description": f"What happens at {number}.",
        "organization": {
            "id": f"7ab3c1de-2222-4000-8000-{number % 3:012d}",
            "name": f"Runner {number % 3}",
            "description": "Runs.",
        },
        "service_at_locations": [{"id": f"7ab3c1de-3333-4000-8000-{number:012d}", "location": {**place, "addresses": [address]}}],
        "schedules": [
            {
                "id": f"7ab3c1de-4444-4000-8000-{number:012d}",
                "freq": "WEEKLY",
                "byday": "TU",
                "opens_at": "10:00",
                "closes_at": "12:00",
            }
        ],
        "contacts": [{"name": "Ann Stone", "phones": [{"id": key, "number": "01632 960 142"}]}],
        "assured_date": "2026-09-01",
        **facts,
    }


class Publisher:
    """What it publishes and how it behaves can be changed at any time; `asked` is every question it was asked."""

    def __init__(self, services: list[dict[str, Any]]) -> None:
        self.services = services
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.cut_at_page = 0
        self.claims = 0
        self.address = ""

    def answer(self, address: str, headers: Any) -> tuple[int, bytes, dict[str, str]]:
        asked = urlsplit(address)
        self.asked.append(address)
        self.agents.add(headers.get("User-Agent", ""))
        if asked.path in self.answers:
            return self.answers[asked.path]
        if asked.path == "/feed":
            said = {
                "version": "HSDS-UK-3.0",
                "publisher": "The Vale Alliance",
                "licence": "OGL 3.0",
                "attribution": "Contains its words.",
            }
            return self._json(said, headers)
        if asked.path == "/feed/services":
            return self._page(int(parse_qs(asked.query)["page"][0]), headers)
        found = [one for one in self.services if asked.path == f"/feed/services/{one['id']}"]
        return self._json(found[0], headers) if found else (404, b"{}", {})

    def _page(self, number: int, headers: Any) -> tuple[int, bytes, dict[str, str]]:
        if number == self.cut_at_page:
            return 200, b'{"contents": [', {"Content-Length": "5000"}
        rows = self.services[(number - 1) * PER_PAGE : number * PER_PAGE]
        total = self.claims or len(self.services)
        pages = -(-total // PER_PAGE)
        said = {"total_items": total, "total_pages": pages, "page_number": number, "contents": rows}
        return self._json(said, headers)

    def _json(self, said: Any, headers: Any) -> tuple[int, bytes, dict[str, str]]:
        body = json.dumps(said).encode()
        mark = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if headers.get("If-None-Match") == mark:
            return 304, b"", {"ETag": mark}
        return 200, body, {"ETag": mark, "Content-Type": "application/json"}


@contextmanager
def published(*services: dict[str, Any]) -> Iterator[Publisher]:
    """A publisher with an address, for as long as the block lasts."""
    publisher = Publisher(list(services))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code, body, headers = publisher.answer(self.path, self.headers)
            self.send_response(code)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        publisher.address = f"http://127.0.0.1:{server.server_port}/feed"
        yield publisher
        server.shutdown()


BOMB = gzip.compress(b"0" * 80_000_000)
