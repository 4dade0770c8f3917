"""The rules of this room that a place may wish to change."""

import datetime as dt

INVITATIONS_AN_HOUR = 40
"""How many people one person may invite in an hour. Each is a mail to somebody who did not ask for it."""

INVITATION_LASTS = dt.timedelta(days=14)
"""For so long an invitation can be accepted. It can be sent anew."""

SHOW_INVITATIONS = dt.timedelta(days=90)
"""For so long an organisation sees what became of an invitation."""

GIVE_BACK_WITHIN = dt.timedelta(days=14)
"""For so long a seat that was ended by mistake can be given back."""

CLAIMS_AN_HOUR = 8
"""How often one visitor may claim or propose an organisation in an hour."""

PROOF_LASTS = dt.timedelta(days=14)
"""For so long the link works that shows that somebody reads mail at an organisation's own address."""

PROVE_WITHIN = dt.timedelta(days=2)
"""If that link is not pressed by then, a person looks at the claim."""

CLAIM_IN_DAYS = 3
"""Working days in which a claim is answered."""

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

JOIN_IN_DAYS = 5
"""Working days in which somebody who wants to be a member is answered."""

REMIND_MEMBERS = (30, 7, -7)
"""A reminder goes so many days before a membership ends; less than none is after that day. The latest that is due goes, once."""

GRACE = dt.timedelta(days=30)
"""For so long after its last day a membership can still be renewed, and counts. Then it lapses by itself."""

RENEW_FROM = dt.timedelta(days=60)
"""So long before its last day it can be renewed."""

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
