"""Does our mail arrive? A test mail with a link; whoever presses its button has shown that it does."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import clock, signing
from alongside.notices import actions
from alongside.notices.models import Mail, Proof
from alongside.notices.post import server_of
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

PURPOSE = "notices.proof"
LASTS = dt.timedelta(days=7)


def way() -> str:
    """How mail goes out: the server and the sender. Another way has to be proven anew."""
    server = server_of(settings.SMTP_URL) if settings.SMTP_URL else None
    return f"{server.host}:{server.port} {settings.DEFAULT_FROM_EMAIL}" if server else f"- {settings.DEFAULT_FROM_EMAIL}"


def last() -> Proof | None:
    """The last test mail, if it went the way that mail goes today."""
    return Proof.objects.filter(id=1, way=way()).first()


def is_proven() -> bool:
    """Whether somebody has told us that mail sent this way arrives."""
    return Proof.objects.filter(id=1, way=way()).exclude(arrived_at=None).exists()


@transaction.atomic
def send_test(*, by: "Person") -> Mail:
    """Write to whoever asks. Only the last such mail counts."""
    facts = {"key": uuid.uuid4(), "way": way(), "asked_at": clock.now(), "arrived_at": None}
    proof, _new = Proof.objects.update_or_create(id=1, defaults=facts)
    link = settings.ADDRESS + reverse("notices:arrived", args=[signing.seal(PURPOSE, {"proof": str(proof.key)})])
    mail = actions.send(
        "notices.test",
        to=by,
        subject=_("A test mail: please press the button in it"),
        template="notices/mail/test",
        context={"link": link},
    )
    record.write("notices.test_sent", on=mail, by=by)
    return mail


def opened(token: str) -> Proof | None:
    """The test mail that a link came with; None when it is too old, or another was sent since."""
    try:
        key = signing.unseal(PURPOSE, token, LASTS)["proof"]
    except signing.BadSeal:
        return None
    return Proof.objects.filter(id=1, key=key).first()


@transaction.atomic
def arrived(proof: Proof) -> Proof:
    """It came. Said twice is said once."""
    if Proof.objects.filter(id=1, key=proof.key, arrived_at=None).update(arrived_at=clock.now()):
        record.write("notices.test_arrived", on=Mail(id=proof.key), by=None)
    proof.refresh_from_db()
    return proof
