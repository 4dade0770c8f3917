"""What came back after a mail, handed in by a mail server: one message on standard input, or in a file."""

import argparse
import sys
from pathlib import Path

from alongside.config import ground

HELP = "Note what one message says of our mails: not delivered, out of office, or a person's words, which are passed on."
EXAMPLE = "./alongside receive < message.eml"

TRY_LATER = 75
"""EX_TEMPFAIL of sysexits.h: the mail server keeps the message and asks again."""


def options(parser: argparse.ArgumentParser) -> None:
    """Where the message stands."""
    parser.add_argument("file", nargs="?", type=Path, help="the message (standard input)")


def run(given: argparse.Namespace) -> int:
    """Take one message. Where it cannot be kept, say so, so that whoever brings it keeps it."""
    source = given.file.read_bytes() if given.file else sys.stdin.buffer.read()
    ground.ready()
    from alongside.notices import receiving

    try:
        taken = receiving.take(source, pass_on=True)
    except receiving.NowhereToPass:
        print("A person wrote, and this place has named no mailbox that somebody reads. Name one under Look after this place.")
        return TRY_LATER
    print(f"{len(taken.new)} noted" if taken.new else "Nothing new in it")
    return 0
