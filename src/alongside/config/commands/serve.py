"""The real installation: the web server and its worker on the place's own data."""

import argparse
import os

from alongside.config import ground, serving

HELP = "Serve this place: makes its data folder when there is none, then runs the web server and the worker."
EXAMPLE = "./alongside serve --port 8000"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    serving.options(parser)


def run(given: argparse.Namespace) -> int:
    """Prepare the data folder and serve until told to stop."""
    address = os.environ.get("ALONGSIDE_ADDRESS", f"http://localhost:{given.port}")
    with serving.alone(given.port):
        ground.ready(address=address)
        serving.collect_static()
        return serving.run(given.port, given.host, ready=lambda: greet(address))


def greet(address: str) -> None:
    """Say where the place is, and how its first officer begins when there is none yet."""
    from alongside.organisations import actions

    print(f"{address}/", flush=True)
    if link := actions.first_officer_link():
        print(f"set this place up as its first officer (the link works once, for a day): {link}", flush=True)
