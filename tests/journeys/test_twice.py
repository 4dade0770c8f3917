"""A button pressed twice, or by two people at once: done once, and whoever comes second reads plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.test import Client

from alongside.journeys import actions
from alongside.journeys.actions import claiming
from alongside.kit import clock
from alongside.organisations import links
from alongside.organisations.models import Claim, Membership, MembershipYear, Organisation, Representative, Seat
from alongside.replies import actions as replies
from alongside.replies.models import OwedReply
from tests import personas, strictness
from tests.journeys.test_joining import ANN, THERE, walk
from tests.organisations.factories import SeatFactory
from tests.organisations.members import a_kind, a_member
from tests.organisations.test_networks import term
from tests.personas import County

Press = tuple[Client, str, dict[str, Any]]
PROPOSED = {"called": "Kettle Club", "what": "voluntary:community", "about": "Tea.", "url": "", "scheme": "GB-CHC", "number": ""}


def renew(county: County) -> list[Press]:
    held = a_member(county.organisations["charity"], by=county.officer, ago=340)
    address = "/organisations/marlshire-carers/membership/renew/"
    return [(county.client(who), address, {"until": str(held.until)}) for who in ("charity", "officer")]


def leave_membership(county: County) -> list[Press]:
    a_member(county.organisations["charity"], by=county.officer)
    return [(county.client("charity"), "/organisations/marlshire-carers/membership/leave/", {"why": "money", "text": ""})] * 2


def admit(county: County) -> list[Press]:
    told = {"name": "Ann", "email": "ann@example.net", "title": "Treasurer", "how": ""}
    held = actions.join(None, kind=a_kind(), by=None, proposed={"name": "Kettle Club", "sector": "voluntary"}, **told)
    address = f"/members/applications/{held.pk}/"
    return [(county.client(who), address, {"admit": "", "admit-text": ""}) for who in ("chief", "officer")]


def grant(county: County) -> list[Press]:
    told = {"name": "Ann", "email": "ann@example.net", "title": "Treasurer", "how": ""}
    made = actions.propose({"name": "Kettle Club", "sector": "voluntary", "kind": "community"}, **told, by=None)
    sent = {"grant": "", "grant-role": "lead", "grant-text": ""}
    return [(county.client(who), f"/claims/{made.pk}/", sent) for who in ("chief", "officer")]


def remove_each_other(county: County) -> list[Press]:
    charity = county.organisations["charity"]
    first, second = (
        Seat.objects.get(organisation=charity),
        SeatFactory.create(organisation=charity, person=county.group, role="lead"),
    )
    address = "/organisations/marlshire-carers/seats/{}/end/"
    return [
        (county.client("charity"), address.format(second.pk), {}),
        (county.client("group"), address.format(first.pk), {}),
    ]


def leave(county: County) -> list[Press]:
    SeatFactory.create(organisation=county.organisations["charity"], role="lead")
    return [(county.client("charity"), "/organisations/marlshire-carers/leave/", {})] * 2


def propose(county: County) -> list[Press]:
    return [(Client(), "/organisations/new/", {**PROPOSED, **ANN, **THERE})] * 2


def join(county: County) -> list[Press]:
    browser = Client()
    walk(browser, **{**PROPOSED, **ANN, **THERE, "kind": str(a_kind().pk)})
    return [(browser, "/join/check/", {})] * 2


def name_a_voice(county: County) -> list[Press]:
    return [(county.client("charity"), "/organisations/marlshire-carers/representatives/add/", term())] * 2


def years() -> int:
    return MembershipYear.objects.count() - 1


EACH: dict[str, tuple[Callable[[County], list[Press]], Callable[[], int]]] = {
    "renewing": (renew, years),
    "leaving as a member": (leave_membership, Membership.objects.filter(state="left").count),
    "letting in": (admit, Organisation.objects.filter(name="Kettle Club", memberships__state="member", seats__role="lead").count),
    "answering a claim": (grant, Organisation.objects.filter(name="Kettle Club", seats__role="lead").count),
    "removing each other": (remove_each_other, Seat.objects.filter(organisation__slug="marlshire-carers", ends=None).count),
    "leaving": (leave, Seat.objects.filter(organisation__slug="marlshire-carers", ends=None).count),
    "proposing": (propose, Claim.objects.count),
    "joining": (join, Membership.objects.count),
    "naming a voice": (name_a_voice, Representative.objects.count),
}


class AtOnce(Client):
    """The browser of one of two."""

    def request(self, **asked: Any) -> Any:
        return strictness.plain_request(self, **asked)


@pytest.mark.parametrize("what", EACH)
def test_two_presses_at_once_do_it_once(transactional_db: None, what: str) -> None:
    county = personas.county()
    make, count = EACH[what]
    presses = make(county)
    start = Barrier(2)

    def press(one: Press) -> Any:
        browser, address, sent = one
        mine = AtOnce()
        mine.cookies.update(browser.cookies)
        start.wait()
        try:
            return mine.post(address, sent)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(press, presses))
    assert all(answer.status_code in (200, 302, 403) for answer in came)
    assert count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("what", set(EACH) - {"removing each other"})
def test_who_presses_again_reads_what_has_become_of_it(county: County, what: str) -> None:
    make, count = EACH[what]
    for browser, address, sent in make(county):
        answer = browser.post(address, sent, follow=True)
        assert answer.status_code == 200
    assert count() == 1
    assert any(words in answer.text for words in SECOND[what]), answer.text


SECOND = {
    "renewing": ["Perhaps somebody has done it already."],
    "leaving as a member": ["is no longer a member. Thank you"],
    "letting in": ["Somebody has decided this already."],
    "answering a claim": ["Somebody has decided this already."],
    "leaving": ["You no longer have a seat at Marlshire Carers."],
    "proposing": ["You have asked for this already."],
    "joining": ["Thank you. It is on its way."],
    "naming a voice": ["Rosa Field"],
}


@pytest.mark.django_db
def test_link_in_a_mail_that_is_pressed_twice_renews_once(county: County) -> None:
    held = a_member(county.organisations["charity"], by=county.officer)
    assert held.until
    with time_machine.travel(clock.now() + dt.timedelta(days=340)):
        address = links.renewal_mailed(held).removeprefix(settings.ADDRESS)
        first, second = Client(), Client()
        assert first.get(address).status_code == second.get(address).status_code == 200
        first.post(address)
        assert "It is renewed" in second.post(address, follow=True).text
    assert years() == 1


@pytest.mark.django_db
def test_answer_that_somebody_closes_at_this_moment_stops_no_decision(county: County) -> None:
    grant(county)
    seen = OwedReply.objects.owed().about(Claim.objects.get()).get()
    replies.close(OwedReply.objects.get(pk=seen.pk), outcome="declined", why="Not for us.", by=county.chief)
    assert not claiming.answered(seen, "Yes.", by=county.officer, outcome="done")
