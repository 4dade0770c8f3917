"""What somebody who wrote to us may look at again: who answers, and by when. Its address says nothing about the question."""

import datetime as dt

from alongside.kit import signing
from alongside.replies import queries
from alongside.replies.models import OwedReply

PURPOSE = "replies.receipt"
GOOD_FOR = dt.timedelta(days=1)
"""Long enough to load the page again; the mail that went out says the same for longer."""


def token(reply: OwedReply) -> str:
    """What stands in the address of a page that says "it is on its way"."""
    return signing.seal(PURPOSE, {"reply": str(reply.pk)})


def find(token: str) -> OwedReply | None:
    """The owed reply that a receipt is for, on the day it was given."""
    try:
        facts = signing.unseal(PURPOSE, token, GOOD_FOR)
    except signing.BadSeal:
        return None
    return OwedReply.objects.filter(pk=facts["reply"]).select_related(*queries.WITH_PEOPLE).first()
