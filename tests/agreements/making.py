"""An agreement that is open for signing, with its partners and a short text, for the tests of signing."""

import datetime as dt
from typing import Any

from alongside.agreements import texts
from alongside.agreements.actions import signing
from alongside.agreements.actions.signing import Said
from alongside.agreements.models import Agreement, Clause, Invitation, Party, Signature, Version, VersionClause, Wording
from alongside.agreements.queries import signing as queries
from alongside.kit import clock
from alongside.organisations.models import Organisation, Seat
from tests.organisations.factories import OrganisationFactory, SeatFactory

WORDS = (
    ("", "preamble", "We stand side by side."),
    ("1", "clause", "Each partner has one voice."),
    ("2", "clause", "We pay for time."),
)


def agreement(*organisations: Organisation, title: str = "The Marlshire Agreement", **more: Any) -> Agreement:
    """One whose register is open to all."""
    now = clock.now()
    slug = more.pop("slug", "marlshire")
    made = Agreement.objects.create(slug=slug, title=title, state=Agreement.State.SIGNING, begun_at=now, **more)
    for one in organisations:
        Party.objects.create(agreement=made, organisation=one, sector=one.sector, since=clock.today() - dt.timedelta(days=30))
    return made


def version(of: Agreement, words: tuple[tuple[str, str, str], ...] = WORDS, *, number: int = 1, missing: str = "") -> Version:
    """A version that is open for signing; the clause numbered `missing` stands in it as not agreed."""
    made = Version(
        agreement=of, number=number, state=Version.State.SIGNING, title=of.title, published_at=clock.now(), opened_at=clock.now()
    )
    made.canonical, made.text_sha256 = "{}", "0" * 64
    made.save()
    for order, (clause_number, kind, text) in enumerate(words):
        clause = Clause.objects.create(agreement=of, order=order, number="", made_at=clock.now())
        sha = texts.sha256(texts.clause(kind, text))
        wording = Wording(clause=clause, edition=1, kind=kind, text=text, text_sha256=sha, at=clock.now())
        wording.save()
        VersionClause.objects.create(
            version=made, clause=clause, wording=wording, order=order, number=clause_number,
            carried="not_agreed" if missing and clause_number == missing else "carried",
            disagreement_id=clause.pk if missing and clause_number == missing else None,
        )  # fmt: skip
    made.canonical = texts.version(made, made.entries.select_related("wording").order_by("order"))
    made.text_sha256 = texts.sha256(made.canonical)
    made.save()
    return made


def partners(number: int = 3) -> list[Organisation]:
    """Organisations of three sectors in turn, each with a lead."""
    sectors = (Organisation.Sector.VOLUNTARY, Organisation.Sector.COUNCIL, Organisation.Sector.HEALTH)
    found = [OrganisationFactory.create(sector=sectors[at % 3], kind=Organisation.Kind.OTHER) for at in range(number)]
    for one in found:
        SeatFactory.create(organisation=one, role=Seat.Role.LEAD)
    return found


def invited(of: Version, party: Party, **more: Any) -> Invitation:
    """Its lead is asked."""
    lead = Seat.objects.filter(organisation=party.organisation_id, role=Seat.Role.LEAD).order_by("id").first()
    told = {
        "name": "Bea Harkin",
        "email": lead.person.email if lead else "bea@example.org",
        "capacity": "chair of trustees",
        "by": None,
    } | more
    return signing.ask(of, party, **told)


def signed(invitation: Invitation, **more: Any) -> Signature:
    """Signed by it, having seen what is there."""
    whole = queries.whole(invitation.pk)
    told: dict[str, Any] = {
        "said": Said(name="Bea Harkin", capacity="chair of trustees"), "seen": queries.shown(whole).seen, "proof": "mail", "method": "online", "by": None,
    }  # fmt: skip
    return signing.sign(whole, **told | more)


def open_for_signing(number: int = 3, **more: Any) -> Version:
    """All of it at once."""
    return version(agreement(*partners(number), **more))
