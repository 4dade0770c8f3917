"""What a message that came back to us is: a report that a mail was not delivered, an answer by itself, or a person's own words.

Read from its headers alone: delivery reports as in RFC 3464, answers by themselves as in RFC 3834, and the marks that programs
set which are older than either.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

GONE = re.compile(r"5\.(1\.(0|1|2|3|6|10)|2\.1|4\.4)$")
"""RFC 3463: no such address, domain or mailbox, or one that takes no mail. A full mailbox or a policy may pass."""
OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>\s]+>", re.I)
BY_ITSELF = re.compile(r"^(auto(matic)?[ -]?(reply|response|antwort)|out of (the )?office|away from)", re.I)
LONGEST = 1_000_000
"""Bytes that are read of a message: what we look for stands before that."""


@dataclass(frozen=True)
class Bounce:
    """A mail of ours that was not delivered to this address; `gone`: no later one would be either."""

    address: str
    said: str
    gone: bool


@dataclass(frozen=True)
class Came:
    """A message that came back: from whom, about which mails of ours, and what it reports."""

    sender: str
    subject: str
    message_id: str
    about: tuple[uuid.UUID, ...]
    bounces: tuple[Bounce, ...] = ()
    by_itself: bool = False

    @property
    def is_report(self) -> bool:
        """Whether a mail server wrote it, and no person or their program."""
        return bool(self.bounces) or self.sender.lower().startswith(("mailer-daemon@", "postmaster@")) or not self.sender

    @property
    def is_by_a_person(self) -> bool:
        """Whether somebody wrote it who may wait for an answer."""
        return not self.is_report and not self.by_itself


def read(source: bytes) -> Came:
    """What a message says of our mails. Never raises: what cannot be understood is a person's message."""
    message = message_from_bytes(source[:LONGEST], EmailMessage, policy=policy.default)
    return Came(
        sender=parseaddr(_header(message, "From"))[1][:254],
        subject=" ".join(_header(message, "Subject").split())[:300],
        message_id=_header(message, "Message-ID"),
        about=_about(message),
        bounces=tuple(_bounces(message)),
        by_itself=_by_itself(message),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, also where it is not written as it should be."""
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError, TypeError):  # the library's parsers trip over what nobody should send
        return ""


def _about(message: EmailMessage) -> tuple[uuid.UUID, ...]:
    """Our own mails that it names, in its headers or in what it returns of them."""
    texts = [_header(message, name) for name in ("In-Reply-To", "References")]
    returned = {"message/rfc822", "text/rfc822-headers"}
    texts += [_ids_in(part) for part in message.walk() if part.get_content_type() in returned]
    return tuple(dict.fromkeys(uuid.UUID(found) for text in texts for found in OURS.findall(text)))


def _ids_in(part: EmailMessage) -> str:
    inner = part.get_payload()
    if isinstance(inner, list):
        return " ".join(_header(one, "Message-ID") for one in inner if isinstance(one, EmailMessage))
    return "\n".join(line for line in str(inner).splitlines() if line.lower().startswith("message-id:"))


def _bounces(message: EmailMessage) -> list[Bounce]:
    """What a delivery report says of each address (RFC 3464, section 2.3)."""
    reports = [part.get_payload() for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for report in reports if isinstance(report, list) for block in report if isinstance(block, EmailMessage)]
    found = [_bounce(block) for block in blocks if _header(block, "Action").strip().lower() == "failed"]
    return [one for one in found if one.address]


def _bounce(block: EmailMessage) -> Bounce:
    named = _header(block, "Original-Recipient") or _header(block, "Final-Recipient")
    said = _header(block, "Diagnostic-Code").partition(";")[2] or _header(block, "Status")
    status = _header(block, "Status").split()
    return Bounce(
        address=parseaddr(named.rpartition(";")[2].strip())[1].lower()[:254],
        said=" ".join(said.split())[:300],
        gone=bool(status and GONE.match(status[0])),
    )


def _by_itself(message: EmailMessage) -> bool:
    """Whether a program wrote it: out of office, a ticket number, a list."""
    marked = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        marked not in {"", "no"}
        or any(message[name] for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-Reply", "X-Vacation"))
        or _header(message, "Precedence").strip().lower() in {"auto_reply", "bulk", "junk", "list"}
        or bool(BY_ITSELF.match(_header(message, "Subject")))
    )
