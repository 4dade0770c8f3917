"""The sub-commands behind the one door, `./alongside`. Each is a module of its own in `config/commands/`."""

import argparse
import importlib
import keyword
import sys
from types import ModuleType

from alongside.config import house

NAMES = ("demo", "serve", "sign-in", "import", "export", "verify", "worker", "receive", "bench", "test", "check")


def command(name: str) -> ModuleType:
    """The module of a sub-command: what it is for (HELP, EXAMPLE), what it is given (options), what it does (run)."""
    module = f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")
    return importlib.import_module(f"alongside.config.commands.{module}")


def parser() -> argparse.ArgumentParser:
    """Every sub-command with its help and an example."""
    top = argparse.ArgumentParser(
        prog="alongside", description="One place where groups, council and NHS work alongside each other."
    )
    subs = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in NAMES:
        module = command(name)
        sub = subs.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"Example: {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.options(sub)
        sub.set_defaults(run=module.run, rest=[])
    return top


def main() -> int:
    """Run the sub-command that was asked for; its answer is the exit status."""
    top = parser()
    given, rest = top.parse_known_args()
    if rest and given.command != "test":
        top.error(f"unrecognised: {' '.join(rest)} (see ./alongside {given.command} --help)")
    given.rest = rest
    try:
        return int(given.run(given))
    except house.CannotGoOn as why:
        print(f"alongside: {why}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
