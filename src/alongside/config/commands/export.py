"""What this place publishes, written out."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from alongside.config import ground

HELP = "Write the published services out: as JSON for other systems, or as a sheet (CSV) that people can mend and bring back."
EXAMPLE = "./alongside export services --format csv --to services.csv"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("kind", choices=["services"], help="what is written out")
    parser.add_argument("--format", choices=["csv", "json"], default="json", help="json (all there is) or csv (a line each)")
    parser.add_argument("--to", metavar="FILE", type=Path, help="the file to write; without it, the terminal")


def run(given: argparse.Namespace) -> int:
    """Write it all; to a file whole or not at all."""
    ground.ready()
    lines = _csv() if given.format == "csv" else _json()
    if given.to is None:
        sys.stdout.writelines(lines)
        return 0
    fresh = given.to.with_name(f".{given.to.name}.part")
    with fresh.open("w", encoding="utf-8-sig" if given.format == "csv" else "utf-8", newline="") as file:
        file.writelines(lines)
    fresh.replace(given.to)
    return 0


def _json() -> Iterator[str]:
    """One JSON document, a service to a line, never the whole of it in memory."""
    import msgspec

    from alongside.directory.queries import export

    yield '{"services": ['
    between = "\n"
    for service in export.services():
        yield between + msgspec.json.encode(export.whole(service)).decode()
        between = ",\n"
    yield "\n]}\n"


def _csv() -> Iterator[str]:
    from alongside.directory.queries import export
    from alongside.kit import sheets

    yield sheets.write_csv((export.row(service) for service in export.services()), export.HEADINGS)
