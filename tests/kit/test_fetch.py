import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alongside.kit import fetch

PACKED = {"Content-Encoding": "gzip"}
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/feed": (200, b'{"ok": true}', {}),
    "/packed": (200, gzip.compress(b"x" * 1000), PACKED),
    "/bomb": (200, gzip.compress(b"0" * 50_000_000), PACKED),
    "/twice-packed": (200, gzip.compress(gzip.compress(b"x")), {"Content-Encoding": "gzip, gzip"}),
    "/moved": (302, b"", {"Location": "/feed"}),
    "/moved-inside": (302, b"", {"Location": "http://10.0.0.1/secret"}),
    "/moved-to-file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/round": (302, b"", {"Location": "/round"}),
}
DRIPS = {"/drip": b"HTTP/1.0 200 OK\r\n\r\n", "/drip-head": b"HTTP/1.0 200 OK\r\nX-Slow: "}


class Publisher(BaseHTTPRequestHandler):
    """A real server with a few manners, good and bad."""

    def do_GET(self) -> None:
        if self.path in ANSWERS:
            self.say(*ANSWERS[self.path])
        elif self.path in DRIPS:
            self.drip(DRIPS[self.path])
        else:
            self.say(404, b"", {})

    def say(self, code: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, first: bytes) -> None:
        self.wfile.write(first)
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def publisher() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as server:
        server.daemon_threads = True
        server.handle_error = lambda *args: None  # type: ignore[method-assign]  # visitors leave early here
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetched(url: str, *, max_bytes: int = 1_000_000, seconds: float = 5) -> bytes:
    return fetch.get(url, max_bytes=max_bytes, seconds=seconds, allow_private=True)


@contextmanager
def name_leads_to(*addresses: str) -> Iterator[None]:
    """As if the world's name servers answered so; ours may not be asked in a test."""

    def answer(host: str, port: int, **more: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", answer)
        yield


def test_feed_is_fetched_plain_packed_and_after_a_move(publisher: str) -> None:
    assert fetched(f"{publisher}/feed") == fetched(f"{publisher}/moved") == b'{"ok": true}'
    assert fetched(f"{publisher}/packed") == b"x" * 1000


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/nothing", "answered with error 404"),
        ("/round", "round in circles"),
        ("/moved-to-file", "not a web address"),
        ("/twice-packed", "packs its answer"),
    ],
)
def test_refusal_says_why(publisher: str, path: str, says: str) -> None:
    with pytest.raises(fetch.FetchError, match=says):
        fetched(publisher + path)


@pytest.mark.parametrize("path", ["/packed", "/bomb"])
def test_too_long_an_answer_is_given_up(publisher: str, path: str) -> None:
    with pytest.raises(fetch.FetchError, match=r"longer than 0\.0005 MB"):
        fetched(publisher + path, max_bytes=500)


@pytest.mark.parametrize("path", ["/drip", "/drip-head"])
def test_slow_answer_is_given_up_in_time(publisher: str, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(fetch.FetchError, match="took longer than 1 second"):
        fetched(publisher + path, seconds=1)
    assert time.monotonic() - started < 2


def test_nobody_there_is_said_plainly() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(fetch.FetchError, match=r"could not reach 127\.0\.0\.1"):
            fetched(f"http://127.0.0.1:{unused.getsockname()[1]}/")


@pytest.mark.parametrize("url", ["", "feed.json", "ftp://x.example/", "file:///etc/passwd", "http://", "//x.example", "\x00"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(fetch.FetchError, match="web address"):
        fetched(url)


def test_our_own_network_is_out_of_reach(publisher: str) -> None:
    with pytest.raises(fetch.FetchError, match="inside a private network"):
        fetch.get(f"{publisher}/feed", max_bytes=100, seconds=5)


@pytest.mark.parametrize("name", ["http://localhost:1/", "http://[::1]:1/", "http://0x7f.1:1/", "http://2130706433:1/"])
def test_other_spellings_of_our_own_network_are_out_of_reach(name: str) -> None:
    with pytest.raises(fetch.FetchError, match=r"inside a private network|could not reach"):
        fetch.get(name, max_bytes=100, seconds=5)


def test_name_with_one_private_address_is_refused() -> None:
    with name_leads_to("93.184.216.34", "10.0.0.1"), pytest.raises(fetch.FetchError, match="inside a private network"):
        fetch.get("http://two-faced.example/", max_bytes=100, seconds=5)


def test_redirect_into_our_own_network_is_refused(publisher: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_the_publisher_is_public(address: str) -> bool:
        return address == "127.0.0.1"

    monkeypatch.setattr(fetch, "is_public", only_the_publisher_is_public)
    with pytest.raises(fetch.FetchError, match=r"10\.0\.0\.1 is inside a private network"):
        fetch.get(f"{publisher}/moved-inside", max_bytes=100, seconds=5)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:0a00:0001::", "64:ff9b::10.0.0.1", "2001:0:0a00:1::",
    ],
)  # fmt: skip
def test_address_that_is_not_public(address: str) -> None:
    assert not fetch.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::93.184.216.34"])
def test_address_that_is_public(address: str) -> None:
    assert fetch.is_public(address)


@pytest.mark.parametrize(("path", "code"), [("/feed", 200), ("/moved", 200), ("/gone", 404)])
def test_whether_an_address_answers_is_asked_for_its_head_and_then_for_the_page(publisher: str, path: str, code: int) -> None:
    assert fetch.answers(publisher + path, seconds=5, allow_private=True) == code


@pytest.mark.parametrize("path", ["/moved-inside", "/moved-to-file", "/round"])
def test_to_ask_whether_it_answers_leads_nowhere_either(publisher: str, path: str) -> None:
    with pytest.raises(fetch.FetchError):
        fetch.answers(publisher + path, seconds=5, allow_private=path != "/moved-inside")
