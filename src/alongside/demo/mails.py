"""What came back after mails in the demonstration county, and a colleague who is away."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices import receiving
from alongside.organisations import actions as organisations
from alongside.people import actions as people_actions
from alongside.replies import away

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

NOT_DELIVERED = """\
From: MAILER-DAEMON@resident.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <gone@resident.example>
In-Reply-To: <{id}@marlshire.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; resident.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user here

--part--
"""
OUT_OF_OFFICE = """\
From: {to}
Subject: Automatic reply: {subject}
Message-ID: <away@resident.example>
In-Reply-To: <{id}@marlshire.example>
Auto-Submitted: auto-replied

I read my mail again on Monday.
"""
WROTE_BACK = """\
From: {to}
Subject: Re: {subject}
Message-ID: <back@resident.example>
In-Reply-To: <{id}@marlshire.example>

Thank you. Could somebody ring me? I am at home in the evening.
"""
CAME = (
    (9, "owen@resident.example", NOT_DELIVERED),
    (3, "iris@resident.example", OUT_OF_OFFICE),
    (1, "ivo@resident.example", WROTE_BACK),
)
"""How many days ago, from whom, and what came."""


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """An address that is gone, somebody out of office, somebody who wrote back; and a colleague of the charity on leave."""
    for days, to, words in CAME:
        about = notices.mails().filter(to=to).order_by("-made_at", "id").first()
        if about:
            with clock.moved(days=-days):
                source = words.format(id=about.pk, to=to, subject=about.subject)
                receiving.take(source.replace("\n", "\r\n").encode(), pass_on=False)
    _on_leave(people["charity"], listed["Harrow Green Befrienders"])


def _on_leave(cover: Person, charity: Organisation) -> None:
    with clock.moved(days=-300):
        esi = people_actions.add("esi@marlshire.example", name="Esi Boateng", by=None)
        organisations.seat(esi, charity, role="editor", title="Volunteer coordinator", by=None)
    today = clock.today()
    with clock.moved(days=-4):
        away.leave(esi, starts=today - dt.timedelta(days=2), ends=today + dt.timedelta(days=9), covers={charity: cover}, by=esi)
