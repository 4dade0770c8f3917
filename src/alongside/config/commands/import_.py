"""Services and organisations come in from feeds, sheets and registers; postcodes, areas and terms from those who keep them."""

import argparse
from pathlib import Path

from django.utils.text import slugify

from alongside.config import ground
from alongside.config.house import CannotGoOn

HELP = "Bring in services, organisations, full postcodes, areas with their boundaries, or a list of terms."
EXAMPLE = "./alongside import services feed.json --dry-run --report report.json"
SHOWN = 20


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("kind", choices=list(KINDS), help="what comes in")
    parser.add_argument("source", help="a file or a folder; for services also an address")
    parser.add_argument("--dry-run", action="store_true", help="services and organisations: read and check, and write nothing")
    parser.add_argument(
        "--report", metavar="FILE", type=Path, help="services and organisations: write the whole report there, as JSON"
    )
    parser.add_argument("--only", metavar="TA,BA", default="", help="postcodes: keep those of these postcode areas only")
    parser.add_argument("--name", default="", help="terms: what the list is called; the same name brings it up to date")


def run(given: argparse.Namespace) -> int:
    """Import, say what became of it, and end well when it ran to its end, whatever was set aside."""
    if given.kind != "services" and not Path(given.source).exists():
        raise CannotGoOn(f"There is no {given.source}.")
    ground.ready()
    return KINDS[given.kind](given)


def _services(given: argparse.Namespace) -> int:
    from alongside.directory.actions import importing

    try:
        report = importing.import_services(given.source, by=None, dry_run=given.dry_run, report_path=given.report)
    except importing.SourceError as why:
        raise CannotGoOn(str(why)) from None
    for problem in report.problems[:SHOWN]:
        print(f"set aside: row {problem.row}, {problem.name or problem.key}: {problem.reason}")
    _more(len(report.problems), "--report FILE has them all")
    would = "would be " if given.dry_run else ""
    print(
        f"read {report.read}: {would}created {report.created}, updated {report.updated}, unchanged {report.unchanged}, "
        f"quarantined {report.quarantined}; {report.geocoded} of {report.locations} locations found on the map"
    )
    return 0


def _organisations(given: argparse.Namespace) -> int:
    from alongside.organisations.actions import importing

    try:
        report = importing.import_organisations(
            given.source, by=None, dry_run=given.dry_run, report_path=given.report, progress=_say
        )
    except importing.ListError as why:
        raise CannotGoOn(str(why)) from None
    for problem in report["problems"][:SHOWN]:
        print(f"set aside: row {problem['row']}, {problem['name']}: {problem['reason'] or 'may be here already'}")
    _more(len(report["problems"]), "--report FILE has them all")
    would = "would be " if given.dry_run else ""
    print(
        f"read {report['read']}: {would}created {report['created']}, updated {report['updated']}, unchanged {report['unchanged']}, "
        f"joined {report['joined']}, here already? {report['duplicates']}, quarantined {report['quarantined']}; "
        f"not listed here {report['elsewhere']}"
    )
    return 0


def _postcodes(given: argparse.Namespace) -> int:
    from alongside.places import actions, postcode_files

    only = [area.strip().upper() for area in given.only.split(",") if area.strip()]
    try:
        loaded = actions.load_postcodes(given.source, _say, only=only)
    except postcode_files.NotAPostcodeFile as why:
        raise CannotGoOn(str(why)) from None
    if loaded.again:
        print("This file was the last to be loaded: nothing to do.")
    print(f"read {loaded.read:,}: kept {loaded.kept:,}, left out {loaded.left_out:,}")
    return 0


def _areas(given: argparse.Namespace) -> int:
    from alongside.places import actions, area_files

    try:
        actions.load_areas(given.source, _say)
    except area_files.NotAnAreaFile as why:
        raise CannotGoOn(str(why)) from None
    return 0


def _terms(given: argparse.Namespace) -> int:
    from alongside.terms import actions, lists

    name = given.name or Path(given.source).stem.replace("-", " ")
    try:
        report = actions.import_taxonomy(given.source, slug=slugify(name)[:50] or "list", name=name, by=None)
    except (lists.NotAList, actions.WrongMove) as why:
        raise CannotGoOn(str(why)) from None
    for row, reason in report.refused[:SHOWN]:
        print(f"not taken: row {row}: {reason}")
    _more(len(report.refused), "the file has the rest")
    print(
        f"read {report.read}: created {report.created}, updated {report.updated}, unchanged {report.unchanged}, "
        f"kept as changed here {report.kept}, not taken {len(report.refused)}; no longer in the file {report.gone}"
    )
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _more(number: int, where: str) -> None:
    if number > SHOWN:
        print(f"… and {number - SHOWN} more: {where}")


KINDS = {"services": _services, "organisations": _organisations, "postcodes": _postcodes, "areas": _areas, "terms": _terms}
