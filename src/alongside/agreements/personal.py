"""What this room keeps about people: who wrote, said something of a text, and signed for an organisation."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from alongside.agreements import policy
from alongside.kit.personal import NOT_PERSONAL, Basis, Declarations, Erase, Personal, Words

_wrote = Personal(
    purpose="To show who worked on the text of an agreement",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="As long as the agreement; without your name once you ask to be forgotten",
    erase=Erase.BLANK,
    of=("by",),
    seen_by="Who writes the text, and the officers",
)
_said = replace(
    _wrote,
    purpose="To answer what somebody says of a clause, and to show what was said before it was settled",
    erase=Erase.KEEP,
    seen_by="Whoever may read the draft",
)
_signed = Personal(
    purpose="To show for good who signed for an organisation, in what capacity and by what decision",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep="For good: a signature on a public agreement is a public act for an organisation",
    erase=Erase.KEEP,
    of=("person",),
    seen_by="Everybody",
)
_account = replace(_signed, keep="As long as the account is open", erase=Erase.BLANK, seen_by="You, and the officers")
_trace = Personal(
    purpose="To be able to show that a signature was given, should somebody doubt it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=policy.KEEP_TRACES,
    erase=Erase.ROW,
    of=("signature__person",),
    since="at",
    seen_by="The officers",
)
_asked = Personal(
    purpose="To ask somebody to sign for an organisation, and to show what became of it",
    basis=Basis.LEGITIMATE_INTERESTS,
    keep=policy.KEEP_INVITATIONS,
    erase=Erase.BLANK,
    of=("person", "email"),
    since="sent_at",
)

PERSONAL: Declarations = {
    "Agreement": {
        **dict.fromkeys(
            "id slug title purpose state readers is_main begun_at edition in_force_since review_on expires_on ended_on why_ended "
            "register_position register_head".split(),
            NOT_PERSONAL,
        ),
        "begun_by": replace(_wrote, of=("begun_by",)),
    },
    "Party": dict.fromkeys("id agreement organisation sector drafts since until acceded why_left".split(), NOT_PERSONAL),
    "Clause": dict.fromkeys("id agreement order number edition made_at removed_at".split(), NOT_PERSONAL),
    "Wording": {
        **dict.fromkeys("id clause edition kind text text_sha256 at organisation".split(), NOT_PERSONAL),
        "by": _wrote,
    },
    "Promiser": dict.fromkeys("id wording organisation name is_lead".split(), NOT_PERSONAL),
    "Version": {
        **dict.fromkeys(
            "id agreement number state title note canonical text_sha256 published_at answers_until opened_at in_force_on ended_on "
            "pdf pdf_sha256 sealed_pdf sealed_sha256 sealed_manifest closing_pdf closing_sha256 closing_manifest".split(),
            NOT_PERSONAL,
        ),
        "published_by": replace(_wrote, of=("published_by",)),
    },
    "VersionClause": dict.fromkeys("id version clause wording order number carried disagreement_id".split(), NOT_PERSONAL),
    "Comment": {
        **dict.fromkeys("id clause wording organisation state closed_in".split(), NOT_PERSONAL),
        "by": replace(_said, erase=Erase.BLANK),
        "text": _said,
        "at": _said,
    },
    "Invitation": {
        **dict.fromkeys("id version party state round sent_at expires_at answered_at passed_from".split(), NOT_PERSONAL),
        **dict.fromkeys(("person", "name", "email", "capacity", "why"), _asked),
        "by": replace(_asked, of=("by",), since="", keep="As long as the invitation is kept"),
    },
    "RegisterEntry": {
        **dict.fromkeys("id agreement position kind at prev hash".split(), NOT_PERSONAL),
        "canonical": replace(_signed, of=("signature__person",)),
    },
    "Signature": {
        **dict.fromkeys(
            "id entry version party invitation method organisation_name sector mandate_body mandate_on mandate_reference "
            "reservations text_sha256 pdf_sha256 consent scan scan_sha256 proof withdrawn_at".split(),
            NOT_PERSONAL,
        ),
        **dict.fromkeys(("name", "capacity", "signed_at"), _signed),
        **dict.fromkeys(("person", "seat"), _account),
        "entered_by": replace(_account, of=("entered_by",)),
    },
    "SigningTrace": {
        **dict.fromkeys(("id", "signature"), NOT_PERSONAL),
        **dict.fromkeys(("address", "agent", "at"), _trace),
    },
    "Withdrawal": {
        **dict.fromkeys("id entry party signature why at".split(), NOT_PERSONAL),
        "by": replace(_wrote, seen_by="Everybody"),
    },
}

WORDS: Words = {
    "Agreement": _("Agreements that you began"),
    "Agreement.begun_by": _("Who began it"),
    "Wording": _("Wordings that you wrote"),
    "Version": _("Versions that you published"),
    "Version.published_by": _("Who published it"),
    "Comment": _("What you said of a clause"),
    "Invitation": _("Agreements that you were asked to sign, or asked others to"),
    "Invitation.capacity": _("In what capacity"),
    "Invitation.why": _("Why you declined or passed it on"),
    "RegisterEntry": _("The register of what you signed"),
    "RegisterEntry.canonical": _("The entry, word for word"),
    "Signature": _("What you signed for an organisation"),
    "Signature.capacity": _("In what capacity"),
    "Signature.signed_at": _("Signed on"),
    "Signature.seat": _("From which seat"),
    "Signature.entered_by": _("Who entered the paper"),
    "SigningTrace": _("From where you signed"),
    "SigningTrace.address": _("Address"),
    "SigningTrace.agent": _("Browser"),
    "Withdrawal": _("Agreements that an organisation left by your word"),
}
