"""Fetching what another system publishes, without becoming anybody's way into our own network.

Every connection, also after a redirect, is made to an address that was looked up and checked by us, so a name
cannot point elsewhere between the check and the call. Size and total time have limits.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext as _

from alongside.kit import clock, words

MOST_REDIRECTS = 5
LONGEST_MARK = 200
"""A longer mark is cut, and then simply never known again."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TIMES_OUT = (httpcore.TimeoutException, httpx.TimeoutException)
_FAILS = (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, OSError, UnicodeError)


class FetchError(Exception):
    """It could not be fetched; the message says why, for the person who asked.

    `status` is what the site answered, where it answered at all; `wait` how many seconds it asks us to stay away.
    """

    def __init__(self, why: str, *, status: int = 0, wait: float | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.wait = wait


@dataclass(frozen=True)
class Answer:
    """What a site answered. `unchanged`: it is as it was when it gave the mark that was sent along, and has no body."""

    body: bytes
    kind: str = ""
    mark: str = ""
    modified: str = ""
    unchanged: bool = False


def get(url: str, *, max_bytes: int, seconds: float, allow_private: bool = False) -> bytes:
    """What `url` answers, if it is public, at most `max_bytes` long and there within `seconds`."""
    return ask(url, max_bytes=max_bytes, seconds=seconds, allow_private=allow_private).body


def ask(url: str, *, max_bytes: int, seconds: float, allow_private: bool = False, mark: str = "", modified: str = "") -> Answer:
    """The same with its mark; with the `mark` or `modified` of an earlier answer the site may say that nothing changed."""
    host = _host(url)
    known = {"If-None-Match": mark, "If-Modified-Since": modified}
    try:
        with (
            _client(seconds, allow_private=allow_private) as client,
            client.stream("GET", url, headers={name: value for name, value in known.items() if value}) as answer,
        ):
            if answer.status_code == httpx.codes.NOT_MODIFIED and (mark or modified):
                return Answer(b"", mark=mark, modified=modified, unchanged=True)
            _accept(answer, host)
            return Answer(
                _body(answer, max_bytes),
                kind=answer.headers.get("content-type", ""),
                mark=answer.headers.get("etag", "")[:LONGEST_MARK],
                modified=answer.headers.get("last-modified", "")[:LONGEST_MARK],
            )
    except httpx.TooManyRedirects as reason:
        raise FetchError(_("%(host)s sends us round in circles.") % {"host": host}) from reason
    except (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol) as reason:
        raise FetchError(_("%(host)s sends us to an address that is not a web address.") % {"host": host}) from reason
    except _TIMES_OUT as reason:
        waited = words.seconds(round(seconds))
        raise FetchError(_("%(host)s took longer than %(waited)s.") % {"host": host, "waited": waited}) from reason
    except _FAILS as reason:
        raise FetchError(_("We could not reach %(host)s.") % {"host": host}) from reason


def answers(url: str, *, seconds: float, allow_private: bool = False) -> int:
    """The code with which `url` answers. Only its head is asked for, and the page where that is refused or fails."""
    host = _host(url)
    try:
        with _client(seconds, allow_private=allow_private) as client:
            try:
                code = client.head(url).status_code
            except (httpx.RemoteProtocolError, httpcore.ProtocolError):
                code = httpx.codes.METHOD_NOT_ALLOWED
            if code < httpx.codes.BAD_REQUEST:
                return code
            with client.stream("GET", url) as answer:
                return answer.status_code
    except _TIMES_OUT as reason:
        waited = words.seconds(round(seconds))
        raise FetchError(_("%(host)s took longer than %(waited)s.") % {"host": host, "waited": waited}) from reason
    except (*_FAILS, httpcore.UnsupportedProtocol) as reason:
        raise FetchError(_("We could not reach %(host)s.") % {"host": host}) from reason


def _host(url: str) -> str:
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as reason:
        raise FetchError(_("This is not a web address.")) from reason
    if address.scheme not in {"http", "https"} or not address.host:
        raise FetchError(_("A web address begins with http:// or https://."))
    return address.host


def _accept(answer: httpx.Response, host: str) -> None:
    if answer.status_code != httpx.codes.OK:
        why = _("%(host)s answered with error %(code)s.") % {"host": host, "code": answer.status_code}
        raise FetchError(why, status=answer.status_code, wait=_wait(answer.headers.get("retry-after", "")))
    if answer.headers.get("content-encoding", "identity").lower() not in {"identity", "gzip", "deflate"}:
        raise FetchError(_("%(host)s packs its answer in a way that we cannot read.") % {"host": host})


def _wait(said: str) -> float | None:
    """How long a site asks us to wait: in seconds, or until a moment."""
    if said.strip().isascii() and said.strip().isdigit():
        return float(said.strip()[:9])
    try:
        return max((parsedate_to_datetime(said) - clock.now()).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None


def _body(answer: httpx.Response, max_bytes: int) -> bytes:
    """The unpacked body, given up as soon as it is too long: a small packed answer can hide a huge one."""
    body = bytearray()
    for part in answer.iter_bytes():
        body += part
        if len(body) > max_bytes:
            raise FetchError(_("The answer is longer than %(most)s MB.") % {"most": f"{max_bytes / 1e6:g}"})
    return bytes(body)


def _client(seconds: float, *, allow_private: bool) -> httpx.Client:
    return httpx.Client(
        transport=_Transport(_Network(time.monotonic() + seconds, allow_private=allow_private)),
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        headers={"User-Agent": "Alongside (open community directory)", "Accept-Encoding": "gzip, deflate"},
        trust_env=False,  # a proxy would look names up for us, unchecked
    )


class _Network(httpcore.NetworkBackend):
    """Connects to addresses that we looked up and checked, all within one time limit."""

    def __init__(self, until: float, *, allow_private: bool) -> None:
        self.until = until
        self.allow_private = allow_private
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(host)
        for address in self._addresses(host, port):
            try:
                stream = self.sockets.connect_tcp(address, port, _left(self.until), local_address, socket_options)
                return _Stream(stream, self.until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as reason:
                failed = reason
        raise failed

    def _addresses(self, host: str, port: int) -> list[str]:
        """Where `host` is. One private address among them is enough to refuse it."""
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self.allow_private and not all(is_public(address) for address in found):
            raise FetchError(_("%(host)s is inside a private network. We only fetch public addresses.") % {"host": host})
        return list(dict.fromkeys(found))


class _Stream(httpcore.NetworkStream):
    """A connection whose every step must fit into what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream = stream
        self.until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.until))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, _left(self.until)), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust: read once, since it takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.BaseTransport):
    """httpx on our own network, through the public interfaces of both."""

    def __init__(self, network: _Network) -> None:
        self.pool = httpcore.ConnectionPool(ssl_context=_trusted(), network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Parts(answer), extensions=answer.extensions)

    def close(self) -> None:
        self.pool.close()


class _Parts(httpx.SyncByteStream):
    """The body as it comes in."""

    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


def is_public(address: str) -> bool:
    """Whether anybody on the internet could reach `address`, also when an IPv6 address only wraps an older one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour or (found.teredo or [None])[0]
        if found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        found = wrapped or found
    return found.is_global and not found.is_multicast


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
