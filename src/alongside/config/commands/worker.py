"""The worker alone: the work that waits its turn, and what comes back by the clock."""

import argparse

from alongside.config import ground

HELP = "Do the work that waits its turn, until told to stop. serve and demo run one themselves."
EXAMPLE = "./alongside worker"


def options(parser: argparse.ArgumentParser) -> None:
    """Nothing to give."""


def run(given: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job at hand is finished first."""
    ground.ready()
    from alongside.jobs import worker

    worker.run()
    return 0
