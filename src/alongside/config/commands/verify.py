"""Does the record still hold together? Nobody can have changed what happened without its showing here."""

import argparse

from alongside.config import ground

HELP = "Look at every event on record: unaltered, complete and in order? Ends with 0 when all holds, else with 1."
EXAMPLE = "./alongside verify --head 1204:6f1c…"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "--head", default="", help="a head of the chain that you kept: then nobody can have rewritten what came before it"
    )


def run(given: argparse.Namespace) -> int:
    """Say what was found, the result last."""
    ground.ready()
    from alongside.record import queries

    verified = queries.verify(given.head)
    print("\n".join(verified.lines))
    if verified.waiting:
        print(f"record: {verified.waiting:,} more wait for the chain, which grows each minute")
    return 0 if verified.holds else 1
