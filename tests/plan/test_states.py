"""Whatever the lead, the others and the officers do, and in whatever order, an action says of itself only what is so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alongside.kit import clock
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.plan import actions, errors
from alongside.plan.models import Action, Evidence, Plan, Progress, Status, Witness
from alongside.plan.models.progress import MOVES
from alongside.plan.queries import plans
from tests import personas
from tests.plan import making

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL too

WHO = st.sampled_from(["charity", "council", "council", "linkworker", "linkworker", "group", "officer", "volunteer"])
STATUS = st.sampled_from([*Status.values, "on_track", "done", "done", "done"])
SPEAK_FOR = {"charity": "charity", "council": "council", "group": "group", "linkworker": "health", "officer": "coordinator"}
SECTOR = {"charity": "voluntary", "group": "voluntary", "council": "council", "linkworker": "health"}
LEAD = "charity"


class Year(RuleBasedStateMachine):
    """One action led by the charity, in a plan with a group, a council and a practice; the machine keeps its own account."""

    @initialize(far=st.integers(0, 4))
    def begin(self, far: int) -> None:
        """From nothing, or from an action that was reported, doubted, proven, and closed with its year."""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.county = personas.county()
        making.seat_of_linkworker_edits(self.county)
        self.key = making.an_action(self.county).pk
        self.days, self.is_open = 0, True
        self.status, self.reports = "not_started", 0
        self.review_on = Action.objects.get().review_on
        self.doubts: set[str] = set()
        self.sees_too: set[str] = set()
        self.kept: dict[Any, tuple[str, str]] = {}
        for step in (
            lambda: self.report(LEAD, "on_track", stale=False),
            lambda: self.say("council", "disputes"),
            lambda: [self.bring(LEAD, "partners"), self.verify("linkworker")],
            lambda: self.close_or_open(close=True),
        )[:far]:
            step()

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @property
    def action(self) -> Action:
        return Action.objects.select_related("plan", "lead", "last", "owner", "workstream").get(pk=self.key)

    @property
    def today(self) -> dt.date:
        return clock.today() + dt.timedelta(days=self.days)

    @property
    def is_proven(self) -> bool:
        return any(one.verified_for_id != self.action.lead_id for one in Evidence.objects.exclude(verified_at=None))

    @property
    def is_silent(self) -> bool:
        return self.review_on < self.closed_or_today and self.status not in {"done", "withdrawn"}

    @property
    def closed_or_today(self) -> dt.date:
        return self.action.plan.closed_on or self.today

    def person(self, who: str) -> Person:
        return self.county.people[who]

    def of(self, who: str) -> Organisation:
        return self.county.organisations[SPEAK_FOR.get(who, "coordinator")]

    def attempt(self, act: Callable[[], object], *, legal: bool) -> None:
        """It is done exactly where it is legal; where not, it is refused in words of the room and changes nothing."""
        before = self.counts()
        with clock.moved(days=self.days):
            if legal:
                act()
                return
            with pytest.raises((errors.CannotReport, errors.CannotPlan, errors.ChangedMeanwhile)):
                act()
        assert self.counts() == before

    def counts(self) -> tuple[object, ...]:
        one = self.action
        verified = Evidence.objects.exclude(verified_at=None).count()
        return (
            one.status,
            one.edition,
            one.plan.state,
            Progress.objects.count(),
            Witness.objects.count(),
            Evidence.objects.count(),
            verified,
        )

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.days += days

    @rule(who=st.one_of(st.just(LEAD), WHO), status=STATUS, stale=st.sampled_from([False, False, True]))
    def report(self, who: str, status: str, stale: bool) -> None:
        legal = (
            self.is_open and who == LEAD and not stale and status in MOVES[self.status] and (status != "done" or self.is_proven)
        )
        seen = self.reports - 1 if stale else self.reports
        facts: dict[str, Any] = {"status": status, "reason": "So it is.", "seen": seen}
        self.attempt(lambda: actions.report(self.action, **facts, by=self.person(who)), legal=legal)
        if legal:
            self.status, self.reports = status, self.reports + 1
            self.review_on = self.today + dt.timedelta(days=91)
            self.sees_too.clear()

    @rule(who=WHO, says=st.sampled_from(Witness.Says.values))
    def say(self, who: str, says: str) -> None:
        last = self.action.last
        if last is None:
            return
        legal = self.is_open and who in {"council", "linkworker"} and not self.is_silent
        words = "Not here." if says == "disputes" else ""
        told: dict[str, Any] = {"organisation": self.of(who), "says": says, "words": words}
        self.attempt(lambda: actions.witness(last, **told, by=self.person(who)), legal=legal)
        if legal:
            (self.doubts if says == "disputes" else self.sees_too).add(who)
            (self.sees_too if says == "disputes" else self.doubts).discard(who)

    @rule(who=WHO, level=st.sampled_from(Evidence.Visibility.values))
    def bring(self, who: str, level: str) -> None:
        number = Evidence.objects.count()
        facts: dict[str, Any] = {
            "kind": "story",
            "title": f"Story {number}",
            "words": "So it was.",
            "dated": self.today,
            "visibility": level,
        }
        legal = self.is_open and who in SECTOR
        self.attempt(lambda: actions.bring(self.action, organisation=self.of(who), **facts, by=self.person(who)), legal=legal)

    @rule(who=WHO)
    def verify(self, who: str) -> None:
        one = Evidence.objects.filter(verified_at=None, withdrawn_at=None).order_by("at", "id").first()
        if one is None:
            return
        outside = who in SECTOR and who != LEAD and one.by != self.person(who)
        legal = self.is_open and outside and one.visibility != "steering"
        self.attempt(lambda: actions.verify(one, organisation=self.of(who), by=self.person(who)), legal=legal)

    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        one = Evidence.objects.filter(withdrawn_at=None).order_by("at", "id").first()
        if one is not None:
            legal = one.verified_at is None and one.organisation == self.of(who) and who in SECTOR
            self.attempt(lambda: actions.take_back(one, why="A mistake.", by=self.person(who)), legal=legal)

    @rule(to=st.sampled_from(["charity", "council"]), stale=st.booleans())
    def another_lead(self, to: str, stale: bool) -> None:
        """Only tried where it may not be: what is done stays with who did it."""
        if self.status in {"done", "withdrawn"} or stale or not self.is_open:
            one = self.action
            facts: dict[str, Any] = {"seen": one.edition - stale, "lead": self.county.organisations[to], "due_on": one.due_on}
            self.attempt(lambda: actions.change_action(one, **facts, by=self.county.officer), legal=False)

    @rule(close=st.booleans())
    def close_or_open(self, close: bool) -> None:
        do = actions.close if close else actions.open_again
        self.attempt(lambda: do(self.action.plan, by=self.county.officer), legal=close == self.is_open)
        self.is_open = not close

    @invariant()
    def it_says_of_itself_only_what_is_so(self) -> None:
        if not hasattr(self, "key"):
            return
        with clock.moved(days=self.days):
            (told,) = plans.lines([self.action], AnonymousUser())
        assert told.action.status == self.status
        assert (told.lead[0] == "silent") == self.is_silent
        assert told.in_doubt == (bool(self.doubts) and not self.is_silent)
        if not self.is_silent:
            assert bool(self.doubts) == (told.others[1].startswith("In doubt"))
            assert told.others[1] != "They see it too" or (self.sees_too and not self.doubts)
        assert self.status != "done" or self.is_proven
        assert (self.action.plan.state == Plan.State.PUBLISHED) == self.is_open

    @invariant()
    def what_was_said_stays_word_for_word(self) -> None:
        if hasattr(self, "key"):
            now = {one.pk: (one.status, one.reason) for one in Progress.objects.all()}
            now |= {one.pk: (one.says, one.words) for one in Witness.objects.all()}
            assert self.kept.items() <= now.items()
            self.kept = now
            assert [one.number for one in Progress.objects.order_by("number")] == list(range(1, self.reports + 1))


class TestYear(TestCase):
    def test_it_keeps_its_promises(self) -> None:
        run_state_machine_as_test(
            Year,
            settings=settings(max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)),
        )
