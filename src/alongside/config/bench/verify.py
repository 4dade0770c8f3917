"""Verify: a record of 100,000 events and an agreement with 500 signatures, beside bare SHA-256 over the same bytes."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable

from alongside.config import ground
from alongside.config.bench import Figures, Reach

HELP = "the proof that nothing was altered: 100,000 events and 500 signatures, beside bare SHA-256 over the same bytes"
EVENTS, SIGNATURES = 100_000, 500
REACH = {"vs_bare_sha256": Reach(at_least=0.2), "problems": Reach(at_most=0)}
ROUNDS = 5


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--events", type=int, metavar="N", default=EVENTS, help="how many events")
    parser.add_argument("--signatures", type=int, metavar="N", default=SIGNATURES, help="how many signatures")


def run(given: argparse.Namespace) -> Figures:
    """Measure in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
        command = [sys.executable, "-m", "alongside.config.bench.verify", str(given.events), str(given.signatures)]
        done = subprocess.run(command, env=plain | {"ALONGSIDE_DATA_DIR": folder}, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return {name: round(figure, 3) for name, figure in figures.items()}


def measure(events: int, signatures: int) -> Figures:
    """Fill, then look at all of it: the chain of events, the chain of signatures with its texts and papers, the bundle."""
    ground.ready()
    from alongside.agreements import bundle
    from alongside.agreements.actions import signing
    from alongside.agreements.bundle import verify
    from alongside.agreements.models import RegisterEntry
    from alongside.agreements.queries import register
    from alongside.config.bench.agreement import signed
    from alongside.record import queries

    agreement = signed(signatures)
    _fill(events)
    packed = bundle.pack(signing.whole_bundle(agreement).files())
    entries = RegisterEntry.objects.order_by("position").values_list("prev", "canonical")
    written = _events() + [(prev, canonical.encode()) for prev, canonical in entries]
    problems = (
        len(queries.verify().problems) + sum(len(one.problems) for one in register.check()) + len(verify.verify(packed).problems)
    )

    def bare() -> None:
        """The least that any program must do to go along a chain: the hash before, a line end, the record."""
        for prev, one in written:
            hashlib.sha256(prev.encode() + b"\n" + one).hexdigest()

    cost = {"record": _cost(queries.verify), "register": _cost(lambda: list(register.check())), "bare": _cost(bare)}
    whole = cost["record"] + cost["register"]
    return {
        "records_per_s": len(written) / whole,
        "bare_sha256_per_s": len(written) / cost["bare"],
        "vs_bare_sha256": cost["bare"] / whole,
        "record_s": cost["record"],
        "register_ms": 1000 * cost["register"],
        "bundle_ms": 1000 * _cost(lambda: verify.verify(packed)),
        "bundle_mb": len(packed) / 1e6,
        "problems": problems,
    }


def _fill(events: int) -> None:
    """Events as actions write them, at the end of the chain as the sweep leaves it."""
    from alongside.kit import clock
    from alongside.record import actions, chain
    from alongside.record.models import Event, Head

    while actions.chain(at_most=2000):
        pass
    by, now, head = [uuid.uuid4() for _ in range(200)], clock.now(), Head.objects.get()
    made = []
    for at in range(events - head.position):
        event = Event(
            kind="directory.service.changed", at=now, by=by[at % 200], acting_for=by[at * 7 % 200], subject_kind="directory.service",
            subject_id=uuid.uuid4(), facts={"fields": ["name", "description"], "service": str(uuid.uuid4()), "version": at},
        )  # fmt: skip
        event.prev, event.position = head.hash, head.position + 1
        event.hash = head.hash = chain.digest(event.prev, event)
        head.position = event.position
        made.append(event)
    Event.objects.bulk_create(made, batch_size=1000)
    head.save()


def _events() -> list[tuple[str, bytes]]:
    """What is hashed of each event, as bytes: what a bare program would be handed."""
    from alongside.record import chain
    from alongside.record.models import Event

    found = Event.objects.order_by("position").iterator(chunk_size=5000)
    return [(one.prev, chain.canonical(one)) for one in found]


def _cost(do: Callable[[], object]) -> float:
    """The seconds of one processor that it takes at its best of some rounds: all of it runs on one, and others may be busy."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        do()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
