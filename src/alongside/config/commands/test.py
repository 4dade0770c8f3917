"""Every test, on what this machine has and on what can be brought to it."""

import argparse
import subprocess
import sys

from alongside.config import house

HELP = "Run the tests. What follows is handed to pytest."
EXAMPLE = "./alongside test tests/directory -x"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given; the rest is pytest's."""


def run(given: argparse.Namespace) -> int:
    """Run pytest in the house."""
    return subprocess.run([sys.executable, "-m", "pytest", *given.rest], cwd=house.ROOT, check=False).returncode
