"""Real worker processes that may be killed: a process that has Django ready and forks one worker for each line it reads.

Starting Django takes two seconds and forking none, so that fifty deaths fit into a minute.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection


def database_address() -> str:
    """The database of this test, as another process finds it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


class Nursery:
    """Starts workers, and ends them politely or not."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def worker(self) -> int:
        """The process id of a new worker."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("worker\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def kill(self, pid: int, sign: signal.Signals = signal.SIGKILL) -> None:
        """End a worker, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
        until = time.monotonic() + 20
        while Path(f"/proc/{pid}").exists():
            assert time.monotonic() < until, f"worker {pid} does not end"
            time.sleep(0.005)


@contextmanager
def nursery() -> Iterator[Nursery]:
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "ALONGSIDE_DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": database_address(),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.nursery"],
        env=environ,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that no worker outlives a test that failed
    )
    with process:
        try:
            yield Nursery(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def main() -> None:
    import django

    django.setup()
    from alongside.jobs import worker
    from tests.jobs import kinds  # noqa: F401

    settings.SCHEDULE = "tests.jobs.kinds.TIMETABLE"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if pid := os.fork():
            print(pid, flush=True)
        else:
            worker.run()
            os._exit(0)


if __name__ == "__main__":
    main()
