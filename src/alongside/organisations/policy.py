"""The rules of this room that a place may wish to change."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number

adjustable.room("organisations", _("Organisations and seats"))

INVITATIONS_AN_HOUR = Number(
    "organisations.INVITATIONS_AN_HOUR",
    _("One person may invite so many others in an hour. Each is a mail to somebody who did not ask for it."),
    default=40,
    at_least=5,
    at_most=200,
)
INVITATION_LASTS = Days(
    "organisations.INVITATION_LASTS",
    _("An invitation can be accepted for so long. It can be sent anew."),
    default=14,
    at_least=3,
    at_most=60,
)
GIVE_BACK_WITHIN = Days(
    "organisations.GIVE_BACK_WITHIN",
    _("A seat that was ended by mistake can be given back for so long."),
    default=14,
    at_least=1,
    at_most=60,
)
CLAIM_IN_DAYS = Number(
    "organisations.CLAIM_IN_DAYS", _("A claim is answered within so many working days."), default=3, at_least=1, at_most=20
)

JOIN_IN_DAYS = Number(
    "organisations.JOIN_IN_DAYS",
    _("Somebody who wants to be a member is answered within so many working days."),
    default=5,
    at_least=1,
    at_most=20,
)
GRACE = Days(
    "organisations.GRACE",
    _("A membership can still be renewed, and counts, for so long after its last day. Then it lapses by itself."),
    default=30,
    at_least=10,
    at_most=90,
)
RENEW_FROM = Days(
    "organisations.RENEW_FROM",
    _("A membership can be renewed so long before its last day."),
    default=60,
    at_least=30,
    at_most=120,
)
REMIND_FIRST = Days(
    "organisations.REMIND_FIRST",
    _("A first reminder to renew goes so long before a membership ends."),
    default=30,
    at_least=14,
    at_most=60,
)
REMIND_AGAIN = Days(
    "organisations.REMIND_AGAIN", _("A second one goes so long before it ends."), default=7, at_least=1, at_most=13
)
REMIND_AFTER = Days(
    "organisations.REMIND_AFTER",
    _("The last one goes so long after it ended, while it can still be renewed."),
    default=7,
    at_least=1,
    at_most=9,
)

REPORT_EVERY = Days(
    "organisations.REPORT_EVERY",
    _("Who speaks for a network is asked to report back each time so long has passed, and when the term ends."),
    default=91,
    at_least=28,
    at_most=366,
)
REPORT_IN_DAYS = Number(
    "organisations.REPORT_IN_DAYS", _("That report is owed within so many working days."), default=10, at_least=3, at_most=20
)
TERM_ENDS_SOON = Days(
    "organisations.TERM_ENDS_SOON",
    _("The leads of a network are reminded so long before a term ends, so that somebody follows."),
    default=42,
    at_least=14,
    at_most=120,
)


def remind_members() -> tuple[int, int, int]:
    """How many days before its last day a membership is reminded of; less than none is after. The latest that is due goes, once."""
    return REMIND_FIRST().days, REMIND_AGAIN().days, -REMIND_AFTER().days


SHOW_INVITATIONS = dt.timedelta(days=90)
"""For so long an organisation sees what became of an invitation."""

CLAIMS_AN_HOUR = 8
"""How often one visitor may claim or propose an organisation in an hour."""

PROOF_LASTS = dt.timedelta(days=14)
"""For so long the link works that shows that somebody reads mail at an organisation's own address."""

PROVE_WITHIN = dt.timedelta(days=2)
"""If that link is not pressed by then, a person looks at the claim."""

PROVEN_BY_MAIL = frozenset({"voluntary", "business"})
"""Sectors in which mail at the organisation's own domain is proof enough. A council or a hospital has thousands of
readers at its domain, so there a person looks."""

SHARED_DOMAINS = frozenset(
    """
    aol.com aol.co.uk blueyonder.co.uk btinternet.com btopenworld.com duck.com ee.co.uk facebook.com fastmail.com fsmail.net
    gmail.com gmx.com gmx.co.uk gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hushmail.com icloud.com inbox.com
    live.co.uk live.com lycos.co.uk mac.com mail.com mail.ru me.com msn.com nhs.net nhs.uk ntlworld.com o2.co.uk orange.net
    outlook.co.uk outlook.com pm.me posteo.net proton.me protonmail.com rocketmail.com sky.com supanet.com talktalk.net
    tesco.net tiscali.co.uk tuta.io tutanota.com uwclub.net virgin.net virginmedia.com waitrose.com wanadoo.co.uk
    yahoo.co.uk yahoo.com yandex.com ymail.com zen.co.uk zoho.com
    """.split()
)
"""Domains at which anybody, or many, may have an address: reading mail there shows nothing about an organisation."""

NEAR_THE_END = dt.timedelta(days=21)
"""A report that comes so shortly before a term ends tells of its end too."""

RENEWAL_LINK = dt.timedelta(days=90)
"""For so long the link in a reminder works."""

UNDO_FOR = dt.timedelta(days=30)
"""How long a list that was brought in can be taken back, and two entries that were made one be made two again.

What the list said of people is forgotten after that.
"""

LARGEST_LIST = 20_000_000
"""Of a list of organisations that is sent in on a page, in bytes."""

LARGEST_REGISTER = 100_000_000
"""Of an extract of the charity register, in bytes. The whole register, packed, is below that."""

FIXED = {
    "SHOW_INVITATIONS": "only how far back a list goes",
    "CLAIMS_AN_HOUR": "guards against programs, not people",
    "PROOF_LASTS": "a matter of security, the same in every place",
    "PROVE_WITHIN": "the mail with the link says two days",
    "PROVEN_BY_MAIL": "whom nobody looks at is a decision for every place at once",
    "SHARED_DOMAINS": "a fact about the world",
    "NEAR_THE_END": "only spares somebody a second report in a month",
    "RENEWAL_LINK": "a matter of security, the same in every place",
    "UNDO_FOR": "said in what we keep about people",
    "LARGEST_LIST": "what the machine has room for is for whoever runs it",
    "LARGEST_REGISTER": "what the machine has room for is for whoever runs it",
}
"""What nobody sets otherwise, and why."""
