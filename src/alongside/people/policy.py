"""The rules of this room that a place may wish to change."""

import datetime as dt

from django.conf import settings

SIGNED_IN_AT_MOST = dt.timedelta(days=30)
"""After this, even a device in daily use asks for a new code. An unused one is signed out after SESSION_COOKIE_AGE."""

PROVEN_FOR = dt.timedelta(minutes=10)
"""How long a proof of who one is holds, before one is asked again to change a way to sign in, the address or the account."""

CODES_SHOWN_FOR = dt.timedelta(minutes=30)
"""How long new recovery codes can be seen, printed and downloaded, on the device where they were made and nowhere else."""

CONFIRM_WITHIN = dt.timedelta(days=7)
"""An account that somebody began to make is let go of after this, when its address was never confirmed."""


def second_step_for() -> frozenset[str]:
    """For whom a code by mail is not enough: "officers", "leads", "editors", "everybody"; see `standing`."""
    return frozenset(settings.SECOND_STEP_FOR)


COPY_FOR = dt.timedelta(days=7)
"""How long a copy of what is held about somebody can be fetched."""

FORGET_AFTER = dt.timedelta(days=7)
"""Who asks to be forgotten may change their mind for so long. The law asks us to be done within a month."""

KEEP_FORGETTINGS = dt.timedelta(days=3 * 365)
"""How long we can show that somebody was forgotten when they asked: that it was done, and no longer who they were."""

KEEP_CONSENTS = dt.timedelta(days=3 * 365)
"""How long we can show what somebody agreed to after they withdrew it."""

CONSENT_LINK_FOR = dt.timedelta(days=10 * 365)
"""How long the link in a mail withdraws what somebody agreed to: as good as always."""

FIXED = {
    "SIGNED_IN_AT_MOST": "a matter of security, the same in every place",
    "PROVEN_FOR": "a matter of security, the same in every place",
    "CODES_SHOWN_FOR": "a matter of security, the same in every place",
    "CONFIRM_WITHIN": "a matter of security, the same in every place",
    "COPY_FOR": "a matter of security, the same in every place",
    "FORGET_AFTER": "the law asks us to be done within a month",
    "KEEP_FORGETTINGS": "said in what we keep about people",
    "KEEP_CONSENTS": "said in what we keep about people",
    "CONSENT_LINK_FOR": "withdrawing must stay as easy as agreeing was",
}
"""What nobody sets otherwise, and why."""
