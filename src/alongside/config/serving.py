"""Serving: web processes and a worker under one parent, which starts again what dies and ends all when it is told to."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from alongside.config import ground, house

PATIENCE = 15  # seconds that a child has to end in


def options(parser: argparse.ArgumentParser) -> None:
    """Where to listen; the same for a real place and a demonstration."""
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1; 0.0.0.0 for every one)")


@contextmanager
def alone(port: int) -> Iterator[None]:
    """Nobody else serves the data folder meanwhile, and the port is free: said before anything is prepared, which takes time."""
    taken = f"{house.data_dir()} is being served already. Stop that first, or give another ALONGSIDE_DATA_DIR."
    with house.hold(house.data_dir() / ".serving", or_else=taken):
        if not wait_for_port(port):
            raise house.CannotGoOn(f"something else is using port {port}. Choose another with --port.")
        yield


def collect_static() -> None:
    """Put every style sheet, script and picture where the web server reads them."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def wait_for_port(port: int, seconds: float = 10) -> bool:
    """Whether the port comes free in time; a server that just died may need a moment to leave it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", port))
            except OSError:
                time.sleep(0.2)
            else:
                return True
    return False


def answers(port: int, host: str) -> bool:
    """Whether somebody listens there by now."""
    try:
        socket.create_connection((host, port), timeout=0.2).close()
    except OSError:
        return False
    return True


def processes() -> int:
    """One web process per core: threads and SQLite do not go together."""
    return max(2, os.cpu_count() or 1)


def web(port: int, host: str, application: str = "alongside.config.wsgi:application") -> None:
    """The web server itself; runs until it is told to end."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(),
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE - 5,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


def leave_with(parent: int) -> None:
    """End this process when its parent is gone, so that a killed server leaves nobody behind on its port."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        os._exit(1)

    threading.Thread(target=watch, name="leave-with-parent", daemon=True).start()


@dataclass
class Child:
    """One process under the parent, started again whenever it ends by itself."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    not_before: float = 0.0
    wait: float = field(default=0.5)

    def keep(self) -> None:
        """Start it when it is not running; the more often it died, the longer it waits."""
        now = time.monotonic()
        if self.process and self.process.poll() is None:
            return
        if self.process and self.not_before < now - 60:
            self.wait = 0.5
        if now < self.not_before:
            return
        if self.process:
            print(f"{self.name} ended ({self.process.returncode}), starting it again", file=sys.stderr, flush=True)
        self.process = subprocess.Popen([sys.executable, "-m", "alongside.config.serving", str(os.getpid()), *self.arguments])
        self.wait = min(self.wait * 2, 30)
        self.not_before = now + self.wait

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def gone(self) -> None:
        if not self.process:
            return
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()


def run(port: int, host: str = "127.0.0.1", ready: Callable[[], None] = lambda: None) -> int:
    """Serve until SIGTERM or Ctrl-C. `ready` is called once, when the first page can be served."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, lambda *_: stop.set())
    is_ready = False
    children = [Child("the web server", ["web", str(port), host]), Child("the worker", ["worker"])]
    while not stop.is_set():
        for child in children:
            child.keep()
        if not is_ready and answers(port, host):
            is_ready = True
            ready()
        stop.wait(0.2)
    for child in children:
        child.end()
    for child in children:
        child.gone()
    return 0


def main() -> None:
    """What a child runs: `PARENT web PORT HOST` or `PARENT worker`."""
    _, parent, *what = sys.argv
    leave_with(int(parent))
    match what:
        case ["web", port, host]:
            web(int(port), host)
        case ["worker"]:
            ground.start()
            from alongside.jobs import worker

            worker.run()


if __name__ == "__main__":
    main()
