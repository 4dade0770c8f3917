"""A link by which somebody signs in, printed where only those who run the machine can read it."""

import argparse

from alongside.config import ground
from alongside.config.house import CannotGoOn

HELP = "Print a sign-in link: for somebody's mail address, or for the first officer of a new place."
EXAMPLE = "./alongside sign-in ama@example.org"


def options(parser: argparse.ArgumentParser) -> None:
    """What may be given."""
    parser.add_argument(
        "who", nargs="?", help="a mail address, or a persona of the demonstration; without one, the link of the first officer"
    )


def run(given: argparse.Namespace) -> int:
    """Print one line: the link."""
    ground.ready()
    print(_link(given.who) if given.who else _first_link())
    return 0


def _link(email: str) -> str:
    from django.conf import settings

    from alongside.demo import actions as demo
    from alongside.demo import queries as demo_queries
    from alongside.people import actions, queries

    if settings.DEMO and demo_queries.persona(email):
        return demo.sign_in_link(email)

    person = queries.by_email(email)
    if person is None:
        raise CannotGoOn(
            f"nobody here has the address {email}. An officer can give them a seat, or they make an account themselves."
        )
    return actions.sign_in_link(person)


def _first_link() -> str:
    from alongside.organisations import actions

    link = actions.first_officer_link()
    if not link:
        raise CannotGoOn("this place has its officer already. Say whose link it shall be: ./alongside sign-in THEIR-ADDRESS")
    return link
