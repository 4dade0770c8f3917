"""Does it still hold together? The record of this place, or an agreement that somebody holds in their hand."""

import argparse
from pathlib import Path

from alongside.config import ground
from alongside.config.house import CannotGoOn

HELP = (
    "Look at every event on record, and at the register of every agreement: unaltered, complete and in order? With FILE, look at "
    "a bundle or a sealed PDF instead, from that file alone. Ends with 0 when all holds, else with 1."
)
EXAMPLE = "./alongside verify agreement.zip --fingerprint 4f1c…"
LARGEST = 200_000_000


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a bundle (ZIP) or a sealed PDF; needs nothing else")
    parser.add_argument(
        "--fingerprint",
        action="append",
        default=[],
        metavar="FINGERPRINT",
        help="with FILE: the fingerprint of the seal, or the head of the register, as you kept it; may be given more than once",
    )
    parser.add_argument(
        "--head", default="", help="a head of the chain that you kept: then nobody can have rewritten what came before it"
    )


def run(given: argparse.Namespace) -> int:
    """Say what was found, the result last."""
    if given.file is not None:
        return _file(given.file, given.fingerprint)
    if given.fingerprint:
        raise CannotGoOn("--fingerprint goes with a FILE.")
    return _place(given.head)


def _file(file: Path, fingerprints: list[str]) -> int:
    """From the file alone: no database is opened, no folder made, no network asked."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
    from alongside.agreements.bundle import verify

    try:
        if file.stat().st_size > LARGEST:
            raise CannotGoOn(f"{file} is larger than any bundle.")
        found = verify.verify(file.read_bytes(), fingerprints)
    except OSError as why:
        raise CannotGoOn(f"{file} cannot be read: {why.strerror}.") from None
    except verify.NotOurs as why:
        raise CannotGoOn(f"{file}: {why}") from None
    print("\n".join(found.lines))
    return 0 if found.holds else 1


def _place(head: str) -> int:
    ground.ready()
    from alongside.agreements.queries import register
    from alongside.record import queries

    verified = queries.verify(head)
    print("\n".join(verified.lines))
    if verified.waiting:
        print(f"record: {verified.waiting:,} more wait for the chain, which grows each minute")
    whole = verified.holds
    for checked in register.check():
        print("\n".join([*checked.problems, checked.line]))
        whole = whole and not checked.problems
    return 0 if whole else 1
