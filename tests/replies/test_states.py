"""Whatever people do, and in whatever order, an owed reply keeps its promises."""

import datetime as dt
from typing import Any

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.organisations.models import Seat
from alongside.record.models import Event
from alongside.replies import actions, upkeep
from alongside.replies.models import OwedReply, Turn
from tests.organisations.factories import CoordinatorFactory, OrganisationFactory, SeatFactory
from tests.replies.factories import a_reply

MONDAY = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)


class Life(RuleBasedStateMachine):
    """One question, a charity with two people, a coordinator with one, and time."""

    @initialize()
    def begin(self) -> None:
        self.travel = time_machine.travel(MONDAY, tick=False)
        self.travelling = self.travel.start()
        chief = SeatFactory.create(organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD).person
        charity = OrganisationFactory.create()
        lead = SeatFactory.create(organisation=charity, role=Seat.Role.LEAD).person
        self.people = [lead, SeatFactory.create(organisation=charity).person, chief]
        self.reply = a_reply(charity)
        self.waited = 0

    def teardown(self) -> None:
        for model in (Turn, OwedReply, Mail, Seat):
            model.objects.all().delete()
        type(self.reply.organisation).objects.all().delete()
        self.travel.stop()

    def fresh(self) -> OwedReply:
        return OwedReply.objects.get(pk=self.reply.pk)

    def attempt(self, action: Any, *refusals: type[Exception], **facts: Any) -> bool:
        try:
            action(self.fresh(), **facts)
        except refusals:
            return False
        return True

    @rule(text=st.text(min_size=1, max_size=20).filter(lambda text: text.strip() and "\0" not in text), who=st.integers(0, 2))
    def answer(self, text: str, who: int) -> None:
        may = self.fresh().is_owed and Seat.objects.filter(person=self.people[who], ends=None).exists()
        assert self.attempt(actions.answer, actions.NotOwed, actions.NoSeat, text=text, by=self.people[who]) == may

    @rule(who=st.integers(0, 2))
    def pass_on(self, who: int) -> None:
        self.attempt(actions.pass_on, actions.NotOwed, actions.NoSeat, to=self.people[who], by=self.people[0])

    @rule()
    def dispute(self) -> None:
        before = self.fresh()
        done = self.attempt(actions.dispute, actions.NotAnswered, by=None)
        fresh = before.answered_at is not None and clock.now() - before.answered_at <= dt.timedelta(days=28)
        assert done == (before.state == "answered" and fresh)

    @rule()
    def close(self) -> None:
        was_owed = self.fresh().is_owed
        assert self.attempt(actions.close, actions.NotOwed, outcome="withdrawn", why="No longer asked.", by=None) == was_owed

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        for _ in range(days):
            self.travelling.shift(dt.timedelta(days=1))
            for run in (upkeep.cover, upkeep.remind, upkeep.escalate):
                run()

    @precondition(lambda self: Seat.objects.filter(ends=None).count() > 1)
    @rule(who=st.integers(0, 1))
    def leave(self, who: int) -> None:
        today = clock.now().date()
        Seat.objects.filter(person=self.people[who], ends=None).update(ends=today)
        upkeep.cover()

    @invariant()
    def keeps_its_promises(self) -> None:
        reply = self.fresh()
        assert reply.is_owed == (reply.answer == "" and reply.closed_at is None)
        assert reply.round == 1 + reply.turns.filter(kind="disputed").count() == 1 + reply.turns.filter(kind="answered").count()
        if reply.is_owed:
            assert Seat.objects.open_on(clock.now().date()).filter(person=reply.owner).exists(), "nobody has it"
        assert Mail.objects.filter(kind="replies.answered").count() == reply.turns.filter(kind="answered").count() + bool(
            reply.answer
        )
        assert (
            Event.objects.filter(kind="replies.answered", subject_id=self.reply.pk).count()
            == Mail.objects.filter(kind="replies.answered").count()
        )


class TestLife(TestCase):
    def test_every_way_through_keeps_the_promises(self) -> None:
        run_state_machine_as_test(
            Life,
            settings=settings(max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)),
        )
