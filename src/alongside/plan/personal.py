"""What this room keeps about people: who holds a role, who reported, who spoke for another sector, who brought evidence."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_did = Personal(
    purpose="To show those who work on the plan who wrote or reported something for an organisation",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the plan; without your name once you ask to be forgotten",
    erase=Erase.BLANK,
    of=("by",),
    seen_by="Those who work on the plan, and the officers",
)
_holds = replace(
    _did,
    purpose="To know who answers for what was promised, and who stands in for them",
    keep="Until somebody else holds the role, or you ask to be forgotten",
)
_digest = Personal(
    purpose="To tell you each change of the plan once",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the account is open",
    erase=Erase.ROW,
)

PERSONAL: Declarations = {
    "Plan": {
        **dict.fromkeys(
            "id slug title about state starts now_until ends long_until begun_at published_at last_number readers follows closed_on".split(),
            NOT_PERSONAL,
        ),
        "begun_by": replace(_did, of=("begun_by",)),
    },
    "Priority": dict.fromkeys("id plan order title about known_by".split(), NOT_PERSONAL),
    "Workstream": dict.fromkeys("id plan order title about lead".split(), NOT_PERSONAL),
    "StreamPartner": dict.fromkeys("id workstream organisation".split(), NOT_PERSONAL),
    "Role": {
        **dict.fromkeys("id workstream organisation title handover".split(), NOT_PERSONAL),
        "holder": replace(_holds, of=("holder",)),
        "deputy": replace(_holds, of=("deputy",)),
    },
    "Action": dict.fromkeys(
        "id workstream priority plan number title about horizon kind lead owner proposed_by resource_pence resource measure "
        "baseline target starts due_on review_on patches status last edition made_at published_at carried_from readers".split(),
        NOT_PERSONAL,
    ),
    "Need": dict.fromkeys("id action first".split(), NOT_PERSONAL),
    "Keeps": dict.fromkeys("id action clause".split(), NOT_PERSONAL),
    "Progress": {
        **dict.fromkeys("id action number status reason reached review_on at organisation".split(), NOT_PERSONAL),
        "by": _did,
    },
    "Witness": {
        **dict.fromkeys("id progress organisation sector says words at".split(), NOT_PERSONAL),
        "by": _did,
    },
    "Evidence": {
        **dict.fromkeys(
            "id action kind visibility title words url file sha256 dated at organisation verified_at verified_for verified_note withdrawn_at "
            "why_withdrawn".split(),
            NOT_PERSONAL,
        ),
        "by": _did,
        "verified_by": replace(_did, of=("verified_by",)),
    },
    "Digested": {"id": NOT_PERSONAL, "person": _digest, "until": _digest},
}

WORDS: Words = {
    "Plan": _("Plans that you began"),
    "Plan.begun_by": _("Who began it"),
    "Role": _("Roles in the plan"),
    "Role.holder": _("Who holds it"),
    "Role.deputy": _("Who stands in"),
    "Progress": _("What you reported on an action"),
    "Witness": _("What you said to a report of others"),
    "Evidence": _("Evidence that you brought or verified"),
    "Evidence.verified_by": _("Who verified it"),
    "Digested": _("The weekly mail about the plan"),
    "Digested.until": _("You have had all until"),
}
