"""People, seats, invitations and claims go through random legal and illegal steps, each made on the page as a person makes it.

What each step must answer is worked out here anew from the plain rows, not by the room's own rules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.organisations import links, policy
from alongside.organisations.models import Claim, Invitation, Organisation, Seat
from alongside.people.models import Person
from tests import personas
from tests.personas import County

pytestmark = pytest.mark.django_db
ROLES = ("lead", "editor", "helper")
PLACES = ("coordinator", "charity", "group")
WHO = personas.NAMES
RANK = {"lead": 2, "editor": 1, "helper": 0}
GIVEN = {"lead": set(ROLES), "editor": {"editor", "helper"}, "helper": set(), "": set()}


@dataclass(frozen=True)
class Step:
    """Somebody tries something, somewhere, to somebody."""

    move: str
    who: str
    where: str
    whom: str
    role: str
    which: int


MOVES = (
    "look", "invite", "again", "withdraw", "accept", "decline", "change", "end", "give back", "hand over",
    "leave", "claim", "grant", "object", "turn away", "take back", "close", "reopen", "wait",
)  # fmt: skip
steps = st.builds(
    Step,
    st.sampled_from(MOVES),
    st.sampled_from(WHO),
    st.sampled_from(PLACES),
    st.sampled_from([name for name in WHO if name != "visitor"]),
    st.sampled_from(ROLES),
    st.integers(0, 5),
)


class World:
    """The county, and what is so in it, read from its rows."""

    def __init__(self, county: County) -> None:
        self.county = county

    def one(self, place: str) -> Organisation:
        return Organisation.objects.get(pk=self.county.organisations[place].pk)

    def person(self, name: str) -> Person | None:
        return None if name == "visitor" else self.county.people[name]

    def role(self, name: str, one: Organisation, *, although_closed: bool = False) -> str:
        """Their role there today; nobody has one where it has closed."""
        person = self.person(name)
        if person is None or (one.closed_at and not although_closed):
            return ""
        held = [
            s for s in Seat.objects.filter(person=person, organisation=one).order_by("pk") if not s.ends or s.ends > clock.today()
        ]
        return held[0].role if held else ""

    def is_officer(self, name: str) -> bool:
        return self.role(name, self.one("coordinator")) in {"lead", "editor"}

    def knows(self, name: str, one: Organisation) -> bool:
        """Whether the organisation may be known to them at all."""
        person = self.person(name)
        was_there = person is not None and Seat.objects.filter(person=person, organisation=one).exists()
        return not one.closed_at or self.is_officer(name) or was_there

    def seats_others(self, name: str, one: Organisation) -> bool:
        return self.role(name, one) == "lead" or (self.is_officer(name) and not one.is_coordinator)

    def gives(self, name: str, one: Organisation) -> set[str]:
        if one.closed_at:
            return set()
        if one.is_coordinator:
            return set(ROLES) if self.role(name, one) == "lead" else set()
        return set(ROLES) if self.is_officer(name) else GIVEN[self.role(name, one)]

    def all_of_it(self) -> dict[str, Any]:
        """Everything that a step could change."""
        return {
            "seats": {s.pk: (s.person_id, s.organisation_id, s.role, s.ends) for s in Seat.objects.order_by("pk")},
            "offers": {i.pk: (i.state, i.round, i.role) for i in Invitation.objects.order_by("pk")},
            "claims": {c.pk: (c.state, c.role, c.notes.count()) for c in Claim.objects.order_by("pk")},
            "closed": {o.pk: o.closed_at for o in Organisation.objects.order_by("pk")},
        }

    def leads(self) -> dict[Any, int]:
        today = clock.today()
        rows = [s for s in Seat.objects.filter(role="lead").order_by("pk") if not s.ends or s.ends > today]
        return {one.pk: sum(s.organisation_id == one.pk for s in rows) for one in Organisation.objects.order_by("pk")}


@pytest.fixture(autouse=True)
def _no_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """How often one may do a thing is not what is held here."""
    monkeypatch.setattr(policy, "CLAIMS_AN_HOUR", 10_000)
    monkeypatch.setattr(policy, "INVITATIONS_AN_HOUR", lambda: 10_000)


def nth(rows: Any, which: int) -> Any:
    found = list(rows.order_by("pk"))
    return found[which % len(found)] if found else None


def attempt(  # noqa: C901, PLR0911, PLR0912 -- one case for each move
    world: World, step: Step
) -> tuple[int, set[int]] | None:
    """What the step was answered with, and which answers are right; None where there is nothing to try it on."""
    client, one = world.county.client(step.who), world.one(step.where)
    base = f"/organisations/{one.slug}/"
    in_ = step.who != "visitor"
    hidden = not world.knows(step.who, one)

    def guarded(allowed: bool, then: set[int]) -> set[int]:
        if not in_:
            return {302}
        return {404} if hidden else then if allowed else {403}

    sees = world.is_officer(step.who) or bool(world.role(step.who, one))
    gives, seats_others = world.gives(step.who, one), world.seats_others(step.who, one)
    match step.move:
        case "look":
            return client.get(base + "seats/").status_code, guarded(sees, {200})
        case "invite":
            sent = {"email": f"{step.whom}@example.org", "name": "New", "role": step.role}
            return client.post(base + "seats/", sent).status_code, guarded(sees and bool(gives), {200, 302})
        case "again" | "withdraw":
            offer = nth(Invitation.objects.filter(organisation=one), step.which)
            if offer is None:
                return None
            address = f"{base}invitations/{offer.pk}/{step.move}/"
            return client.post(address).status_code, guarded(sees and offer.role in gives, {302})
        case "accept" | "decline":
            offer = nth(Invitation.objects.select_related("organisation", "by"), step.which)
            if offer is None or not in_:
                return None
            return client.post(links.to_invitation(offer), {step.move: "1"}).status_code, {offered(world, step.who, offer)}
        case "change" | "end" | "give back":
            seat = nth(Seat.objects.filter(organisation=one), step.which)
            if seat is None:
                return None
            address = base + f"seats/{seat.pk}/" + {"change": "", "end": "end/", "give back": "give-back/"}[step.move]
            open_ = not seat.ends or seat.ends > clock.today()
            again = Seat.objects.filter(organisation=one, person=seat.person, ends=None).exists()
            found = open_ if step.move != "give back" else not open_ and not again
            right = {200, 302} if found else {404}
            return client.post(address, {"role": step.role}).status_code, guarded(seats_others, right)
        case "hand over":
            to = nth(Seat.objects.filter(organisation=one), step.which)
            then = ("editor", "helper", "leave")[step.which % 3]
            leads = world.role(step.who, one) == "lead"
            return client.post(base + "hand-over/", {"to": str(to.pk), "then": then}).status_code, guarded(leads, {200, 302})
        case "leave":
            sits = bool(world.role(step.who, one))
            return client.post(base + "leave/", {"nobody_leads": "on"}).status_code, guarded(sits, {200, 302})
        case "claim":
            said = {"name": "Ann", "email": "ann@example.net", "title": "Chair", "how": "Ask."}
            right = {404} if hidden or one.closed_at else {403} if one.is_coordinator else {200, 302}
            return client.post(base + "claim/", said).status_code, right
        case "grant" | "object" | "turn away" | "take back":
            return on_claim(world, step, client)
        case "close" | "reopen":
            right = {302} if world.is_officer(step.who) else {404} if hidden and in_ else {302} if not in_ else {403}
            return client.post(f"{base}{step.move}/").status_code, right
        case _:
            Invitation.objects.filter(state="open").update(expires_at=clock.now() - dt.timedelta(seconds=1))
            return None


def offered(world: World, name: str, offer: Invitation) -> int:
    """What somebody who presses a button of an invitation gets."""
    person, one = world.person(name), offer.organisation
    assert person is not None
    if offer.email != person.email:
        return 403
    by = next((key for key, one_ in world.county.people.items() if one_.pk == offer.by_id), "")
    holds = offer.state == "open" and offer.expires_at > clock.now() and not one.closed_at
    return 302 if holds and by and offer.role in world.gives(by, one) and not world.role(name, one) else 410


def on_claim(world: World, step: Step, client: Client) -> tuple[int, set[int]] | None:
    """A move on some claim, by its claimant, a lead, an officer or anybody else."""
    claim = nth(Claim.objects.select_related("organisation"), step.which)
    if claim is None:
        return None
    key = {"grant": "grant", "object": "object", "turn away": "decline", "take back": "withdraw"}[step.move]
    sent = {key: "1", "grant-role": step.role, f"{key}-text": "Because it is so."}
    got = client.post(reverse("journeys:claim", args=[claim.pk]), sent).status_code
    if step.who == "visitor":
        return got, {302}
    person, officer = world.person(step.who), world.is_officer(step.who)
    own = claim.person_id is not None and claim.person_id == person.pk  # type: ignore[union-attr]
    leads = world.role(step.who, claim.organisation) == "lead"
    if not (own or officer or leads):
        return got, {404}
    offered_ = {"withdraw"} if own else {"grant", "decline"} if officer else {"grant", "object"}
    if leads and officer is False and claim.organisation.is_coordinator:
        offered_ = {"grant", "object"}
    undecided = claim.state in {"proving", "waiting"}
    return got, {403} if undecided and key not in offered_ else {200, 302}


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(taken=st.lists(steps, min_size=8, max_size=22), asks=st.lists(st.sampled_from(("volunteer", "linkworker")), max_size=2))
def test_nobody_ever_does_what_the_rules_deny_and_every_denial_is_the_right_one(
    county: County, taken: list[Step], asks: list[str]
) -> None:
    with transaction.atomic():
        world = World(county)
        for name in dict.fromkeys(asks):
            journeys.claim(world.one("charity"), name="", email="", title="Chair", how="Ask.", by=county.people[name])
        for step in taken:
            before, leads, roles = world.all_of_it(), world.leads(), own_roles(world)
            came = attempt(world, step)
            if came is None:
                continue
            got, right = came
            assert got in right, f"{step}: {got}, not {right}"
            if got in {403, 404, 410} or (step.who == "visitor" and step.move != "claim"):
                assert world.all_of_it() == before, f"{step}: was refused, and changed something"
            hold(world, step, leads, roles)
        transaction.set_rollback(True)


def own_roles(world: World) -> dict[tuple[str, str], str]:
    return {
        (name, where): world.role(name, world.one(where), although_closed=True)
        for name in world.county.people
        for where in PLACES
    }


def hold(world: World, step: Step, leads: dict[Any, int], roles: dict[tuple[str, str], str]) -> None:
    """What is so after every step, whoever took it."""
    now = world.leads()
    assert now[world.one("coordinator").pk] >= 1, f"{step}: nobody runs the place"
    for pk, number in leads.items():
        assert now[pk] or not number or step.move == "leave", f"{step}: the last lead is gone, and nobody said so"
    for (name, where), was in roles.items():
        is_ = world.role(name, world.one(where), although_closed=True)
        if name == step.who and step.move != "accept" and is_:
            assert was, f"{step}: gave themselves a seat"
            assert RANK[is_] <= RANK[was], f"{step}: gave themselves more"
    open_ = [(s.person_id, s.organisation_id) for s in Seat.objects.filter(ends=None).order_by("pk")]
    assert len(open_) == len(set(open_))
