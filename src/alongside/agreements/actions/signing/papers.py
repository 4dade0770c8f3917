"""The papers of a version: the one that is shown to whoever signs, and the one with the register, sealed."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from alongside.agreements import bundle, chain, facts, seal, sealing, signing_facts
from alongside.agreements.actions.signing import register as chaining
from alongside.agreements.models import RegisterEntry, Version
from alongside.agreements.queries import register, signing
from alongside.files import actions as files
from alongside.files.kinds import PDF
from alongside.jobs import actions as jobs
from alongside.kit import clock

if TYPE_CHECKING:
    from alongside.agreements.models import Agreement

OWNER = "agreements.version"
MAKING = "agreements.seal"


def prepare(version: Version) -> Version:
    """Make the paper that is shown to whoever signs, once. Its fingerprint is in every signature."""
    if version.pdf_sha256:
        return version
    manifest = signing_facts.manifest(version.agreement, version, [version], "")
    pdf = bundle.text_paper(manifest, version.number, version.canonical.encode())
    with transaction.atomic():
        sha256 = hashlib.sha256(pdf).hexdigest()
        if Version.objects.filter(pk=version.pk, pdf_sha256="").update(pdf_sha256=sha256):
            kept = files.keep_own([pdf], name=_name(version), owner_kind=OWNER, owner_id=version.pk, kind=PDF)
            Version.objects.filter(pk=version.pk).update(pdf=kept)
    version.refresh_from_db()
    return version


def seal_again(version: Version) -> Version:
    """Set the paper with the register as it is now, and seal it. What was sealed before is let go of.

    But for the last one from when it held: of an agreement that has ended a paper is made beside it, which says so.
    """
    agreement = version.agreement
    links = links_of(agreement)
    head = chain.head(links[-1].position, links[-1].hash) if links else ""
    manifest = signing_facts.manifest(agreement, version, signed_versions(agreement, version), head)
    pdf = bundle.register_paper(manifest, version.canonical.encode(), chain.write(links))
    sealed = seal.put_on(pdf, sealing.key())
    kind = "closing" if version.state == Version.State.ENDED else "sealed"
    with transaction.atomic():
        old = getattr(version, f"{kind}_pdf")
        kept = files.keep_own([sealed], name=_name(version), owner_kind=OWNER, owner_id=version.pk, kind=PDF)
        Version.objects.filter(pk=version.pk).update(**{
            f"{kind}_pdf": kept, f"{kind}_sha256": kept.sha256, f"{kind}_manifest": facts.written(manifest).decode(),
        })  # fmt: skip
        if old is not None:
            files.remove(old, by=None)
    version.refresh_from_db()
    return version


def whole_bundle(agreement: Agreement) -> bundle.Bundle:
    """All of an agreement as it is now; its paper is sealed anew where the register has grown since."""
    version = signing.shown_version(agreement) or signing.last_version(agreement)
    if version is None:
        raise LookupError(agreement.pk)
    version.agreement = agreement
    for one in signed_versions(agreement, version):
        one.agreement = agreement
        prepare(one)
    version = Version.objects.select_related("agreement", *register.PAPERS).get(pk=version.pk)
    written, _paper = register.latest_paper(version)
    sealed = facts.manifest(written.encode()).head if written else None
    if sealed != register.head_of(agreement):
        version = seal_again(version)
    found = register.bundle_of(version)
    if found is None:
        raise LookupError(version.pk)
    return found


def close(version: Version, *, ended_on: dt.date, why: str) -> None:
    """In the transaction in which its agreement ends: the register says so, and a last paper is sealed by the worker."""
    agreement, now = chaining.lock(version.agreement), clock.now()
    told = facts.Ended(
        id=str(uuid.uuid4()), at=signing_facts.moment(now), agreement=str(agreement.pk), version=version.number,
        ended_on=ended_on.isoformat(), why=why, seal=sealing.fingerprint(),
    )  # fmt: skip
    chaining.add(agreement, RegisterEntry.Kind.ENDED, told, at=now)
    seal_soon(version, agreement.register_position)


def seal_soon(version: Version, position: int) -> None:
    """In the transaction of what was entered: the paper with the register is made anew by the worker."""
    jobs.put(MAKING, version=str(version.pk), position=position)


def links_of(agreement: Agreement) -> list[chain.Link]:
    """The register as it is chained."""
    rows = RegisterEntry.objects.filter(agreement=agreement).order_by("position")
    return [chain.of(*row) for row in rows.values_list("position", "prev", "hash", "canonical")]


def signed_versions(agreement: Agreement, shown: Version) -> list[Version]:
    """Every version that somebody signed, and the one that is shown."""
    found = Version.objects.filter(agreement=agreement, signatures__isnull=False).order_by("number").distinct()
    return [*(one for one in found if one.pk != shown.pk), shown]


def _name(version: Version) -> str:
    return f"{slugify(version.title)[:80] or 'agreement'}-{version.number}.pdf"
