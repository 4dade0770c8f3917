"""Where organisations stand, and what they do not agree on."""

from collections.abc import Callable
from typing import Any

from alongside.organisations.models import Organisation
from alongside.positions import links
from alongside.positions.models import Asking
from tests.addresses.rows import Row, everyone, signed_in
from tests.agreements import texts
from tests.personas import County


def asked(county: County) -> dict[str, Any]:
    """Every partner is asked where it stands on version 1."""
    return {"kind": "agreement", "id": texts.a_spoken_of(county).agreement.pk}


def link_to_answer(county: County) -> dict[str, Any]:
    """What the mail to the charity leads to."""
    asked(county)
    asking = Asking.objects.get(organisation=county.organisations["charity"])
    return {"token": token(links.to_answer(asking, county.charity))}


def link_to_a_side(county: County) -> dict[str, Any]:
    """What the mail to the council leads to, which is asked how it sees a disagreement."""
    found = texts.a_disagreement(county)
    return {"token": token(links.to_side(found, county.organisations["council"], county.council))}


def token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def on_the_list(county: County) -> dict[str, Any]:
    """Looked after by the charity, which has taken positions too; the council has said its side, and it was looked at."""
    asked(county)
    return {"id": texts.a_long_disagreement(county).pk}


ROWS = {
    "positions:answer_by_mail": Row(get=everyone(), post=everyone(), args=link_to_answer),
    "positions:thanked": Row(get=everyone()),
    "positions:answer": Row(
        get=signed_in(403, charity=200, group=200, council=200),
        post=signed_in(403, charity=200, group=200, council=200),
        args=asked,
    ),
    "positions:disagreements": Row(get=everyone(), args=lambda county: on_the_list(county) and {}),
    "positions:open": Row(
        get=signed_in(403, chief=200, officer=200, charity=200, council=200, group=200),
        post=signed_in(403, chief=200, officer=200, charity=200, council=200, group=200),
        args=lambda county: asked(county) and {},
    ),
    "positions:side_by_mail": Row(get=everyone(), post=everyone(), args=link_to_a_side),
    "positions:disagreement": Row(get=everyone(), args=on_the_list),
    "positions:say": Row(
        get=signed_in(403, chief=200, officer=200, charity=200, council=200, group=200),
        post=signed_in(403, chief=200, officer=200, charity=200, council=200, group=200),
        args=on_the_list,
    ),
    "positions:look": Row(
        get=signed_in(403, chief=200, officer=200, charity=200),
        post=signed_in(403, chief=200, officer=200, charity=200),
        args=on_the_list,
    ),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {"positions.disagreement": lambda one: one.owner}
