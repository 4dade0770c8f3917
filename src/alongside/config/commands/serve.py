"""The real installation: the web server and its worker on the place's own data."""

import argparse
import os

from alongside.config import ground, serving

HELP = "Serve this place: makes its data folder when there is none, then runs the web server and the worker."
EXAMPLE = "./alongside serve --port 8000"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1; 0.0.0.0 for every one)")


def run(given: argparse.Namespace) -> int:
    """Prepare the data folder and serve until told to stop."""
    os.environ.setdefault("ALONGSIDE_ADDRESS", f"http://localhost:{given.port}")
    ground.ready()
    serving.collect_static()
    return serving.run(given.port, given.host, ready=greet)


def greet() -> None:
    """Say where the place is served."""
    print(f"{os.environ['ALONGSIDE_ADDRESS']}/", flush=True)
