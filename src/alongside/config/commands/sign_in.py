"""A link by which somebody signs in, printed where only those who run the machine can read it."""

import argparse
import os

from alongside.config import ground, house
from alongside.config.house import CannotGoOn

HELP = (
    "Print a sign-in link: for somebody's mail address, for a persona of the demonstration, or for a new place's first officer."
)
EXAMPLE = "./alongside sign-in officer"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "who", nargs="?", help="a mail address, or a persona of the demonstration; without one, the link of the first officer"
    )
    parser.add_argument(
        "--without-second-step",
        action="store_true",
        help="first take away the passkeys, the app and the recovery codes of somebody who has lost them all",
    )


def run(given: argparse.Namespace) -> int:
    """Print one line: the link. A persona lives in the demonstration, wherever that is kept by default."""
    if given.who and "@" not in given.who:
        os.environ.setdefault("ALONGSIDE_DATA_DIR", str(house.DEMO_DIR))
    ground.ready()
    if given.without_second_step:
        _forget_second_step(given.who or "")
    print(_link(given.who) if given.who else _first_link())
    return 0


def _link(who: str) -> str:
    from django.conf import settings

    from alongside.demo import actions as demo
    from alongside.people import actions, queries

    if settings.DEMO and "@" not in who:
        try:
            return demo.sign_in_link(who)
        except LookupError:
            raise CannotGoOn(f"the demonstration has no persona {who}") from None
    person = queries.by_email(who)
    if person is None:
        raise CannotGoOn(
            f"nobody here has the address {who}. An officer can give them a seat, or they make an account themselves."
        )
    return actions.sign_in_link(person)


def _forget_second_step(who: str) -> None:
    from alongside.people import actions, queries

    person = queries.by_email(who)
    if person is None:
        raise CannotGoOn("say whose second step is lost: ./alongside sign-in THEIR-ADDRESS --without-second-step")
    actions.forget_second_step(person, by=None)


def _first_link() -> str:
    from alongside.organisations import actions

    link = actions.first_officer_link()
    if not link:
        raise CannotGoOn("this place has its officer already. Say whose link it shall be: ./alongside sign-in THEIR-ADDRESS")
    return link
