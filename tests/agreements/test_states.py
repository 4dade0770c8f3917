"""Whatever people do, and in whatever order, an agreement, its positions and its signatures keep their promises."""

import datetime as dt
import hashlib
import json
import os
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from alongside.agreements import errors, reading
from alongside.agreements.actions import drafting, settling, signing
from alongside.agreements.actions.signing import NotNow, Said
from alongside.agreements.bundle import pack, verify
from alongside.agreements.models import (
    Agreement,
    Clause,
    Invitation,
    Party,
    RegisterEntry,
    Signature,
    Version,
    VersionClause,
    Withdrawal,
    Wording,
)
from alongside.agreements.queries import register, standing, texts
from alongside.agreements.queries import signing as signing_queries
from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.places.models import Place
from alongside.positions import actions as positions
from alongside.positions import disagreeing
from alongside.positions import errors as position_errors
from alongside.positions.models import Disagreement, Position
from tests.organisations.factories import CoordinatorFactory, OrganisationFactory, SeatFactory

pytestmark = pytest.mark.django_db  # so that it runs on PostgreSQL too

REFUSALS = (errors.Refused, position_errors.Refused, NotNow)
WORDS = st.sampled_from(["We are equals.", "We wait four weeks.", "نحن متساوون.", "We pay " + "very " * 400 + "well.", "x"])
WHO, WHICH = st.integers(0, 3), st.integers(0, 5)
EXAMPLES = int(os.environ.get("ALONGSIDE_EXAMPLES", "8"))
SECTORS = ("voluntary", "voluntary", "council", "health")


