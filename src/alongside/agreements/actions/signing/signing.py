"""Somebody signs for a partner: online, in the room, or on a paper that an officer enters."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from alongside.agreements import facts, sealing, signing_facts, signing_mails
from alongside.agreements.actions.signing import papers, register
from alongside.agreements.actions.signing.wrong import NotNow
from alongside.agreements.models import Agreement, Invitation, Party, RegisterEntry, Signature, SigningTrace, Version
from alongside.agreements.queries import signing
from alongside.files import actions as files
from alongside.files import kinds
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile

    from alongside.files.models import File
    from alongside.people.models import Person

SCAN = "agreements.scan"
SCANS = frozenset({kinds.PDF, kinds.JPEG, kinds.PNG})


@dataclass(frozen=True)
class Said:
    """What somebody typed when they signed."""

    name: str
    capacity: str
    mandate: facts.Mandate = field(default_factory=facts.Mandate)


def sign(
    invitation: Invitation,
    *,
    said: Said,
    seen: str,
    proof: str,
    method: str,
    by: Person | None,
    address: str = "",
    agent: str = "",
) -> Signature:
    """Sign by an invitation. `seen` is the fingerprint of what was on the page (`signing_facts.seen`). Raises NotNow.

    Who presses twice, or from two phones, signs once: the invitation is answered by a conditional update, the partner
    signs a version once by a unique constraint, and the register takes one entry at a time.
    """
    papers.prepare(invitation.version)
    try:
        return _signed(invitation, said, seen, proof, method, by, address, agent)
    except IntegrityError:
        raise NotNow("party_signed") from None


@dataclass(frozen=True)
class How:
    """In what way somebody signed, and how we know who it was."""

    method: str
    proof: str
    now: dt.datetime
    person: Person | None
    invitation: Invitation | None
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    signed_on: dt.date | None = None
    scan: File | None = None
    entered_by: Person | None = None


@transaction.atomic
def _signed(
    invitation: Invitation, said: Said, seen: str, proof: str, method: str, by: Person | None, address: str, agent: str
) -> Signature:
    agreement = register.lock(invitation.version.agreement)
    now = clock.now()
    asked = signing.whole(invitation.pk)
    if why := signing.why_not(asked, by, round_=invitation.round):
        raise NotNow(why)
    shown = signing.shown(asked)
    if seen != shown.seen:
        raise NotNow("changed")
    answered = Invitation.objects.filter(pk=asked.pk, state=Invitation.State.OPEN, round=asked.round)
    if not answered.update(state=Invitation.State.SIGNED, answered_at=now):
        raise NotNow("signed")
    how = How(method=method, proof=proof, now=now, person=by or asked.person, invitation=asked)
    signature = _write(agreement, asked.version, asked.party, said, how, shown)
    if address or agent:
        SigningTrace.objects.create(signature=signature, address=address[:45], agent=agent[:300], at=now)
    signing_mails.signed(signature, to=asked.email)
    return signature


def on_paper(version: Version, party: Party, *, said: Said, signed_on: dt.date, scan: UploadedFile[Any], by: Person) -> Signature:
    """An officer enters a signature on paper, with its scan. It is equal to every other. Raises NotNow, or files.Refused."""
    papers.prepare(version)
    try:
        return _entered(version, party, said, signed_on, scan, by)
    except IntegrityError:
        raise NotNow("party_signed") from None


@transaction.atomic
def _entered(version: Version, party: Party, said: Said, signed_on: dt.date, scan: UploadedFile[Any], by: Person) -> Signature:
    agreement = register.lock(version.agreement)
    now, id_ = clock.now(), uuid.uuid4()
    version = Version.objects.select_related("agreement").get(pk=version.pk)
    party = Party.objects.select_related("organisation").get(pk=party.pk)
    if why := signing.why_party_cannot(version, party):
        raise NotNow(why)
    asked = signing.open_invitation(version, party)
    if asked:
        Invitation.objects.filter(pk=asked.pk).update(state=Invitation.State.SIGNED, answered_at=now)
    kept = files.keep(scan, owner_kind=SCAN, owner_id=id_, by=by, allowed=SCANS)
    person = asked.person if asked else None
    how = How("paper", "paper", now, person, asked, id_, signed_on, kept, by)
    signature = _write(agreement, version, party, said, how, signing.shown_to(version, party))
    if asked:
        signing_mails.signed(signature, to=asked.email)
    return signature


def _write(agreement: Agreement, version: Version, party: Party, said: Said, how: How, shown: signing.Shown) -> Signature:
    """The entry in the register, and beside it the row that pages read; both are written here and nowhere else."""
    told = _told(version, party, said, how, shown)
    entry = register.add(agreement, RegisterEntry.Kind.SIGNED, told, at=how.now)
    signature = Signature.objects.create(
        id=told.id,
        entry=entry,
        version=version,
        party=party,
        invitation=how.invitation,
        method=how.method,
        organisation_name=told.party.name,
        sector=party.sector,
        name=said.name,
        capacity=said.capacity,
        mandate_body=said.mandate.body,
        mandate_on=dt.date.fromisoformat(said.mandate.on) if said.mandate.on else None,
        mandate_reference=said.mandate.reference,
        reservations=[facts.plain(one) for one in told.reservations],
        text_sha256=told.text_sha256,
        pdf_sha256=told.pdf_sha256,
        consent=told.consent,
        person=how.person,
        seat=signing.seat_of(how.person, party) if how.person else None,
        proof=how.proof,
        entered_by=how.entered_by,
        scan=how.scan,
        scan_sha256=told.scan_sha256,
        signed_at=dt.datetime.combine(how.signed_on, dt.time(12), clock.LONDON) if how.signed_on else how.now,
    )
    record.write(
        "agreements.signed", on=version, by=how.entered_by or how.person, acting_for=party.organisation_id,
        facts={"signature": signature.pk, "party": party.pk, "position": entry.position, "method": how.method},
    )  # fmt: skip
    papers.seal_soon(version, entry.position)
    return signature


def _told(version: Version, party: Party, said: Said, how: How, shown: signing.Shown) -> facts.Signed:
    return facts.Signed(
        id=str(how.id),
        at=signing_facts.moment(how.now),
        agreement=str(version.agreement_id),
        version=version.number,
        text_sha256=version.text_sha256,
        pdf_sha256=version.pdf_sha256,
        party=signing_facts.party(party),
        name=said.name,
        capacity=said.capacity,
        mandate=said.mandate,
        method=how.method,
        proof=how.proof,
        consent=shown.consent,
        reservations=shown.reservations,
        not_agreed=shown.not_agreed,
        signed_on=signing_facts.day(how.signed_on),
        scan_sha256=how.scan.sha256 if how.scan else "",
        seal=sealing.fingerprint(),
    )
