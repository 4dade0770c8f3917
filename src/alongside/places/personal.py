"""What this room keeps about people: nothing. Phone and e-mail of a place are those of an organisation's office."""

from alongside.kit.personal import NOT_PERSONAL, Declarations

PERSONAL: Declarations = {
    "Place": dict.fromkeys(("id", "name", "coordinator_name", "phone", "email", "accent"), NOT_PERSONAL),
    "Helpline": dict.fromkeys(("id", "name", "number", "about", "hours", "position", "checked_on"), NOT_PERSONAL),
    "Area": dict.fromkeys(("id", "code", "name", "kind", "latitude", "longitude", "outline"), NOT_PERSONAL),
    "Patch": dict.fromkeys(("id", "slug", "name", "about"), NOT_PERSONAL),
    "PatchVersion": dict.fromkeys(("id", "patch", "starts", "ends", "areas"), NOT_PERSONAL),
    "Postcode": dict.fromkeys(("code", "latitude", "longitude", "areas"), NOT_PERSONAL),
    "Outcode": dict.fromkeys(("code", "latitude", "longitude"), NOT_PERSONAL),
    "PostcodeFile": dict.fromkeys(("id", "digest", "name", "read", "kept", "started_at", "finished_at"), NOT_PERSONAL),
    "Edition": dict.fromkeys(("id", "key"), NOT_PERSONAL),
}
