"""Ceremony: 200 people sign at once on their phones, against the house as it is served, while 50 screens watch the wall."""

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from html import unescape
from urllib.parse import urlencode

from alongside.config import ground, serving
from alongside.config.bench import Figures, Reach, servers
from alongside.config.bench.statistics import percentile

HELP = "a room that signs: 200 people at once, while 50 screens watch the wall fill"
PEOPLE, SCREENS = 200, 50
REACH = {"errors": Reach(at_most=0), "lost": Reach(at_most=0), "double": Reach(at_most=0)}
LOOK_EVERY = 2.0
PATIENCE = 120.0
_FIELD = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|seen)" value="([^"]*)"')


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--people", type=int, metavar="N", default=PEOPLE, help="how many sign")
    parser.add_argument("--screens", type=int, metavar="N", default=SCREENS, help="how many watch")


def run(given: argparse.Namespace) -> Figures:
    """Measure in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
        command = [sys.executable, "-m", "alongside.config.bench.ceremony", str(given.people), str(given.screens)]
        done = subprocess.run(command, env=plain | {"ALONGSIDE_DATA_DIR": folder}, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return {name: round(figure, 3) for name, figure in figures.items()}


class Phone(threading.Thread):
    """One person: reads the page, waits for the word, signs, and presses once more because the line is slow."""

    def __init__(self, port: int, path: str, name: str, start: threading.Barrier) -> None:
        super().__init__()
        self.port, self.path, self.label, self.ready = port, path, name, start
        self.took, self.signed_at, self.trouble = 0.0, 0.0, ""

    def run(self) -> None:
        try:
            self._sign()
        except (OSError, http.client.HTTPException, threading.BrokenBarrierError) as why:
            self.trouble = self.trouble or repr(why)

    def _sign(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        host = {"Host": f"localhost:{self.port}"}
        page, cookies = self._ask(line, "GET", None, host)
        fields = {name: unescape(value) for name, value in _FIELD.findall(page)}
        sent = {**fields, "name": self.label, "capacity": "chair", "intend": "on", "mandate_body": "Trustees"}
        headers = host | {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        self.ready.wait(PATIENCE)
        begun = time.perf_counter()
        self._ask(line, "POST", urlencode(sent), headers)
        self.signed_at = time.perf_counter()
        self.took = self.signed_at - begun
        self._ask(line, "POST", urlencode(sent), headers)

    def _ask(self, line: http.client.HTTPConnection, method: str, body: str | None, headers: dict[str, str]) -> tuple[str, str]:
        line.request(method, self.path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        if answer.status not in {200, 302}:
            self.trouble = f"{method} {answer.status}"
        cookies = "; ".join(one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or [])
        return text, cookies


class Screen(threading.Thread):
    """One screen that watches the wall, as `wall.js` does."""

    def __init__(self, port: int, path: str, names: list[str], first: float) -> None:
        super().__init__()
        self.port, self.path, self.names, self.first = port, path, names, first
        self.seen: dict[str, float] = {}
        self.trouble, self.asked, self.unchanged = "", 0, 0
        self.end = threading.Event()

    def run(self) -> None:
        line, tag = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE), ""
        time.sleep(self.first)
        while not self.end.is_set():
            try:
                line.request(
                    "GET", self.path, headers={"Host": f"localhost:{self.port}", **({"If-None-Match": tag} if tag else {})}
                )
                answer = line.getresponse()
                text = answer.read().decode()
            except (OSError, http.client.HTTPException) as why:
                self.trouble = repr(why)
                return
            self.asked += 1
            self.unchanged += answer.status == 304
            if answer.status == 200:
                now, tag = time.perf_counter(), answer.headers["ETag"]
                for name in set(re.findall(r"<li[^>]*>([^<]*)</li>", text)) - self.seen.keys():
                    self.seen[name] = now
            elif answer.status != 304:
                self.trouble = str(answer.status)
            if len(self.seen) >= len(self.names):
                return
            self.end.wait(LOOK_EVERY)


def measure(people: int, screens: int) -> Figures:
    """Ask everybody, serve the house, let the room sign, and count afterwards what is kept."""
    ground.ready()
    from alongside.agreements import signing_links
    from alongside.agreements.models import RegisterEntry, Signature
    from alongside.agreements.queries import register
    from alongside.config.bench.agreement import asked, opened

    invitations = asked(opened(people))
    names = [one.party.organisation.name for one in invitations]
    paths = [signing_links.path(one) for one in invitations]
    serving.collect_static()
    with servers.house() as ours:
        watching = [
            Screen(ours.port, "/agreements/bench/ceremony/wall/", names, LOOK_EVERY * at / screens) for at in range(screens)
        ]
        barrier = threading.Barrier(people)
        phones = [Phone(ours.port, path, f"Signatory {at}", barrier) for at, path in enumerate(paths)]
        for one in (*watching, *phones):
            one.start()
        for phone in phones:
            phone.join(PATIENCE)
        for screen in watching:
            screen.join(LOOK_EVERY * 10)
            screen.end.set()
    signed = set(Signature.objects.order_by("id").values_list("organisation_name", flat=True))
    at = dict(zip(names, (phone.signed_at for phone in phones), strict=True))
    lags = [1000 * max(0.0, seen - at[name]) for screen in watching for name, seen in screen.seen.items()]
    times = [1000 * phone.took for phone in phones if phone.took]
    told = list(register.check())
    troubles = [one.trouble for one in phones if one.trouble] + [one.trouble for one in watching if one.trouble]
    if troubles:
        print(f"troubles: {sorted(set(troubles))}", file=sys.stderr)
    return {
        "errors": len(troubles) + sum(len(one.problems) for one in told),
        "lost": people - len(signed) + sum(people - len(screen.seen) for screen in watching if not screen.trouble),
        "double": max(Signature.objects.count(), RegisterEntry.objects.count()) - len(signed),
        "sign_p50_ms": percentile(times, 50) if times else 0.0,
        "sign_p95_ms": percentile(times, 95) if times else 0.0,
        "signatures_per_s": len(times) / max(times) * 1000 if times else 0.0,
        "screen_lag_p95_ms": percentile(lags, 95) if lags else 0.0,
        "unchanged_share": sum(one.unchanged for one in watching) / max(1, sum(one.asked for one in watching)),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
