"""What is written to people about signing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.agreements import chain, signing_links
from alongside.kit import clock, words
from alongside.notices import actions as notices
from alongside.organisations import queries as organisations

if TYPE_CHECKING:
    from alongside.agreements.models import Agreement, Invitation, Signature, Version, Withdrawal
    from alongside.people.models import Person


def asked(invitation: Invitation, *, covers_for: Person | None = None) -> None:
    """To whoever is asked: the text, and a link of their own. Who signs on paper only has no address."""
    if not invitation.email:
        return
    title = invitation.version.title
    _send(
        "asked", invitation.email, _("Please sign: %(title)s") % {"title": title}, invitation.version.agreement,
        invitation=invitation, organisation=invitation.party.organisation, title=title, link=signing_links.mailed(invitation),
        day=words.day(invitation.expires_at), covers_for=covers_for, by=invitation.by,
        passed=invitation.passed_from.name if invitation.passed_from else "",
    )  # fmt: skip


def signed(signature: Signature, *, to: str) -> None:
    """To whoever signed, with the record: what exactly, when, and by which fingerprints it can be found again."""
    if not to:
        return
    entry, version = signature.entry, signature.version
    _send(
        "signed", to, _("You have signed: %(title)s") % {"title": version.title}, version.agreement,
        signature=signature, entry=entry, version=version, head=chain.head(entry.position, entry.hash),
        when=_when(signature), paper=settings.ADDRESS + reverse("agreements:paper", args=[version.agreement.slug, version.number]),
    )  # fmt: skip


def declined(invitation: Invitation) -> None:
    """To whoever asked, or else to those who run the place: an organisation does not sign, and why."""
    for to in _askers(invitation):
        subject = _("%(organisation)s does not sign") % {"organisation": invitation.party.organisation.name}
        _send(
            "declined",
            to,
            subject,
            invitation.version.agreement,
            invitation=invitation,
            organisation=invitation.party.organisation,
        )


def withdrew(withdrawal: Withdrawal) -> None:
    """To those who run the place: a partner has left."""
    organisation = withdrawal.party.organisation
    for to in _officers():
        subject = _("%(organisation)s leaves the agreement") % {"organisation": organisation.name}
        _send("withdrew", to, subject, withdrawal.party.agreement, withdrawal=withdrawal, organisation=organisation)


def over(version: Version, *, why: str = "") -> None:
    """To whoever signed a version, and to who leads there: it has ended, and why; without a reason, it was taken back."""
    subject = _("It has ended: %(title)s") if why else _("Taken back: %(title)s")
    signed = version.signatures.filter(withdrawn_at=None).select_related("invitation", "party__organisation").order_by("pk")
    for signature in signed:
        organisation = signature.party.organisation
        people = {one.email.lower(): one for one in organisations.leads_of(organisation)}
        address = signature.invitation.email.lower() if signature.invitation else ""
        everybody: list[Person | str] = [*people.values(), *([address] if address and address not in people else [])]
        for to in everybody:
            _send(
                "over", to, subject % {"title": version.title}, version.agreement, version=version, organisation=organisation, why=why,
                page=settings.ADDRESS + version.agreement.get_absolute_url(),
            )  # fmt: skip


def _askers(invitation: Invitation) -> list[Person]:
    return [invitation.by] if invitation.by and invitation.by.is_active else _officers()


def _officers() -> list[Person]:
    coordinator = organisations.coordinator()
    return organisations.leads_of(coordinator) if coordinator else []


def _when(signature: Signature) -> str:
    at = signature.signed_at.astimezone(clock.LONDON)
    return _("%(day)s, %(time)s") % {"day": words.date(at.date()), "time": words.time(at.time())}


def _send(name: str, to: Person | str, subject: str, agreement: Agreement, **facts: Any) -> None:
    notices.send(
        f"agreements.{name}",
        to=to,
        subject=subject,
        template=f"agreements/mail/{name}",
        context={
            "agreement": agreement,
            "register": settings.ADDRESS + reverse("agreements:register", args=[agreement.slug]),
            "table": settings.ADDRESS + reverse("agreements:signing", args=[agreement.slug]),
            **facts,
        },
    )
