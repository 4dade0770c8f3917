"""What this room keeps about people: who has a seat where, and the contacts that somebody gave."""

import datetime as dt

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Export, Personal

_seat = Personal(
    purpose="To show who speaks for an organisation, and since when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the organisation is here: what was signed and decided names the seat",
    erase=Erase.KEEP,
)
_contact = Personal(
    purpose="To reach an organisation, and to show how where somebody agreed to that",
    basis=Basis.CONSENT,
    keep="Until it is replaced, or two years after the organisation has closed",
)
_consent = Personal(
    purpose="To show who agreed that a contact may be published",
    basis=Basis.LEGAL_DUTY,
    keep=dt.timedelta(days=6 * 365),
    export=Export.SHOW,
)

PERSONAL: Declarations = {
    "Organisation": dict.fromkeys(
        (
            "id",
            "areas",
            "patches",
            "slug",
            "name",
            "other_names",
            "sector",
            "kind",
            "size",
            "about",
            "url",
            "is_coordinator",
            "closed_at",
        ),
        NOT_PERSONAL,
    ),
    "Identifier": dict.fromkeys(("id", "organisation", "scheme", "number"), NOT_PERSONAL),
    "Contact": {
        "id": NOT_PERSONAL,
        "organisation": NOT_PERSONAL,
        "kind": NOT_PERSONAL,
        "value": _contact,
        "label": _contact,
        "publish": _consent,
        "said_by": _consent,
        "said_at": _consent,
        "said_how": _consent,
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
}
