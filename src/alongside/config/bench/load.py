"""Asks a web server as many questions as it answers in some seconds, over connections that stay open.

Plain sockets in a process of its own: the same for every peer, and cheap enough not to be what is measured.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

from alongside.config.bench.statistics import percentile

NOT_MODIFIED = 304
"""An answer without a body, and often without a word of how long that is."""


@dataclass
class Asking:
    """One client: asks, waits for the whole answer, asks again."""

    port: int
    paths: Iterator[str]
    headers: str = ""
    status: int = 200
    times: list[float] = field(default_factory=list)
    wrong: int = 0

    def until(self, end: float) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while (start := time.perf_counter()) < end:
                line.sendall(f"GET {next(self.paths)} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{self.headers}\r\n".encode())
                self.wrong += _answered(line) != self.status
                self.times.append(time.perf_counter() - start)


def _answered(line: socket.socket) -> int:
    """Read one answer to its end; its status."""
    head, _, body = _read_until(line, b"\r\n\r\n")
    fields = dict(row.lower().split(b": ", 1) for row in head.split(b"\r\n")[1:])
    status = int(head.split(b" ", 2)[1])
    if status == NOT_MODIFIED:
        return status
    if fields.get(b"transfer-encoding") == b"chunked":
        while not body.endswith(b"0\r\n\r\n"):
            body += _more(line)
    else:
        missing = int(fields[b"content-length"]) - len(body)
        while missing > 0:
            missing -= len(_more(line))
    return status


def _read_until(line: socket.socket, mark: bytes) -> tuple[bytes, bytes, bytes]:
    read = b""
    while mark not in read:
        read += _more(line)
    return read.partition(mark)


def _more(line: socket.socket) -> bytes:
    read = line.recv(262_144)
    if not read:
        raise ConnectionError("the server hung up")
    return read


def ask(
    port: int, paths: Sequence[str], clients: int, seconds: float, *, headers: str = "", status: int = 200
) -> dict[str, float]:
    """Requests per second, and the 95th percentile of their times in milliseconds, with so many clients at once.

    `headers` are further lines of each request, ended as HTTP ends them; every answer must have this `status`.
    """
    command = [sys.executable, "-m", "alongside.config.bench.load", str(port), str(clients), str(seconds), headers, str(status)]
    done = subprocess.run(command, input=json.dumps(paths), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main() -> None:
    """In its own process: PORT CLIENTS SECONDS HEADERS STATUS, the paths as JSON on standard input."""
    port, clients, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    paths: list[str] = json.load(sys.stdin)
    headers, status = sys.argv[4], int(sys.argv[5])
    asking = [Asking(port, islice(cycle(paths), number * 7, None), headers, status) for number in range(clients)]
    start = time.perf_counter()
    threads = [threading.Thread(target=one.until, args=(start + seconds,)) for one in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    times = [one for client in asking for one in client.times]
    if wrong := sum(client.wrong for client in asking):
        sys.exit(f"{wrong} of {len(times)} answers were not {status}")
    print(json.dumps({"rps": len(times) / took, "p95_ms": 1000 * percentile(times, 95)}))


if __name__ == "__main__":
    main()
