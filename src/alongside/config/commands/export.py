"""What this place publishes, written out."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from alongside.config import ground
from alongside.config.house import CannotGoOn

HELP = (
    "Write the published services out: as JSON for other systems, or as a sheet (CSV) that people can mend and bring back. Or an "
    "agreement with its register, as a bundle that anybody can check."
)
EXAMPLE = "./alongside export services --format csv --to services.csv"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("kind", choices=["services", "agreement"], help="what is written out")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file to write; without it, the terminal")
    parser.add_argument(
        "--format", choices=["csv", "json"], default="json", help="services: json (all there is) or csv (a line each)"
    )
    parser.add_argument(
        "--agreement",
        default="",
        metavar="NAME",
        help="agreement: its name in its address; without it, the agreement of the place",
    )
    parser.add_argument("--to", metavar="FILE", type=Path, help="the same as FILE")


def run(given: argparse.Namespace) -> int:
    """Write it all; to a file whole or not at all."""
    to: Path | None = given.file or given.to
    if given.kind == "agreement" and to is None:
        raise CannotGoOn("Say which file to write: ./alongside export agreement agreement.zip")
    ground.ready()
    if given.kind == "agreement" and to is not None:
        return _agreement(to, given.agreement)
    lines = _csv() if given.format == "csv" else _json()
    if to is None:
        sys.stdout.writelines(lines)
        return 0
    fresh = to.with_name(f".{to.name}.part")
    with fresh.open("w", encoding="utf-8-sig" if given.format == "csv" else "utf-8", newline="") as file:
        file.writelines(lines)
    fresh.replace(to)
    return 0


def _agreement(to: Path, name: str) -> int:
    """The bundle of an agreement, with its paper sealed anew where the register has grown since."""
    from alongside.agreements import bundle
    from alongside.agreements.actions import signing
    from alongside.agreements.queries import register

    agreement = register.to_export(name)
    if agreement is None:
        wanted = f"named {name}" if name else "of the place"
        raise CannotGoOn(f"There is no agreement {wanted} that is open for signing, in force or ended.")
    packed = signing.whole_bundle(agreement)
    fresh = to.with_name(f".{to.name}.part")
    fresh.write_bytes(bundle.pack(packed.files()))
    fresh.replace(to)
    print(f"{agreement.title}: {register.head_of(agreement) or 'nobody has signed yet'}")
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
