"""What a row of the every-URL table is, and the words in which most rows say who gets what."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any

from tests import personas
from tests.personas import County

Statuses = dict[str, int]


def everyone(status: int = 200, **others: int) -> Statuses:
    """The same for all, the visitor among them, but for those named."""
    return dict.fromkeys(personas.NAMES, status) | others


def signed_in(status: int = 200, **others: int) -> Statuses:
    """For people with an account; the visitor is asked to sign in."""
    return everyone(status, visitor=302) | others


def officers(status: int = 200, *, others: int = 403, **named: int) -> Statuses:
    """For those who run the place; the visitor is asked to sign in, everybody else is refused."""
    return signed_in(others, chief=status, officer=status) | named


@dataclass(frozen=True)
class Row:
    """What one address answers. `args` and `query` make it real in the personas' county.

    Pages are then held to what `tests/test_every_page.py` and the browser ask of each; JSON, feeds and files say so.
    """

    get: Statuses | None = None
    post: Statuses | None = None
    args: Callable[[County], dict[str, Any]] = lambda county: {}
    query: str = ""
    is_page: bool = True

    def expected(self, method: HTTPMethod) -> Statuses:
        """Where nothing is said, the method is not allowed, once the visitor has been asked to sign in."""
        said, other = (self.get, self.post) if method is HTTPMethod.GET else (self.post, self.get)
        return said or everyone(405) | ({"visitor": 302} if other and other["visitor"] == 302 else {})


def the_charity(county: County) -> dict[str, Any]:
    """The organisation that the persona `charity` leads."""
    return {"slug": county.organisations["charity"].slug}


def the_volunteer(county: County) -> dict[str, Any]:
    """The volunteer's account."""
    return {"pk": county.people["volunteer"].pk}


def at_the_charity(status: int = 200, *, others: int = 403) -> Statuses:
    """For those with a seat at the charity, and for officers."""
    return officers(status, others=others, charity=status)
