"""Web servers that are measured: started, waited for, weighed and ended."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Served:
    """A house that is being served."""

    port: int
    process: int

    def workers_mb(self) -> float:
        """How much memory its web processes take together."""
        table = subprocess.run(["ps", "-A", "-o", "ppid=,rss="], capture_output=True, text=True, check=True).stdout
        sizes = [int(rss) for parent, rss in map(str.split, table.splitlines()) if int(parent) == self.process]
        return sum(sorted(sizes)[-2:]) / 1024


@contextmanager
def house(*, with_hello: bool = False) -> Iterator[Served]:
    """The house as `./alongside serve` serves it, without the worker; with a bare page at `/hello`, if that is measured too."""
    port = free_port()
    module = "alongside.config.bench.hello" if with_hello else "alongside.config.serving"
    server = subprocess.Popen([sys.executable, "-m", module, str(os.getpid()), "web", str(port), "127.0.0.1"])
    try:
        wait_for(port, server)
        yield Served(port, server.pid)
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """End a server, again if it did not hear it the first time."""
    for _ in range(3):
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            continue
        return
    server.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nobody came to port {port}")
