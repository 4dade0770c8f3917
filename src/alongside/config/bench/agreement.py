"""An agreement with as many partners as a bench wants, made through the room's actions where people go through them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.agreements.models import Agreement, Invitation, Version

SECTORS = ("voluntary", "voluntary", "voluntary", "council", "health")
CLAUSES = 40
TEXT = "Each partner has one voice, whatever its size. Who asks a small group for its time pays for it, and says why."


def opened(partners: int) -> Version:
    """A text of forty clauses, open for signing by so many partners."""
    from django.db import transaction

    from alongside.agreements import texts
    from alongside.agreements.models import Agreement, Clause, Party, Version, VersionClause, Wording
    from alongside.kit import clock
    from alongside.organisations.models import Organisation

    now, today = clock.now(), clock.today()
    with transaction.atomic():
        agreement = Agreement.objects.create(
            slug="bench", title="The Marlshire Agreement", state="signing", is_main=True, begun_at=now
        )
        for number in range(partners):
            organisation = Organisation.objects.create(
                name=f"Marlshire Partner {number + 1}", slug=f"partner-{number + 1}", sector=SECTORS[number % len(SECTORS)]
            )
            Party.objects.create(agreement=agreement, organisation=organisation, sector=organisation.sector, since=today)
        version = Version(
            agreement=agreement, number=1, state="signing", title=agreement.title, published_at=now, opened_at=now, canonical="{}"
        )
        version.save()
        for number in range(CLAUSES):
            clause = Clause.objects.create(agreement=agreement, order=number, made_at=now)
            wording = Wording(
                clause=clause, edition=1, kind="clause", text=TEXT, text_sha256=texts.sha256(texts.clause("clause", TEXT)), at=now
            )
            wording.save()
            VersionClause.objects.create(
                version=version,
                clause=clause,
                wording=wording,
                order=number,
                number=f"{number // 10 + 1}.{number % 10 + 1}",
                carried="carried",
            )
        version.canonical = texts.version(version, version.entries.select_related("wording").order_by("order"))
        version.text_sha256 = texts.sha256(version.canonical)
        version.save()
    return version


def asked(version: Version) -> list[Invitation]:
    """Somebody is asked for each partner."""
    from alongside.agreements.actions import signing
    from alongside.agreements.models import Party

    parties = Party.objects.filter(agreement=version.agreement).select_related("organisation").order_by("id")
    return [
        signing.ask(version, party, name=f"Signatory {at}", email=f"signatory{at}@example.org", capacity="chair", by=None)
        for at, party in enumerate(parties)
    ]


def signed(signatures: int) -> Agreement:
    """Everybody has signed."""
    from alongside.agreements.actions import signing
    from alongside.agreements.queries import signing as queries

    version = opened(signatures)
    for invitation in asked(version):
        whole = queries.whole(invitation.pk)
        said = signing.Said(name=f"Signatory {uuid.uuid4().hex[:6]}", capacity="chair")
        signing.sign(whole, said=said, seen=queries.shown(whole).seen, proof="mail", method="online", by=None)
    version.agreement.refresh_from_db()
    return version.agreement
