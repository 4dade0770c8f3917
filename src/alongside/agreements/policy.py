"""The rules of this room that a place may want otherwise."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number

adjustable.room("agreements", _("Agreements"))

ANSWER_COMMENT_IN = Number(
    "agreements.ANSWER_COMMENT_IN",
    _("What somebody says of a clause is answered within so many working days."),
    default=10,
    at_least=2,
    at_most=20,
)
REVIEW_EVERY = Days(
    "agreements.REVIEW_EVERY",
    _("An agreement is looked at as a whole after so long in force, where nothing else is said."),
    default=365,
    at_least=90,
    at_most=3 * 365,
)
SIGN_WITHIN = Days(
    "agreements.SIGN_WITHIN",
    _("Who is asked to sign an agreement has so long; then they are asked again."),
    default=60,
    at_least=14,
    at_most=365,
)
REMIND_BEFORE = Days(
    "agreements.REMIND_BEFORE",
    _("So long before an agreement is to be looked at as a whole, or ends, the coordinator is reminded."),
    default=30,
    at_least=7,
    at_most=180,
)

KEEP_TRACES = dt.timedelta(days=365)
"""How long it is kept from where somebody signed."""

KEEP_INVITATIONS = dt.timedelta(days=2 * 365)
"""How long the address of who was asked to sign is kept."""

MOST_CLAUSES = 3_000
LARGEST_PASTE = 2_000_000
"""Characters of a pasted text, and bytes of a Word document; beyond that it is no agreement."""
LONGEST_CLAUSE = 20_000

FIXED = {
    "KEEP_TRACES": "said in what we keep about people",
    "KEEP_INVITATIONS": "said in what we keep about people",
    "MOST_CLAUSES": "protects the house from a slip of the pen",
    "LARGEST_PASTE": "protects the house from a slip of the pen",
    "LONGEST_CLAUSE": "protects the house from a slip of the pen",
}
"""What nobody sets otherwise, and why."""
