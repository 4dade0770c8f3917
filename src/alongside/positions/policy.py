"""The rules of this room that a place may want otherwise."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number

adjustable.room("positions", _("Positions and disagreements"))

ANSWER_WITHIN = Days(
    "positions.ANSWER_WITHIN",
    _("An organisation that is asked for its position has so long to answer, where nothing else is said."),
    default=28,
    at_least=7,
    at_most=90,
)
REMIND_BEFORE = Days(
    "positions.REMIND_BEFORE",
    _("So long before that day, who has not answered is reminded once."),
    default=7,
    at_least=1,
    at_most=30,
)
LOOK_AGAIN_WITHIN = Days(
    "positions.LOOK_AGAIN_WITHIN",
    _("An open disagreement is looked at again within so long."),
    default=90,
    at_least=14,
    at_most=366,
)
REMIND_OF_LOOK = Days(
    "positions.REMIND_OF_LOOK",
    _("So long before a disagreement is to be looked at, whoever looks after it is reminded."),
    default=7,
    at_least=1,
    at_most=30,
)

CONCURRENCE = Number(
    "positions.CONCURRENCE",
    _("In every sector that has a partner, so many in a hundred of its partners must agree before a text is carried."),
    default=50,
    at_least=1,
    at_most=100,
)

LINK = dt.timedelta(days=120)
"""For so long a mailed link is good at the most; it ends sooner, when the discussion does or another link is sent."""

KEEP_ADDRESSES = dt.timedelta(days=365)
"""How long the address of somebody without an account is kept after they were asked."""

LONGEST_WORDS = 4_000
"""What a partner says of one text. Who has more to say writes a paper."""

FIXED = {
    "LINK": "a matter of security, the same in every place",
    "KEEP_ADDRESSES": "said in what we keep about people",
    "LONGEST_WORDS": "protects pages and mails, and nobody meets it",
}
"""What nobody sets otherwise, and why."""
