"""A small mail server (RFC 5321) that keeps what it takes, and can be told to misbehave or to die."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Box:
    """What the server took, and how it behaves."""

    port: int = 0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    refuse: dict[str, str] = field(default_factory=dict)
    """What it says to RCPT for an address: "550 no such user"."""
    die_after: int | None = None
    """It hangs up in the middle of the mail after so many."""
    logins: list[str] = field(default_factory=list)
    offers: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(source, EmailMessage, policy=policy.default) for _, source in self.taken]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class Talk(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self.box.connections += 1
        self._say("220 here")
        to: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    self._say("250-here")
                    for offer in self.box.offers:
                        self._say(f"250-{offer}")
                    self._say("250 SIZE 10000000")
                case "AUTH":
                    self.box.logins.append(rest)
                    self._say("535 wrong password" if "AHdyb25nAHdyb25n" in rest else "235 welcome")
                case "RCPT":
                    address = rest.partition("<")[2].partition(">")[0]
                    refusal = self.box.refuse.get(address)
                    to += [] if refusal else [address]
                    self._say(refusal or "250 fine")
                case "DATA":
                    self._say("354 go on")
                    if not self._take(to):
                        return
                    to = []
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 fine")

    def _take(self, to: list[str]) -> bool:
        """False when it died before it had the mail."""
        lines: list[bytes] = []
        dying = self.box.die_after is not None and len(self.box.taken) >= self.box.die_after
        while (line := self.rfile.readline()) != b".\r\n":
            if dying or not line:
                self.connection.shutdown(socket.SHUT_RDWR)
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.box.taken += [(address, b"".join(lines)) for address in to]
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving(box: Box) -> Iterator[Box]:
    """Runs the server on the box's port (a free one at first) until the block ends."""
    with Server(("127.0.0.1", box.port), type("Talk", (Talk,), {"box": box})) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