class Life(RuleBasedStateMachine):
    """One agreement of four partners in three sectors, and an officer who tries everything at any time."""

    @initialize(far=st.integers(0, 6))
    def begin(self, far: int) -> None:
        """From a draft, from a text under discussion to which all agree, open for signing, signed by all, in force, amended or ended."""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        Place.objects.create(name="Marlshire", coordinator_name="Marlshire Voluntary Action")
        self.officer = SeatFactory.create(organisation=CoordinatorFactory.create(), role=Seat.Role.LEAD).person
        self.partners = [OrganisationFactory.create(sector=sector) for sector in SECTORS]
        self.leads = [SeatFactory.create(organisation=one, role=Seat.Role.LEAD).person for one in self.partners]
        made = drafting.begin("Ours", by=self.officer)
        for one in self.partners:
            drafting.add_party(made, one, by=self.officer)
        drafting.put_in(made, reading.read("# Promises\n\nWe are equals.\n\nWe wait four weeks.").clauses, by=self.officer)
        self.key = made.pk
        self.said: dict[Any, tuple[str, str, str]] = {}
        self.opened: dict[Any, str] = {}
        self.written: dict[Any, str] = {}
        for step in (
            self.usual_way,
            self.open_for_signing,
            lambda: [self.sign(who, stale=False, twice=True) for who in range(4)],
            lambda: self.bring_into_force(expires_in=0),
            self.amend,
            lambda: self.end(by_itself=False),
        )[:far]:
            step()

    def usual_way(self) -> None:
        """Published, and agreed to by all."""
        made = self.agreement
        settling.publish(made, seen=made.edition, by=self.officer)
        self.all_agree(but=12)

    def teardown(self) -> None:
        """However it went, its bundle and all that is kept of it hold together."""
        if hasattr(self, "undone"):
            try:
                if hasattr(self, "written") and signing_queries.last_version(self.agreement) and RegisterEntry.objects.exists():
                    found = verify.verify(pack(signing.whole_bundle(self.agreement).files()), [register.head_of(self.agreement)])
                    assert found.holds, found.lines
                    assert not [problem for one in register.check() for problem in one.problems]
            finally:
                transaction.set_rollback(True)
                self.undone.__exit__(None, None, None)

    @property
    def agreement(self) -> Agreement:
        return Agreement.objects.get(pk=self.key)

    @property
    def on_table(self) -> Version | None:
        return texts.on_the_table(self.agreement)

    def clause(self, which: int) -> Clause | None:
        standing_now = list(Clause.objects.filter(agreement=self.key).working())
        return standing_now[which % len(standing_now)] if standing_now else None

    def attempt(self, act: Any) -> bool:
        """Whether it was done. What is refused, is refused in words of the room, and changes nothing."""
        before = (self.agreement.edition, RegisterEntry.objects.count(), Position.objects.count(), Version.objects.count())
        try:
            act()
        except REFUSALS as refused:
            said = str(refused)
            after = (self.agreement.edition, RegisterEntry.objects.count(), Position.objects.count(), Version.objects.count())
            assert said
            assert before == after
            return False
        return True

    @rule(which=WHICH, text=WORDS, kind=st.sampled_from(list(Clause.Kind)), behind=st.integers(0, 1))
    def write(self, which: int, text: str, kind: str, behind: int) -> None:
        one = self.clause(which)
        if one is not None:
            seen = one.edition - behind
            done = self.attempt(lambda: drafting.write(one, seen=seen, kind=kind, text=text, by=self.officer))
            assert not (done and behind)

    @rule(which=WHICH, text=WORDS)
    def add(self, which: int, text: str) -> None:
        one = self.clause(which)
        self.attempt(lambda: drafting.add(self.agreement, after=one, kind="clause", text=text, by=self.officer))

    @rule(which=WHICH, up=st.booleans())
    def move_or_remove(self, which: int, up: bool) -> None:
        one = self.clause(which)
        if one is not None:
            self.attempt(lambda: drafting.move(one, up=up, by=self.officer) if which else drafting.remove(one, by=self.officer))

    @rule(ask=st.booleans())
    def publish(self, ask: bool) -> None:
        made = self.agreement
        self.attempt(lambda: settling.publish(made, seen=made.edition, close_comments=True, ask=ask, by=self.officer))

    @rule(
        who=WHO,
        which=WHICH,
        stance=st.sampled_from(["agree", "reservation", "cannot", "abstain"]),
        words=st.sampled_from(["", "We doubt it."]),
    )
    def stand(self, who: int, which: int, stance: str, words: str) -> None:
        sheet = standing.find_sheet(self.key)
        if sheet and sheet.texts:
            text = sheet.texts[which % len(sheet.texts)]
            self.attempt(
                lambda: positions.take(text, stance=stance, words=words, organisation=self.partners[who], by=self.leads[who])
            )

    @rule(but=st.integers(0, 12))
    def all_agree(self, but: int) -> None:
        sheet = standing.find_sheet(self.key)
        for text in sheet.texts if sheet else []:
            for at, one in enumerate(self.partners):
                if at != but:
                    positions.take(text, stance="agree", organisation=one, by=None)

    @rule(which=WHICH)
    def disagree(self, which: int) -> None:
        sheet = standing.find_sheet(self.key)
        if sheet and sheet.texts:
            disagreeing.open(
                "Why?", text=sheet.texts[which % len(sheet.texts)], interim="As before.", owner=self.partners[0], owner_role="chair",
                next_review=clock.today(), by=self.officer,
            )  # fmt: skip

    @precondition(lambda self: self.on_table is not None)
    @rule()
    def open_for_signing(self) -> None:
        version = self.on_table
        assert version
        if self.attempt(lambda: settling.open_for_signing(version, by=self.officer)):
            self.opened[version.pk] = Version.objects.get(pk=version.pk).text_sha256
            for entry in texts.entries_of(version):
                assert entry.wording.kind == "part" or self.carried(entry) == (entry.carried == "carried")

    def carried(self, entry: VersionClause) -> bool:
        """Counted anew, without the house's own counting."""
        held = {one.organisation_id: one for one in Position.objects.filter(subject_id=entry.clause_id, superseded_at=None)}
        parties = list(Party.objects.filter(agreement=self.key, until=None))
        mine = {one.organisation_id for one in parties}
        if any(one.stance == "cannot" for key, one in held.items() if key in mine):
            return False
        agree = {
            k
            for k, one in held.items()
            if one.stance in {"agree", "reservation"} and one.text_sha256 == entry.wording.text_sha256
        }
        sectors = {one.sector: [two.organisation_id for two in parties if two.sector == one.sector] for one in parties}
        return all(2 * len(agree.intersection(members)) >= len(members) for members in sectors.values())

    @precondition(lambda self: self.on_table is not None)
    @rule()
    def take_back(self) -> None:
        version = self.on_table
        assert version
        self.attempt(lambda: settling.take_back(version, by=self.officer))

    @rule(who=WHO, stale=st.booleans(), twice=st.booleans())
    def sign(self, who: int, stale: bool, twice: bool) -> None:
        version = signing_queries.shown_version(self.agreement)
        party = Party.objects.filter(agreement=self.key, organisation=self.partners[who]).order_by("-since", "-pk").first()
        if version is None or party is None:
            return
        lead = self.leads[who]
        self.attempt(lambda: signing.ask(version, party, name=str(lead), email=lead.email, capacity="chair", by=self.officer))
        asked = signing_queries.open_invitation(version, party)
        if asked is None:
            return
        whole = signing_queries.whole(asked.pk)
        seen = "0" * 64 if stale else signing_queries.shown(whole).seen
        for _again in range(1 + twice):
            self.attempt(
                lambda: signing.sign(whole, said=Said("Ann", "chair"), seen=seen, proof="mail", method="online", by=lead)
            )

    @rule()
    def amend(self) -> None:
        """What is in force is changed, agreed to, and opened to be signed again."""
        if self.agreement.state != Agreement.State.IN_FORCE or self.on_table:
            return
        self.write(0, f"We are equals, in year {Version.objects.count()}.", "clause", 0)
        self.publish(ask=False)
        self.all_agree(but=12)
        if self.on_table:
            self.open_for_signing()

    def asked(self, who: int) -> Invitation | None:
        """Somebody is asked for this partner, where it can be."""
        version = signing_queries.shown_version(self.agreement)
        party = Party.objects.filter(agreement=self.key, organisation=self.partners[who]).order_by("-since", "-pk").first()
        if version is None or party is None:
            return None
        lead = self.leads[who]
        self.attempt(lambda: signing.ask(version, party, name=str(lead), email=lead.email, capacity="chair", by=self.officer))
        found = signing_queries.open_invitation(version, party)
        return signing_queries.whole(found.pk) if found else None

    @rule(who=WHO, what=st.sampled_from(["no", "on", "again", "back"]))
    def answer_otherwise(self, who: int, what: str) -> None:
        """Declined, passed on, asked again, or not asked any more; whoever signs by the old link afterwards is refused."""
        old = self.asked(who)
        if old is None:
            return
        lead = self.leads[who]
        ways: dict[str, Any] = {
            "no": lambda: signing.decline(old, why="Not for us.", by=lead),
            "on": lambda: signing.pass_on(old, name="Cy", email="cy@example.org", capacity="clerk", why="", by=lead),
            "again": lambda: signing.ask_again(old, by=self.officer),
            "back": lambda: signing.take_back(old, by=self.officer),
        }
        seen = signing_queries.shown(old).seen
        if self.attempt(ways[what]):
            said = Said("Ann", "chair")
            assert not self.attempt(lambda: signing.sign(old, said=said, seen=seen, proof="mail", method="online", by=lead))

    @rule(who=WHO)
    def sign_on_paper(self, who: int) -> None:
        version = signing_queries.shown_version(self.agreement)
        party = Party.objects.filter(agreement=self.key, organisation=self.partners[who]).order_by("-since", "-pk").first()
        if version and party:
            scan = SimpleUploadedFile("paper.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
            day = clock.today()
            self.attempt(
                lambda: signing.on_paper(version, party, said=Said("Bo", "chair"), signed_on=day, scan=scan, by=self.officer)
            )

    @rule(by_itself=st.booleans())
    def end(self, by_itself: bool) -> None:
        """It is ended, or its last day is over; not in every run, or little else would be tried."""
        if by_itself and (self.agreement.expires_on or clock.today()) <= clock.today():
            return
        if not by_itself and not self.opened:
            return
        held = self.agreement.state == Agreement.State.IN_FORCE
        if by_itself:
            with clock.moved(days=40):
                settling.expire()
        else:
            self.attempt(lambda: settling.end(self.agreement, why="Over.", by=self.officer))
        if held:
            last = RegisterEntry.objects.filter(agreement=self.key).order_by("-position").first()
            assert self.agreement.state == Agreement.State.ENDED and last and last.kind == "ended"

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        party = Party.objects.filter(agreement=self.key, organisation=self.partners[who]).order_by("-since", "-pk").first()
        if party and len(self.opened):
            self.attempt(lambda: signing.withdraw(party, why="We stop.", by=self.leads[who]))

    @rule(who=WHO)
    def join(self, who: int) -> None:
        if self.opened:
            self.attempt(lambda: signing.accede(self.agreement, self.partners[who], by=self.officer))

    @precondition(lambda self: self.on_table is not None)
    @rule(expires_in=st.sampled_from([0, 30]))
    def bring_into_force(self, expires_in: int) -> None:
        version = self.on_table
        assert version
        until = clock.today() + dt.timedelta(days=expires_in) if expires_in else None
        if self.attempt(lambda: settling.bring_into_force(version, expires_on=until, by=self.officer)):
            signed = {one.party.sector for one in Signature.objects.filter(version=version, withdrawn_at=None)}
            assert signed >= {one.sector for one in Party.objects.filter(agreement=self.key, until=None)}

    @invariant()
    def nothing_that_was_said_or_written_changes(self) -> None:
        if not hasattr(self, "key"):
            return
        now = {one.pk: (one.words, one.stance, one.text_sha256) for one in Position.objects.all()}
        assert self.said.items() <= now.items()
        self.said = now
        written = dict(Wording.objects.values_list("pk", "text"))
        assert self.written.items() <= written.items()
        self.written = written

    @invariant()
    def what_is_open_or_in_force_is_settled_and_stays_word_for_word(self) -> None:
        for version in Version.objects.filter(opened_at__isnull=False):
            assert self.opened[version.pk] == version.text_sha256 == hashlib.sha256(version.canonical.encode()).hexdigest()
            entries = list(texts.entries_of(version))
            assert [one["text"] for one in json.loads(version.canonical)["clauses"]] == [one.wording.text for one in entries]
            for one in entries:
                assert one.wording.kind == "part" or one.carried
                assert one.carried != "not_agreed" or one.disagreement_id in set(
                    Disagreement.objects.values_list("pk", flat=True)
                )

    @invariant()
    def register_is_one_unbroken_chain(self) -> None:
        if not hasattr(self, "key"):
            return
        prev = "0" * 64
        entries = list(RegisterEntry.objects.filter(agreement=self.key).order_by("position"))
        for at, one in enumerate(entries, start=1):
            assert (one.position, one.prev) == (at, prev)
            prev = hashlib.sha256(f"{prev}\n{one.canonical}".encode()).hexdigest()
            assert one.hash == prev
        made = self.agreement
        assert (made.register_position, made.register_head) == (len(entries), prev if entries else "")
        for signature in Signature.objects.select_related("version"):
            assert signature.text_sha256 == signature.version.text_sha256
            assert signature.version.opened_at

    @invariant()
    def what_is_signed_is_signed_once_and_the_register_counts_everybody(self) -> None:
        if not hasattr(self, "key"):
            return
        stood = Signature.objects.filter(withdrawn_at=None).values_list("version", "party")
        assert len(stood) == len(set(stood))
        signed = set(Invitation.objects.filter(state=Invitation.State.SIGNED).values_list("pk", flat=True))
        assert signed == set(Signature.objects.exclude(invitation=None).values_list("invitation", flat=True))
        gone = set(Signature.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
        assert gone == set(Withdrawal.objects.exclude(signature=None).values_list("signature", flat=True))
        for version in Version.objects.filter(opened_at__isnull=False).exclude(state=Version.State.WITHDRAWN):
            told = register.of(Version.objects.select_related("agreement").get(pk=version.pk))
            assert told.parties == sum(len(one.lines) + len(one.waiting) for one in told.sectors)

    @invariant()
    def what_has_ended_changes_no_more(self) -> None:
        if not hasattr(self, "key") or self.agreement.state != Agreement.State.ENDED:
            return
        now = (self.agreement.register_head, Party.objects.filter(until=None).count(), Version.objects.count())
        assert getattr(self, "over", now) == now
        self.over = now
        assert not Invitation.objects.filter(state=Invitation.State.OPEN).exists()
        assert not Version.objects.filter(state__in=("discussed", "signing", "in_force")).exists()


class TestLife(TestCase):
    def test_it_keeps_its_promises(self) -> None:
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=EXAMPLES, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
