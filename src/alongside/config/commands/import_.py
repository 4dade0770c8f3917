"""Services come in from a feed or from sheets."""

import argparse
from pathlib import Path

from alongside.config import ground
from alongside.config.house import CannotGoOn

HELP = "Bring services in from an Open Referral UK feed (file or address), a spreadsheet or a folder of linked sheets."
EXAMPLE = "./alongside import services feed.json --dry-run --report report.json"
SHOWN = 20


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("kind", choices=["services"], help="what comes in")
    parser.add_argument("source", help="a file, a folder or an address")
    parser.add_argument("--dry-run", action="store_true", help="read and check, and write nothing")
    parser.add_argument("--report", metavar="FILE", type=Path, help="write the whole report there, as JSON")


def run(given: argparse.Namespace) -> int:
    """Import, say what became of it, and end well when it ran to its end, whatever was set aside."""
    ground.ready()
    from alongside.directory.actions import importing

    try:
        report = importing.import_services(given.source, by=None, dry_run=given.dry_run, report_path=given.report)
    except importing.SourceError as why:
        raise CannotGoOn(str(why)) from None
    for problem in report.problems[:SHOWN]:
        print(f"set aside: row {problem.row}, {problem.name or problem.key}: {problem.reason}")
    if len(report.problems) > SHOWN:
        print(f"… and {len(report.problems) - SHOWN} more: --report FILE has them all")
    would = "would be " if given.dry_run else ""
    print(
        f"read {report.read}: {would}created {report.created}, updated {report.updated}, unchanged {report.unchanged}, "
        f"quarantined {report.quarantined}; {report.geocoded} of {report.locations} locations found on the map"
    )
    return 0
