"""How fast the hot paths are, on generated data, each beside a peer or a bare limit in the same run."""

import argparse
import importlib

from alongside.config import bench

HELP = "Measure a hot path on generated data, beside a peer in the same run."
EXAMPLE = "./alongside bench search --services 10000 --json"
NAMES = ("search", "people", "feed", "ceremony", "verify")


def options(parser: argparse.ArgumentParser) -> None:
    """One sub-command per bench."""
    benches = parser.add_subparsers(dest="bench", metavar="NAME", required=True)
    for name in NAMES:
        module = importlib.import_module(f"alongside.config.bench.{name}")
        one = benches.add_parser(name, help=module.HELP, description=module.HELP, epilog=f"Example: ./alongside bench {name}")
        one.add_argument("--json", action="store_true", help="print the figures as one line of JSON at the end")
        module.options(one)


def run(given: argparse.Namespace) -> int:
    """Measure, and say what was reached."""
    module = importlib.import_module(f"alongside.config.bench.{given.bench}")
    figures = module.run(given)
    print(bench.table(figures, module.REACH))
    if given.json:
        print(bench.line(given.bench, figures, module.REACH))
    return 0
