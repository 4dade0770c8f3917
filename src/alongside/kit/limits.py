"""How often one visitor may do a thing, such as sending a public form, without our knowing who they are.

Counts lie in a small file of their own beside the data, shared by all processes of the machine. What is kept is a
hash with a salt that lives one day, so nobody can say later which address it was; nothing is logged.
"""

import datetime as dt
import hashlib
import ipaddress
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.kit import clock

_TABLES = """
create table if not exists salts (day text primary key, salt text not null);
create table if not exists counts (key text primary key, number integer not null, over integer not null);
"""


def limited(request: HttpRequest, name: str, *, times: int, per: dt.timedelta) -> HttpResponse | None:
    """Counts that this visitor does `name`; the page to answer with when that was more than `times` in `per`."""
    moment = int(clock.now().timestamp())
    span = int(per.total_seconds())
    over = moment - moment % span + span
    if _count(f"{name} {span} {visitor(request)}", over=over, now=moment) <= times:
        return None
    refusal = render(request, "429.html", {"minutes": -(-(over - moment) // 60)}, status=429)
    refusal["Retry-After"] = str(over - moment)
    return refusal


def often(name: str, key: str, *, times: int, per: dt.timedelta) -> bool:
    """Counts `name` for something other than a visitor, such as an address that mail goes to: whether that was too often."""
    moment = int(clock.now().timestamp())
    span = int(per.total_seconds())
    return _count(f"{name} {span} of {key}", over=moment - moment % span + span, now=moment) > times


def visitor(request: HttpRequest) -> str:
    """Where a request comes from: one IPv4 address, or the network of a household in IPv6."""
    came_from = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        came_from = said[-settings.PROXIES] if len(said) >= settings.PROXIES else came_from
    try:
        address = ipaddress.ip_address(came_from)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _count(who: str, *, over: int, now: int) -> int:
    with _store() as store:
        key = hashlib.sha256(f"{_salt(store)} {over} {who}".encode()).hexdigest()
        store.execute("delete from counts where over <= ?", (now,))
        counted: int = store.execute(
            "insert into counts values (?, 1, ?) on conflict (key) do update set number = number + 1 returning number",
            (key, over),
        ).fetchone()[0]
    return counted


def _salt(store: sqlite3.Connection) -> str:
    today = clock.today().isoformat()
    store.execute("delete from salts where day <> ?", (today,))
    store.execute("insert or ignore into salts values (?, ?)", (today, secrets.token_hex(16)))
    salt: str = store.execute("select salt from salts").fetchone()[0]
    return salt


@contextmanager
def _store() -> Iterator[sqlite3.Connection]:
    """The file of counts, for one transaction. It may be lost at any time: then counting begins again."""
    file = Path(settings.LIMITS_FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as store:
        store.execute("pragma synchronous=off")
        store.executescript(_TABLES)
        store.execute("begin immediate")
        yield store
        store.execute("commit")
