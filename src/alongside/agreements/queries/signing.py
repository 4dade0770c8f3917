"""Who is asked to sign, who has, and what stands in the way."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alongside.agreements import facts, signing_facts
from alongside.agreements.models import Agreement, Invitation, Party, Signature, Version, VersionClause
from alongside.agreements.queries import reservations
from alongside.kit import clock, words
from alongside.organisations import queries as organisations
from alongside.replies.rota import Rota

if TYPE_CHECKING:
    from alongside.organisations.models import Seat
    from alongside.people.models import Person

SIGNABLE = (Version.State.SIGNING, Version.State.IN_FORCE)
ENDED = {
    Invitation.State.SIGNED: "signed",
    Invitation.State.DECLINED: "declined",
    Invitation.State.DELEGATED: "passed_on",
}
SECTORS = ("voluntary", "council", "health", "public", "business")


@dataclass(frozen=True)
class Shown:
    """All that somebody sees before they sign, and its fingerprint."""

    reservations: list[facts.Reservation]
    not_agreed: list[str]
    consent: str
    seen: str


@dataclass
class Standing:
    """Where one partner is with signing one version."""

    party: Party
    signature: Signature | None = None
    invitation: Invitation | None = None
    seat_ended: bool = False
    signed_before: bool = False

    @property
    def words(self) -> str:
        """In one line."""
        if self.signature:
            on_paper = self.signature.method == Signature.Method.PAPER
            said = _("Signed on paper, %(day)s") if on_paper else _("Signed %(day)s")
            return said % {"day": words.near_date(self.signature.signed_at)}
        if self.invitation is None:
            return _("Has to sign again; not asked yet") if self.signed_before else _("Not asked yet")
        return self._asked(self.invitation)

    def _asked(self, asked: Invitation) -> str:
        said = _("Not asked any more")
        if asked.state == Invitation.State.DECLINED:
            said = _("Declined %(day)s, by %(name)s")
        elif asked.state == Invitation.State.OPEN and self.seat_ended:
            said = _("Asked %(day)s: %(name)s, whose seat has ended")
        elif asked.state == Invitation.State.OPEN and asked.expires_at < clock.now():
            said = _("Asked %(day)s: %(name)s, who did not answer by %(until)s")
        elif asked.state == Invitation.State.OPEN:
            said = _("Asked %(day)s: %(name)s")
        day, until = words.near_date(asked.answered_at or asked.sent_at), words.near_date(asked.expires_at)
        return said % {"day": day, "name": asked.name, "until": until}

    @property
    def kind(self) -> str:
        """How the line is marked: ok, warn, silent, idle."""
        if self.signature:
            return "ok"
        if self.invitation and self.invitation.state == Invitation.State.DECLINED:
            return "warn"
        if self.invitation and self.invitation.state == Invitation.State.OPEN:
            return "silent" if self.invitation.expires_at < clock.now() or self.seat_ended else "idle"
        return "silent"

    @property
    def is_open(self) -> bool:
        return self.invitation is not None and self.invitation.state == Invitation.State.OPEN


def whole(pk: uuid.UUID) -> Invitation:
    """An invitation as it is now, with all that a page or an action asks of it."""
    return Invitation.objects.select_related("version__agreement", "party__organisation", "person", "by").get(pk=pk)


def is_past(version: Version) -> bool:
    """Whether nobody signs it any more: another has taken its place, or the agreement has ended."""
    return version.state not in SIGNABLE


def shown_version(agreement: Agreement) -> Version | None:
    """The version that is signed now: open for signing, else the one in force."""
    found = {one.state: one for one in Version.objects.filter(agreement=agreement, state__in=SIGNABLE).order_by("number")}
    return found.get(Version.State.SIGNING) or found.get(Version.State.IN_FORCE)


def shown(invitation: Invitation) -> Shown:
    """What the page of an invitation says beside the text."""
    return shown_to(invitation.version, invitation.party)


def shown_to(version: Version, party: Party) -> Shown:
    """The same, for whoever signs for this partner."""
    stood = reservations.of(version, party.organisation)
    missing = signing_facts.not_agreed(version)
    sentence = signing_facts.consent(version, party.organisation.name, missing)
    return Shown(stood, missing, sentence, signing_facts.seen(version.text_sha256, stood, sentence))


def why_not(invitation: Invitation, person: Person | None, *, round_: int) -> str:
    """Why nobody can sign by this invitation, as one word; "" when it can be signed. `person` is who is signed in, if anybody."""
    if invitation.state == Invitation.State.WITHDRAWN:
        return why_party_cannot(invitation.version, invitation.party) or "withdrawn"
    if invitation.state != Invitation.State.OPEN:
        return ENDED[Invitation.State(invitation.state)]
    if invitation.round != round_:
        return "moved"
    if invitation.expires_at < clock.now():
        return "expired"
    return why_party_cannot(invitation.version, invitation.party) or _why_person_cannot(invitation, person)


def _why_person_cannot(invitation: Invitation, person: Person | None) -> str:
    if invitation.person is None:
        return ""
    if person is not None and person.pk not in {invitation.person_id, answers_for(invitation).pk}:
        return "other"
    return "seat_ended" if has_lost_seat(invitation.person, invitation.party) else ""


def why_party_cannot(version: Version, party: Party) -> str:
    """Why this partner cannot sign this version; "" when it can."""
    if version.agreement.state == Agreement.State.ENDED:
        return "ended"
    if party.until is not None:
        return "left"
    if version.state not in SIGNABLE:
        return "replaced"
    if Signature.objects.filter(version=version, party=party, withdrawn_at=None).exists():
        return "party_signed"
    return ""


def answers_for(invitation: Invitation) -> Person:
    """Who signs in place of whoever was asked, today."""
    if invitation.person is None:
        raise LookupError(invitation.pk)
    return Rota().answers_for(invitation.person, invitation.party.organisation)


def seat_of(person: Person, party: Party) -> Seat | None:
    """The open seat of a person at a partner."""
    return next((one for one in organisations.seats_of(person) if one.organisation_id == party.organisation_id), None)


def has_lost_seat(person: Person, party: Party) -> bool:
    """Whether this person had a seat at a partner and has it no more. Who never had one signs by the mail that named them."""
    seats = [
        seat for seat in organisations.seats_ever([person.pk]).get(person.pk, []) if seat.organisation_id == party.organisation_id
    ]
    return bool(seats) and not any(_is_open(seat) for seat in seats)


def open_invitation(version: Version, party: Party) -> Invitation | None:
    return Invitation.objects.filter(version=version, party=party, state=Invitation.State.OPEN).first()


def open_invitations() -> QuerySet[Invitation]:
    """Everybody who is asked now and may still sign, whatever the agreement: a card and an address know only their own."""
    asked = Invitation.objects.filter(state=Invitation.State.OPEN, version__state__in=SIGNABLE, expires_at__gte=clock.now())
    return asked.select_related("party__organisation", "version__agreement", "by").order_by("sent_at", "id")


def last_version(agreement: Agreement) -> Version | None:
    """The version that was signed last, of an agreement that has ended."""
    opened = Version.objects.filter(agreement=agreement, opened_at__isnull=False).exclude(state=Version.State.WITHDRAWN)
    return opened.order_by("-number").first()


def signature_by(invitation: Invitation) -> Signature | None:
    """What was signed by an invitation."""
    return Signature.objects.select_related("entry", "version__agreement").filter(invitation=invitation).first()


def standings(version: Version) -> list[Standing]:
    """Every partner by sector, with where it is; of a version that is past, those of its last day, as they stood then.

    The same number of queries however many there are.
    """
    agreement, last = version.agreement, version.ended_on if is_past(version) else None
    there = Party.objects.open_on(last) if last else Party.objects.filter(until=None)
    parties = there.filter(agreement=agreement).select_related("organisation")
    held = Q(withdrawn_at=None) | Q(withdrawn_at__date__gt=last) if last else Q(withdrawn_at=None)
    found = {one.pk: Standing(one) for one in sorted(parties, key=lambda one: (SECTORS.index(one.sector), one.organisation.name))}
    for invitation in (
        Invitation.objects.filter(version=version, party__in=found).select_related("person").order_by("sent_at", "id")
    ):
        found[invitation.party_id].invitation = invitation
    for signature in (
        Signature.objects.filter(held, version=version, party__in=found).select_related("entry").order_by("signed_at", "id")
    ):
        found[signature.party_id].signature = signature
    before = Signature.objects.filter(version__agreement=agreement, version__number__lt=version.number, withdrawn_at=None)
    for party_id in set(before.filter(party__in=found).order_by("party").values_list("party", flat=True)):
        found[party_id].signed_before = True
    for pk in _lost_seats(found.values()):
        found[pk].seat_ended = True
    return list(found.values())


def _is_open(seat: Seat) -> bool:
    return seat.ends is None or seat.ends > clock.today()


def _lost_seats(standings: Iterable[Standing]) -> Iterator[uuid.UUID]:
    """The partners for which somebody is asked who had a seat there and has it no more."""
    asked = {
        one.party: one.invitation.person_id for one in standings if one.is_open and one.invitation and one.invitation.person_id
    }
    seats = organisations.seats_ever(set(asked.values()))
    for party, person in asked.items():
        there = [seat for seat in seats.get(person, []) if seat.organisation_id == party.organisation_id]
        if there and not any(_is_open(seat) for seat in there):
            yield party.pk


def not_asked(version: Version) -> Iterator[tuple[Party, Seat | None]]:
    """Partners that neither signed nor are asked, with the lead whom one would ask, where there is one."""
    for one in standings(version):
        if one.signature or one.is_open:
            continue
        lead = next(
            (seat for seat in organisations.seats_at(one.party.organisation) if seat.role == "lead" and seat.person.is_active),
            None,
        )
        yield one.party, lead


def waiting_for(person: Person) -> list[Invitation]:
    """What `person` is asked to sign today, for themselves or for somebody whom they cover, oldest first."""
    if not Invitation.objects.filter(state=Invitation.State.OPEN, version__state__in=SIGNABLE).exists():
        return []
    rota = Rota()
    mine = Q(person=person) | Q(person__in=rota.away)
    asked = Invitation.objects.filter(mine, state=Invitation.State.OPEN, version__state__in=SIGNABLE, expires_at__gte=clock.now())
    found = asked.select_related("version__agreement", "party__organisation", "person").order_by("sent_at", "id")
    return [one for one in found if one.person and rota.answers_for(one.person, one.party.organisation).pk == person.pk]


def clauses(version: Version) -> Sequence[VersionClause]:
    """The text as it is signed."""
    entries = version.entries.select_related("wording", "clause").prefetch_related("wording__promisers")
    return list(entries.order_by("order", "id"))
