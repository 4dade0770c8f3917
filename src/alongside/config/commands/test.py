"""Every test: all of them on SQLite, those that touch the database on PostgreSQL too, journeys in a real browser."""

import argparse
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field

from alongside.config import browser, house

HELP = "Run every test. Whatever else is given is handed to pytest."
EXAMPLE = "./alongside test --without browser tests/directory"

NOTHING_TO_RUN = 5  # pytest's word for it
REPORTS = house.ROOT / "var" / "tests"
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(house.ROOT / "var" / "compiled")}
"""The tests start many processes. Each would compile all that it imports, where the machine says that nothing is kept."""


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given; the rest is pytest's."""
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=["browser", "postgres"],
        help="leave a part out on purpose; otherwise a part that cannot run is a failure",
    )


@dataclass
class Tally:
    """What ran, what failed, and what could not run and why."""

    ran: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    could_not: list[str] = field(default_factory=list)

    def line(self) -> str:
        """All of it in one line."""
        parts = [f"ran {', '.join(self.ran) or 'nothing'}"]
        if self.failed:
            parts.append(f"FAILED {', '.join(self.failed)}")
        if self.could_not:
            parts.append(f"COULD NOT RUN {', '.join(self.could_not)}")
        return f"alongside test: {'; '.join(parts)}"


def run(given: argparse.Namespace) -> int:
    """Prepare what the tests need, run them, and say in one line what ran and what could not."""
    tally = Tally()
    REPORTS.mkdir(parents=True, exist_ok=True)
    whole = not given.rest
    found = None if "browser" in given.without else _prepared("browser", browser.bring, tally)
    away = [] if found else ["--ignore=tests/browser"]
    _pytest("SQLite", [*away, *given.rest], {"ALONGSIDE_BROWSER": found or ""}, tally, whole=whole)
    if "postgres" not in given.without:
        _pytest("PostgreSQL", ["--ignore=tests/browser", *given.rest], {"ALONGSIDE_TEST_ON": "postgres"}, tally, whole=whole)
    left_out = [f"without {part}" for part in given.without]
    print(tally.line() + (f" ({', '.join(left_out)}, as asked)" if left_out else ""), flush=True)
    return 1 if tally.failed or tally.could_not else 0


def _prepared(part: str, bring: Callable[[], str], tally: Tally) -> str | None:
    try:
        return bring()
    except browser.NoBrowser as why:
        tally.could_not.append(f"{part} ({why})")
        return None


def _pytest(where: str, words: list[str], environ: dict[str, str], tally: Tally, *, whole: bool) -> None:
    """One run of pytest. A few chosen tests are quicker in one process."""
    report = REPORTS / f"{where}.xml"
    report.unlink(missing_ok=True)
    spread = ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "worksteal"] if whole else []
    print(f"--- on {where}", flush=True)
    status = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rfEs", *spread, f"--junit-xml={report}", *words],
        cwd=house.ROOT,
        env=os.environ | COMPILED_ONCE | {key: value for key, value in environ.items() if value},
        check=False,
    ).returncode
    if status == NOTHING_TO_RUN and not whole:
        return
    if not report.exists():
        tally.could_not.append(f"tests on {where} (see above)")
        return
    tally.ran.append(_counted(report, where))
    if status:
        tally.failed.append(f"on {where}")


def _counted(report: os.PathLike[str], where: str) -> str:
    """How many ran, as pytest's own report has it."""
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314  # pytest wrote it just now
    numbers = suite.attrib if suite is not None else {}
    skipped = int(numbers.get("skipped", 0))
    return f"{int(numbers.get('tests', 0)) - skipped} on {where}" + (f" ({skipped} skipped, reasons above)" if skipped else "")
