"""What this room keeps about people: contacts that somebody gave, and what people say or ask."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_contact = Personal(
    purpose="To reach a service, and to show how where somebody agreed to that",
    basis=Basis.CONSENT,
    keep="Until it is replaced, or the service has been withdrawn for two years",
    of=("value",),
    seen_by="Everybody, where somebody agreed to that; else who keeps the service, and the officers",
)
_consent = Personal(
    purpose="To show who agreed that a contact may be published",
    basis=Basis.LEGAL_DUTY,
    keep=dt.timedelta(days=6 * 365),
    of=("value",),
    seen_by="Who keeps the service, and the officers",
)
_said = Personal(
    purpose="To answer somebody who tells us that something is wrong, or asks for help",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=365),
    of=("asker", "email"),
    since="made_at",
    seen_by="Who answers you, and the officers",
)
_did = Personal(
    purpose="To know who proposed or decided a change, or began an import",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the service is here",
    erase=Erase.KEEP,
)

_took = replace(_did, of=("taken_by",))

_sent_in = Personal(
    purpose="To bring in the services that an officer sent in as a sheet, with the contacts in it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=7),
    erase=Erase.KEEP,
    of=(),
)
_published = Personal(
    purpose="To read another directory's open feed without asking twice, and to show what it says otherwise, with the contacts in it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="Until that feed is read again, or an officer has chosen",
    erase=Erase.KEEP,
    of=(),
)
_to_undo = Personal(
    purpose="To undo that two services were made one, with the contacts that each had",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=30),
    erase=Erase.KEEP,
    of=(),
)


_noted = Personal(
    purpose="To show a list of services that somebody made to whom they give its address. Nobody should be named in it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=dt.timedelta(days=90),
    erase=Erase.KEEP,
    of=(),
)


PERSONAL: Declarations = {
    "Condition": dict.fromkeys("service score troubles patches bounced".split(), NOT_PERSONAL),
    "Link": dict.fromkeys("id url checked_on failed_on failures said".split(), NOT_PERSONAL),
    "Shortlist": dict.fromkeys("id token made_at ends_on".split(), NOT_PERSONAL) | {"name": _noted},
    "ShortlistEntry": dict.fromkeys("id shortlist service position".split(), NOT_PERSONAL) | {"note": _noted},
    "Card": dict.fromkeys(("service", "facts"), NOT_PERSONAL),
    "Service": dict.fromkeys(
        (
            "id slug organisation name summary description status eligibility minimum_age maximum_age cost cost_pence cost_text "
            "at_place at_home by_phone online languages start start_text bring expect url terms everywhere areas patches closed_on "
            "closed_on_holidays times_text capacity capacity_weeks capacity_until capacity_said_on assured_on assured_by version created_at updated_at"
        ).split(),
        NOT_PERSONAL,
    ),
    "ServiceLocation": dict.fromkeys(
        ("id service name line_1 line_2 town county postcode latitude longitude precision hidden access access_text").split(),
        NOT_PERSONAL,
    ),
    "ServiceTime": dict.fromkeys("id service location rule opens closes starts ends".split(), NOT_PERSONAL),
    "Contact": {
        "id": NOT_PERSONAL,
        "service": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "value": _contact,
        "label": _contact,
        "publish": _consent,
        "said_by": _consent,
        "said_at": _consent,
        "said_how": _consent,
    },
    "Source": dict.fromkeys(
        (
            "id slug name kind address licence publisher attribution is_read every_days due_at tried_at failures trouble "
            "succeeded_at"
        ).split(),
        NOT_PERSONAL,
    ),
    "SourceOrganisation": dict.fromkeys("id source key organisation".split(), NOT_PERSONAL),
    "SourceRecord": dict.fromkeys("id source key service digest version said missed gone_at was".split(), NOT_PERSONAL),
    "Difference": dict.fromkeys("id record field at".split(), NOT_PERSONAL) | {"theirs": _published},
    "Fetched": dict.fromkeys("id source address mark modified is_fresh at".split(), NOT_PERSONAL) | {"body": _published},
    "Import": dict.fromkeys("id source name address state dry_run started_at finished_at said report".split(), NOT_PERSONAL)
    | {"by": replace(_did, of=("by",)), "upload": _sent_in},
    "ImportProblem": dict.fromkeys("id run row key name reason".split(), NOT_PERSONAL),
    "Change": dict.fromkeys("id service base_version proposed state made_at decided_at reason".split(), NOT_PERSONAL)
    | {"by": replace(_did, of=("by",)), "decided_by": replace(_did, of=("decided_by",))},
    "Correction": {"id": NOT_PERSONAL, "service": NOT_PERSONAL, "what": _said, "email": _said, "asker": _said, "made_at": _said},
    "Enquiry": {
        "id": NOT_PERSONAL,
        "need": _said,
        "near": _said,
        "name": _said,
        "email": _said,
        "phone": _said,
        "when_to_ring": _said,
        "asker": _said,
        "taken_by": _took,
        "made_at": _said,
    },
    "Pair": dict.fromkeys("id first second score reasons state found_at decided_at".split(), NOT_PERSONAL)
    | {"decided_by": replace(_did, of=("decided_by",))},
    "Merge": dict.fromkeys("id pair kept gone status records at undone_at".split(), NOT_PERSONAL)
    | {"by": replace(_did, of=("by",)), "before": _to_undo},
    "UnmetNeed": dict.fromkeys("id month words patches count".split(), NOT_PERSONAL),
}

WORDS: Words = {
    "Shortlist": _("Names of lists of services"),
    "ShortlistEntry": _("Lines about services on a list"),
    "Contact": _("Ways to reach a service at your address"),
    "Import": _("Services you brought in"),
    "Change": _("Changes you proposed or decided"),
    "Pair": _("Pairs you judged"),
    "Merge": _("Services you made one"),
    "Correction": _("What you told us is wrong"),
    "Enquiry": _("Where you asked for help, or took a call"),
    "Enquiry.taken_by": _("Who took the call"),
}
