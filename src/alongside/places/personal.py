"""What this room keeps about people: who sent a file in. Phone and e-mail of a place are those of an organisation's office."""

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_sending = Personal(
    purpose="To know who loaded what the map knows",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the place: ids only, which lead to nobody once the account is closed",
    erase=Erase.KEEP,
    of=("sent_by",),
)
_setting = Personal(
    purpose="To know who set a rule of this place, and when",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the place: ids only, which lead to nobody once the account is closed",
    erase=Erase.KEEP,
    of=("set_by",),
)

PERSONAL: Declarations = {
    "Place": dict.fromkeys(
        (
            "id",
            "name",
            "coordinator_name",
            "phone",
            "email",
            "accent",
            "logo",
            "controllers",
            "privacy_email",
            "register_number",
            "is_exempt",
        ),
        NOT_PERSONAL,
    ),
    "Helpline": dict.fromkeys(("id", "name", "number", "about", "hours", "position", "checked_on"), NOT_PERSONAL),
    "Area": dict.fromkeys(("id", "code", "name", "kind", "latitude", "longitude", "outline"), NOT_PERSONAL),
    "Patch": dict.fromkeys(("id", "slug", "name", "about"), NOT_PERSONAL),
    "PatchVersion": dict.fromkeys(("id", "patch", "starts", "ends", "areas"), NOT_PERSONAL),
    "Postcode": dict.fromkeys(("code", "latitude", "longitude", "areas"), NOT_PERSONAL),
    "Outcode": dict.fromkeys(("code", "latitude", "longitude"), NOT_PERSONAL),
    "PostcodeFile": dict.fromkeys(("id", "digest", "name", "read", "kept", "started_at", "finished_at"), NOT_PERSONAL),
    "Loading": {
        **dict.fromkeys(("id", "holds", "only", "state", "said"), NOT_PERSONAL),
        **dict.fromkeys(("name", "sent_at", "sent_by"), _sending),
    },
    "SetRule": {
        **dict.fromkeys(("id", "name", "number", "before"), NOT_PERSONAL),
        **dict.fromkeys(("set_at", "set_by"), _setting),
    },
    "Edition": dict.fromkeys(("id", "key"), NOT_PERSONAL),
}

WORDS: Words = {
    "SetRule": _("Rules of this place that you set"),
    "SetRule.set_at": _("When"),
    "SetRule.set_by": _("By whom"),
    "Loading": _("Files that you sent in for the map"),
    "Loading.sent_at": _("When"),
    "Loading.sent_by": _("By whom"),
}
