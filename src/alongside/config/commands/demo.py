"""The demonstration county: an invented place with everything in it, to look around and to try things out."""

import argparse
import os
import re
import shutil

from alongside.config import ground, house, served, serving

HELP = "Serve the demonstration county, made at the first start, with a link for each persona to sign in by."
EXAMPLE = "./alongside demo --port 8000 --on +15d"
DAYS = re.compile(r"\+?(\d{1,4})d?")


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    serving.options(parser)
    parser.add_argument("--fresh", action="store_true", help="throw the county away first, with all that was tried in it")
    parser.add_argument("--on", metavar="+DAYS", type=_days, help="move its clock so many days ahead (+15d), from this start on")


def run(given: argparse.Namespace) -> int:
    """Make the county where there is none, and serve it until told to stop."""
    os.environ.setdefault("ALONGSIDE_DATA_DIR", str(house.DEMO_DIR))
    address = os.environ.get("ALONGSIDE_ADDRESS", f"http://localhost:{given.port}")
    with serving.alone(given.port):
        _refuse_a_real_place()
        if given.fresh:
            _throw_away()
        ground.ready(address=address, demo=True, clock_shift_days=given.on or 0)
        serving.collect_static()
        _make()
        return serving.run(given.port, given.host, ready=lambda: greet(address))


def greet(address: str) -> None:
    """Say where the county is, and by which link each persona signs in."""
    from alongside.demo import actions, queries

    print(f"{address}/", flush=True)
    for persona in queries.personas():
        print(f"sign in as {persona.key}: {actions.sign_in_link(persona.key)}", flush=True)


def _days(text: str) -> int:
    if not (found := DAYS.fullmatch(text)):
        raise argparse.ArgumentTypeError("give a number of days, such as +15d")
    return int(found[1])


def _refuse_a_real_place() -> None:
    folder = house.data_dir()
    if any((folder / name).exists() for name in (served.NAME, "secret")) and not served.read(folder).demo:
        raise house.CannotGoOn(f"{folder} holds a real place. Give the demonstration another ALONGSIDE_DATA_DIR.")


def _throw_away() -> None:
    """Empty the folder, but for the lock that says that we hold it."""
    if os.environ.get("DATABASE_URL"):
        raise house.CannotGoOn("--fresh empties a folder, and DATABASE_URL names a database elsewhere. Empty that one yourself.")
    for entry in house.data_dir().iterdir():
        if entry.name == ".serving":
            continue
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _make() -> None:
    from alongside.demo import actions

    actions.build(lambda said: print(f"{said} …", flush=True))
