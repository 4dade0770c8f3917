"""A small mailbox (IMAP, RFC 3501) with the few commands that we use, on loopback."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Letters:
    """What lies in the mailbox, and which of it was marked as read."""

    sources: list[bytes]
    password: str = "word"
    port: int = 0
    seen: set[int] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"imap://name:{self.password}@127.0.0.1:{self.port}/INBOX"


class Talk(socketserver.StreamRequestHandler):
    letters: Letters

    def handle(self) -> None:
        self._say("* OK here")
        while line := self.rfile.readline().decode().strip():
            tag, _, rest = line.partition(" ")
            words = rest.upper()
            if words.startswith("LOGIN"):
                right = f'"{self.letters.password}"' in rest or rest.endswith(f" {self.letters.password}")
                self._say(f"{tag} OK welcome" if right else f"{tag} NO wrong password")
                continue
            if words.startswith("CAPABILITY"):
                self._say("* CAPABILITY IMAP4rev1")
            elif words.startswith("SELECT"):
                self._say(f"* {len(self.letters.sources)} EXISTS")
            elif words.startswith("UID SEARCH"):
                unseen = [str(at) for at in range(1, len(self.letters.sources) + 1) if at not in self.letters.seen]
                self._say(f"* SEARCH {' '.join(unseen)}")
            elif words.startswith("UID FETCH"):
                self._fetch(int(words.split()[2]))
            elif words.startswith("UID STORE"):
                self.letters.seen.add(int(re.findall(r"\d+", words)[0]))
            elif words.startswith("LOGOUT"):
                self._say("* BYE")
            self._say(f"{tag} OK done")

    def _fetch(self, at: int) -> None:
        source = self.letters.sources[at - 1]
        self.wfile.write(f"* {at} FETCH (UID {at} BODY[] {{{len(source)}}}\r\n".encode() + source + b")\r\n")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving(letters: Letters) -> Iterator[Letters]:
    """Runs the mailbox on a free port until the block ends."""
    with Server(("127.0.0.1", 0), type("Talk", (Talk,), {"letters": letters})) as server:
        letters.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield letters
        finally:
            server.shutdown()
            thread.join()
