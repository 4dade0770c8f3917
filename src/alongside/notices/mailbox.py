"""The mailbox that our mails come from, read by IMAP (RFC 9051) for what comes back. Off until ALONGSIDE_RETURNS_URL is set.

What mail servers and programs wrote is marked as read. What a person wrote is left as it was found, unread, for the person
who reads the mailbox. Nothing is ever deleted.
"""

from __future__ import annotations

import imaplib
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from alongside.notices.post import ON_THIS_MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

PORTS = {"imaps": 993, "imap": 143}
WRONG_URL = "ALONGSIDE_RETURNS_URL is written like imaps://name:password@mail.example.org/INBOX"
AT_A_TIME = 100
"""Messages that are read in one go; the rest wait for the next time."""


class Closed(Exception):
    """The mailbox could not be read now."""


class Mailbox(Protocol):
    """Messages that nobody has read yet. Open it, read it, close it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None: ...

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Each unread message, and what it is known by here."""

    def done(self, name: str) -> None:
        """Marks one as read."""


@dataclass(frozen=True)
class Place:
    """Where the mailbox is, as told by ALONGSIDE_RETURNS_URL."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str


def place_of(url: str) -> Place:
    """Reads imaps://user:password@host:port/FOLDER. Plain imap:// is for this machine alone: it would show the password."""
    try:
        seen = urlsplit(url)
        port = seen.port
    except ValueError as reason:
        raise ImproperlyConfigured(WRONG_URL) from reason
    if seen.scheme not in PORTS or not seen.hostname or not seen.username:
        raise ImproperlyConfigured(WRONG_URL)
    if seen.scheme == "imap" and seen.hostname not in ON_THIS_MACHINE:
        raise ImproperlyConfigured(WRONG_URL)
    folder = unquote(seen.path.strip("/")) or "INBOX"
    return Place(
        seen.scheme, seen.hostname, port or PORTS[seen.scheme], unquote(seen.username), unquote(seen.password or ""), folder
    )


class Imap:
    """A real mailbox."""

    def __init__(self, url: str, seconds: float = 20) -> None:
        self.place, self.seconds = place_of(url), seconds
        self.line: imaplib.IMAP4 | None = None

    def __enter__(self) -> Self:
        try:
            self.line = self._connected()
        except (OSError, imaplib.IMAP4.error) as reason:
            raise Closed(str(reason)) from reason
        return self

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None:
        if self.line:
            try:
                self.line.logout()
            except (OSError, imaplib.IMAP4.error):
                self.line.shutdown()

    def unread(self) -> Iterator[tuple[str, bytes]]:
        names = b" ".join(self._ask("SEARCH", "UNSEEN")).decode().split()
        for name in names[:AT_A_TIME]:
            for part in self._ask("FETCH", name, "(BODY.PEEK[])"):
                if isinstance(part, tuple):
                    yield name, part[1]

    def done(self, name: str) -> None:
        self._ask("STORE", name, "+FLAGS", r"(\Seen)")

    def _ask(self, *words: str) -> list[Any]:
        assert self.line is not None  # noqa: S101  # it was opened
        try:
            said, answer = self.line.uid(*words)
        except (OSError, imaplib.IMAP4.error) as reason:
            raise Closed(str(reason)) from reason
        if said != "OK":
            raise Closed(f"{words[0]}: {said}")
        return [part for part in answer if part is not None]

    def _connected(self) -> imaplib.IMAP4:
        place = self.place
        if place.scheme == "imaps":
            line: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                place.host, place.port, ssl_context=ssl.create_default_context(), timeout=self.seconds
            )
        else:
            line = imaplib.IMAP4(place.host, place.port, timeout=self.seconds)
        try:
            line.login(place.user, place.password)
            line.select(f'"{place.folder}"')
        except BaseException:
            line.shutdown()
            raise
        return line
