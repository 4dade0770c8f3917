"""What this room keeps about people: who has a seat where, and the contacts that somebody gave."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, Personal, Words

_seat = Personal(
    purpose="To show who speaks for an organisation, and since when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the organisation is here, or until the account is deleted",
    seen_by="Who has a seat there, and the officers; as its lead you may be shown to all",
)
_contact = Personal(
    purpose="To reach an organisation, and to show how where somebody agreed to that",
    basis=Basis.CONSENT,
    keep="Until it is replaced, or two years after the organisation has closed",
    of=("value",),
    seen_by="Everybody, where somebody agreed to that; else its own people, and the officers",
)
_consent = Personal(
    purpose="To show who agreed that a contact may be published",
    basis=Basis.LEGAL_DUTY,
    keep=dt.timedelta(days=6 * 365),
    export=Export.SHOW,
    of=("value",),
)

_address = Personal(
    purpose="To send post to an organisation, which may be at somebody's home",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="Until it is replaced, or two years after the organisation has closed",
    of=(),
)
_log = Personal(
    purpose="To know what was said with an organisation, and what was promised to it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the organisation is here, and two years after it has closed",
    erase=Erase.KEEP,
    of=("by",),
    seen_by="The officers",
)
_sent_in = Personal(
    purpose="To bring in the list that an officer sent in, with the contacts in it, and to take it back",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=30),
    erase=Erase.KEEP,
    of=(),
)
_did = Personal(
    purpose="To know who brought a list in",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the list of imports is kept",
    erase=Erase.KEEP,
    of=("by",),
)
_invited = Personal(
    purpose="To offer a seat to one person, and to show whoever gave it what became of the offer",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=365),
    of=("email",),
    since="sent_at",
)
_claimed = Personal(
    purpose="To find out whether somebody belongs to an organisation, and to answer them",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=2 * 365),
    of=("person",),
)
_decided = Personal(
    purpose="To show who decided about a claim",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=2 * 365),
    erase=Erase.BLANK,
)

_speaks = Personal(
    purpose="To say who speaks for a network on which body, and until when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the network is here, and two years after it has closed",
    of=("email",),
    seen_by="Everybody, where you agreed to that; else the leads of the network, and the officers",
)
_reported = replace(
    _speaks,
    purpose="To let a network know what was said in its name, and what came of it",
    of=("representative__email",),
    seen_by="Who has a seat in the network or in one of its members, and the officers",
)
_joined = Personal(
    purpose="To know who asked that an organisation becomes a member, and who decided it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=6 * 365),
    erase=Erase.BLANK,
    of=("asked_by",),
)

PERSONAL: Declarations = {
    "Organisation": dict.fromkeys(
        (
            "id",
            "areas",
            "patches",
            "slug",
            "name",
            "legal_name",
            "other_names",
            "sector",
            "kind",
            "size",
            "about",
            "url",
            "client_groups",
            "opening",
            "staff",
            "trustees",
            "volunteers",
            "counted_on",
            "logo",
            "is_coordinator",
            "closed_at",
        ),
        NOT_PERSONAL,
    ),
    "Identifier": dict.fromkeys(("id", "organisation", "scheme", "number", "status", "checked_on"), NOT_PERSONAL),
    "Contact": {
        "id": NOT_PERSONAL,
        "organisation": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "value": _contact,
        "name": _contact,
        "label": _contact,
        "publish": _consent,
        "said_by": _consent,
        "said_at": _consent,
        "said_how": _consent,
    },
    "OrganisationAddress": {
        **dict.fromkeys(("id", "organisation", "precision", "hidden"), NOT_PERSONAL),
        **dict.fromkeys(("name", "line_1", "line_2", "town", "county", "postcode", "latitude", "longitude"), _address),
        **dict.fromkeys(("publish", "said_by", "said_at", "said_how"), replace(_consent, of=())),
    },
    "LogEntry": {
        **dict.fromkeys(("id", "organisation", "made_at"), NOT_PERSONAL),
        **dict.fromkeys(("on", "how", "spoke_with", "text", "by"), _log),
        **dict.fromkeys(("next_step", "next_on", "done_at"), replace(_log, of=("owner", "by"))),
        "owner": replace(_log, of=("owner",)),
    },
    "Merge": {
        **dict.fromkeys("id kept gone at undone_at moved ended before".split(), NOT_PERSONAL),
        "by": _did,
    },
    "Import": {
        **dict.fromkeys(
            "id name kind state columns takes_file began_at done_at undone_at said digest report".split(), NOT_PERSONAL
        ),
        "upload": _sent_in,
        "by": _did,
    },
    "ImportRow": {
        **dict.fromkeys("id run number outcome reason organisation candidates decision taken is_in".split(), NOT_PERSONAL),
        **dict.fromkeys(("name", "facts", "fills", "differs", "before"), _sent_in),
    },
    "Seat": {
        "id": NOT_PERSONAL,
        "person": _seat,
        "organisation": _seat,
        "role": _seat,
        "title": _seat,
        "starts": _seat,
        "ends": _seat,
    },
    "Standing": dict.fromkeys("id organisation kind starts ends".split(), NOT_PERSONAL),
    "NetworkMember": dict.fromkeys("id network member starts ends".split(), NOT_PERSONAL),
    "Representative": {
        **dict.fromkeys("id network body_here asked_on ending_told is_given_up".split(), NOT_PERSONAL),
        **dict.fromkeys("body name email chosen starts ends".split(), _speaks),
        **dict.fromkeys("publish said_by said_at said_how".split(), replace(_consent, of=("email",))),
    },
    "ReportBack": {
        "id": NOT_PERSONAL,
        **dict.fromkeys(("representative", "at", "text"), _reported),
        "by": replace(_decided, of=("by",)),
    },
    "MemberKind": dict.fromkeys("id name about pence for_what for_sizes is_offered".split(), NOT_PERSONAL),
    "Membership": {
        **dict.fromkeys(
            "id organisation claim kind state number asked_at decided_at since until ended_on why_left reminded".split(),
            NOT_PERSONAL,
        ),
        "asked_by": _joined,
        "decided_by": replace(_joined, of=("decided_by",)),
        "reason": replace(_joined, erase=Erase.KEEP),
    },
    "MembershipYear": dict.fromkeys("id membership starts until pence invoice paid_on".split(), NOT_PERSONAL),
    "Invitation": {
        "id": NOT_PERSONAL,
        "organisation": _invited,
        "email": _invited,
        "name": _invited,
        "role": _invited,
        "title": _invited,
        "by": replace(_decided, of=("by",)),
        "state": NOT_PERSONAL,
        "round": NOT_PERSONAL,
        "sent_at": NOT_PERSONAL,
        "expires_at": NOT_PERSONAL,
        "answered_at": NOT_PERSONAL,
    },
    "Claim": {
        "id": NOT_PERSONAL,
        "organisation": _claimed,
        "proposed": NOT_PERSONAL,
        "person": _claimed,
        "name": _claimed,
        "email": _claimed,
        "title": _claimed,
        "how": _claimed,
        "state": NOT_PERSONAL,
        "made_at": NOT_PERSONAL,
        "decided_at": NOT_PERSONAL,
        "decided_by": replace(_decided, of=("decided_by",)),
        "role": NOT_PERSONAL,
        "reason": _claimed,
    },
    "ClaimNote": {
        "id": NOT_PERSONAL,
        "claim": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "text": replace(_claimed, of=("by", "claim__person")),
        "by": replace(_decided, of=("by",)),
        "at": NOT_PERSONAL,
    },
}

WORDS: Words = {
    "Seat": _("Your seats"),
    "Contact": _("Ways to reach an organisation at your address"),
    "Representative": _("Bodies on which you speak for a network"),
    "Representative.body": _("On which body"),
    "Representative.chosen": _("How you were chosen"),
    "ReportBack": _("What you reported back to a network"),
    "ReportBack.by": _("Who wrote it"),
    "ReportBack.representative": _("Whose report it is"),
    "LogEntry": _("Talks with organisations that you noted, and next steps that are yours"),
    "LogEntry.owner": _("Whose step it is"),
    "Import": _("Lists that you brought in"),
    "Merge": _("Entries that you made one"),
    "Invitation": _("Seats offered to you or by you"),
    "Claim": _("Groups you asked to keep"),
    "Membership": _("Memberships that you asked for or decided"),
    "Membership.asked_by": _("Who asked"),
    "Membership.decided_by": _("Who decided"),
    "Membership.reason": _("What was said of it"),
    "Claim.reason": _("What the officer said"),
    "ClaimNote": _("What was said about that"),
}
