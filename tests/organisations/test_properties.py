"""People, seats, standings, invitations, claims and covers go through random legal and illegal steps, each made on its page.

What each step must answer is worked out here anew from the plain rows, not by the room's own rules. `ALONGSIDE_EXAMPLES`
takes other walks than the usual, so many.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.organisations import links, policy
from alongside.organisations.actions import merging
from alongside.organisations.models import Claim, Invitation, Merge, Organisation, Seat, Standing
from alongside.replies import actions as replies
from alongside.replies import away as leave
from alongside.replies import away_mails
from alongside.replies.models import Away, Cover, OwedReply
from tests import personas
from tests.organisations.world import RANK, ROLES, Step, World
from tests.personas import County

pytestmark = pytest.mark.django_db
USUAL = 14 if connection.vendor == "sqlite" else 6  # PostgreSQL walks less: the rules were walked in full before
EXAMPLES = int(os.environ.get("ALONGSIDE_EXAMPLES", USUAL))
PLACES = ("coordinator", "charity", "group")
WHO = personas.NAMES


MOVES = (
    "look", "invite", "again", "withdraw", "accept", "decline", "change", "end", "give back", "hand over",
    "leave", "claim", "grant", "object", "turn away", "take back", "close", "reopen", "wait",
    "merge", "part", "stand", "stand no longer", "go away", "come back", "decline to cover", "read", "answer", "pass on", "next week",
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
            right = {200, 302} if found or (step.move == "end" and not again) else {404}
            return client.post(address, {"role": step.role}).status_code, guarded(seats_others, right)
        case "hand over":
            to = nth(Seat.objects.filter(organisation=one), step.which)
            sent = {"to": str(to.pk) if to else "", "then": ("editor", "helper", "leave")[step.which % 3]}
            leads = world.role(step.who, one) == "lead"
            return client.post(base + "hand-over/", sent).status_code, guarded(leads, {200, 302})
        case "leave":
            sits = bool(world.role(step.who, one) or world.sat(step.who, one))
            return client.post(base + "leave/", {"nobody_leads": "on"}).status_code, guarded(sits, {200, 302})
        case "claim":
            said = {"name": "Ann", "email": "ann@example.net", "title": "Chair", "how": "Ask."}
            right = {404} if hidden or one.closed_at else {403} if one.is_coordinator else {200, 302}
            return client.post(base + "claim/", said).status_code, right
        case "grant" | "object" | "turn away" | "take back":
            return on_claim(world, step, client)
        case "stand" | "stand no longer":
            address = f"{base}standing/" + ("end/" if step.move == "stand no longer" else "")
            sent = {"kind": ("partner", "steering", "member")[step.which % 3], "starts": f"{clock.today():%d %m %Y}"}
            keeps = world.is_officer(step.who) and not one.is_coordinator
            return client.post(address, sent).status_code, guarded(keeps, {200, 302} if step.move == "stand" else {302})
        case "go away" | "come back" | "decline to cover":
            return on_leave(world, step, client)
        case "read" | "answer" | "pass on":
            return on_reply(world, step, client)
        case "merge" | "part":
            address, right = on_merge(world, step, one)
            return client.post(f"{base}{address}/").status_code, guarded(world.is_officer(step.who), right)
        case "close" | "reopen":
            right = {302} if world.is_officer(step.who) else {404} if hidden and in_ else {302} if not in_ else {403}
            return client.post(f"{base}{step.move}/").status_code, right
        case _:
            time_passes(step)
            return None


def time_passes(step: Step) -> None:
    """Invitations expire; or whoever is away comes back, and what was owed is put with whoever answers."""
    if step.move == "wait":
        Invitation.objects.filter(state="open").update(expires_at=clock.now() - dt.timedelta(seconds=1))
    else:
        Away.objects.update(starts=clock.today() - dt.timedelta(days=9), ends=clock.today() - dt.timedelta(days=2))
        leave.end_past()


def on_merge(world: World, step: Step, one: Organisation) -> tuple[str, set[int]]:
    """Where an officer makes one part of another, or the two that were made one two again; and what they get."""
    made = nth(Merge.objects, step.which)
    if step.move == "merge" or made is None:
        return f"merge/{world.one(PLACES[step.which % 3]).slug}", {302}
    about = made.undone_at is None and one.pk in {made.kept_id, made.gone_id}
    return f"merges/{made.pk}/undo", {302} if about else {404}


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


def on_leave(world: World, step: Step, client: Client) -> tuple[int, set[int]] | None:
    """Somebody goes away and names who covers, is back again, or was asked to cover and will not."""
    if step.move == "decline to cover":
        cover = nth(Cover.objects.select_related("away", "person"), step.which)
        if cover is None:
            return None
        holds = cover.declined_at is None and cover.away.ends >= clock.today()
        return client.post(away_mails.decline_path(cover)).status_code, {302 if holds else 410}
    if step.who == "visitor":
        return client.post(reverse("replies:away")).status_code, {302}
    if step.move == "come back":
        return client.post(reverse("replies:end_away")).status_code, {302}
    one, whom = world.one(step.where), world.county.people[step.whom]
    first = clock.today() + dt.timedelta(days=step.which % 2)
    days = {"starts": f"{first:%d %m %Y}", "ends": f"{first + dt.timedelta(days=6):%d %m %Y}"}
    got = client.post(reverse("replies:away"), {**days, f"cover-{one.pk}": str(whom.pk)}).status_code
    if not world.sits_somewhere(step.who):
        return got, {403}
    may = world.role(step.whom, one) and step.whom != step.who
    asked = world.role(step.who, one) and any(
        world.role(name, one) for name in world.county.people if name not in {step.who, "visitor"}
    )
    return got, {302} if may or not asked else {200}


def on_reply(world: World, step: Step, client: Client) -> tuple[int, set[int]] | None:
    """Somebody reads what is owed, answers it or passes it on: its owner, whoever covers, a lead, who asked, anybody else."""
    reply = nth(OwedReply.objects.select_related("organisation"), step.which)
    if reply is None:
        return None
    address = reverse("replies:reply", args=[reply.pk])
    if step.move == "read":
        got = client.get(address).status_code
    elif step.move == "answer":
        got = client.post(address, {"text": "Here is what we know."}).status_code
    else:
        got = client.post(address + "pass-on/", {"to": str(world.county.people[step.whom].pk)}).status_code
    if step.who == "visitor":
        return got, {302}
    person, role = world.county.people[step.who], world.role_at(step.who, reply.organisation)
    sits = bool(role or world.role(step.who, world.one("coordinator")))
    speaks = (sits and reply.owner_id == person.pk) or world.is_officer(step.who) or role in {"lead", "editor"}
    if not (speaks or (sits and reply.covers_for_id == person.pk) or reply.asker_id == person.pk):
        return got, {404}
    if step.move == "read":
        return got, {200}
    by_doing = reply.kind in DONE_ON_ITS_PAGE and reply.round == 1 and step.move == "answer"
    return got, {403} if not speaks or by_doing else {200, 302}


DONE_ON_ITS_PAGE = {"journeys.claim"}
"""Kinds of questions that no words answer."""


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES == USUAL,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    taken=st.lists(steps, min_size=8, max_size=24),
    asks=st.lists(st.sampled_from(("volunteer", "linkworker")), max_size=2),
    merged=st.booleans(),
)
def test_nobody_ever_does_what_the_rules_deny_and_every_denial_is_the_right_one(
    county: County, taken: list[Step], asks: list[str], merged: bool
) -> None:
    with transaction.atomic():
        world = World(county)
        for name in dict.fromkeys(asks):
            journeys.claim(world.one("charity"), name="", email="", title="Chair", how="Ask.", by=county.people[name])
        for number, where in enumerate(("charity", "group")):
            replies.open(
                "test.question", subject=world.one(where), title="When?", organisation=world.one(where),
                asker=county.people[("volunteer", "linkworker")[number]], by=None,
            )  # fmt: skip
        if merged:
            merging.merge(world.one("group"), into=world.one("charity"), by=county.officer)
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
        alone = {"leave", "merge", "part"}  # a merge takes them along, and back
        assert now[pk] or not number or step.move in alone, f"{step}: the last lead is gone, and nobody said so"
    for (name, where), was in roles.items():
        is_ = world.role(name, world.one(where), although_closed=True)
        if step.move in {"merge", "part"} and where == "coordinator":
            assert is_ == was, f"{step}: became an officer, or ceased to be one"
        if name == step.who and step.move not in {"accept", "part"} and is_:
            assert was, f"{step}: gave themselves a seat"
            assert RANK[is_] <= RANK[was], f"{step}: gave themselves more"
        if step.move in {"go away", "come back", "decline to cover", "stand", "stand no longer", "pass on"}:
            assert is_ == was, f"{step}: moved a seat"
    standing = [(one.organisation_id, one.kind) for one in Standing.objects.filter(ends=None).order_by("pk")]
    assert len(standing) == len(set(standing)), f"{step}: the same standing twice"
    for one in OwedReply.objects.exclude(covers_for=None).order_by("pk"):
        assert one.owner_id != one.covers_for_id, f"{step}: covers for themselves"
    open_ = [(s.person_id, s.organisation_id) for s in Seat.objects.filter(ends=None).order_by("pk")]
    assert len(open_) == len(set(open_))
