"""Messages that came back, as mail servers and programs write them, about a mail of ours."""

from alongside.notices.models import Mail


def not_delivered(
    mail: Mail, *, to: str = "", status: str = "5.1.1", action: str = "failed", message_id: str = "<b1@mx.example>"
) -> bytes:
    """A delivery report (RFC 3464), with the headers of what it could not deliver."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: hello@marlshire.example
Subject: Undelivered Mail Returned to Sender
Message-ID: {message_id}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="==x"

--==x
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--==x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Thu, 26 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; {to or mail.to}
Original-Recipient: rfc822;{to or mail.to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <{to or mail.to}>: Recipient address rejected: User unknown

--==x
Content-Type: text/rfc822-headers

From: Alongside Marlshire <hello@marlshire.example>
To: {mail.to}
Subject: {mail.subject}
Message-ID: <{mail.pk}@marlshire.example>

--==x--
""".replace("\n", "\r\n").encode()


def out_of_office(mail: Mail) -> bytes:
    """What a program answers while somebody is on leave (RFC 3834)."""
    return f"""\
From: Ruth Day <{mail.to}>
To: hello@marlshire.example
Subject: Automatic reply: {mail.subject}
In-Reply-To: <{mail.pk}@marlshire.example>
Message-ID: <a1@office.example>
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

I am back on Monday.
""".replace("\n", "\r\n").encode()


def a_persons_words(mail: Mail, *, message_id: str = "<p1@home.example>") -> bytes:
    """Somebody pressed "reply"."""
    return f"""\
From: Ruth Day <{mail.to}>
To: hello@marlshire.example
Subject: Re: {mail.subject}
In-Reply-To: <{mail.pk}@marlshire.example>
Message-ID: {message_id}
Content-Type: text/plain; charset=utf-8

We have moved to the chapel. Who puts that right?
""".replace("\n", "\r\n").encode()
