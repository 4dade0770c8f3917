"""A text is carried by consent and by concurrence in every sector, or it stands as not agreed with its disagreement beside it."""

import datetime as dt
import hashlib
import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.agreements import errors, rules, signing_rules, upkeep
from alongside.agreements.actions import drafting, settling
from alongside.agreements.models import Agreement, Party, Version
from alongside.agreements.queries import standing, texts
from alongside.jobs.models import Job
from alongside.kit import clock, workdays
from alongside.notices.models import Mail
from alongside.positions import queries as position_queries
from tests.agreements import making
from tests.agreements.texts import a_disagreement, a_discussed, a_draft, all_agree, an_opened, clause, stand
from tests.personas import County

pytestmark = pytest.mark.django_db


def carried(version: Version) -> dict[str, bool]:
    entries = list(texts.entries_of(version))
    drawn = standing.counted(entries, version.agreement)
    return {one.number: drawn[one.clause_id].is_carried for one in entries if one.clause_id in drawn}


def test_clause_needs_every_sector(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement, who=("charity", "group", "council"))
    assert not any(carried(version).values())
    stand(county, version.agreement, "health", "1.1", "reservation", "We agree, once the rota allows it.")
    assert carried(version)["1.1"]


def test_one_that_cannot_agree_is_enough(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement)
    stand(county, version.agreement, "group", "2.1", "cannot", "Nobody can read it in four weeks.")
    assert carried(version) == {"": True, "1.1": True, "1.2": True, "2.1": False, "2.2": True}


def test_who_abstains_stands_aside(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement)
    stand(county, version.agreement, "group", "2.1", "abstain")
    assert carried(version)["2.1"]


def test_withheld_positions_count_all_the_same(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement)
    stand(county, version.agreement, "council", "2.1", "cannot", "Not before the budget.", visibility="steering")
    assert not carried(version)["2.1"]


def test_agreement_to_other_words_carries_nothing(county: County) -> None:
    version = a_discussed(county)
    made = version.agreement
    all_agree(county, made)
    drafting.write(clause(made, "2.1"), seen=1, kind="commitment", text="We will bring plans a year before.", by=county.chief)
    second = settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    assert carried(second) == {"": True, "1.1": True, "1.2": True, "2.1": False, "2.2": True}


def test_who_could_not_agree_to_earlier_words_is_not_forgotten(county: County) -> None:
    version = a_discussed(county)
    made = version.agreement
    stand(county, made, "group", "2.1", "cannot", "Nobody can read it in four weeks.")
    drafting.write(clause(made, "2.1"), seen=1, kind="commitment", text="We will bring plans a day before.", by=county.chief)
    second = settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    all_agree(county, made, who=("charity", "council", "health"))
    assert not carried(second)["2.1"]


def test_signing_waits_for_what_is_neither_carried_nor_on_the_list(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement, but=("2.2",))
    with pytest.raises(errors.NotSettled) as caught:
        settling.open_for_signing(version, by=county.chief)
    assert [one.number for one in caught.value.entries] == ["2.2"]
    version.refresh_from_db()
    assert version.state == Version.State.DISCUSSED


def test_what_is_not_agreed_stands_with_its_disagreement_and_the_hash_says_so(county: County) -> None:
    version = an_opened(county)
    entries = {one.number: one for one in texts.entries_of(version)}
    assert (entries["2.1"].carried, entries["2.2"].carried) == ("carried", "not_agreed")
    told = json.loads(version.canonical)["clauses"][-1]
    assert told["carried"] == "not_agreed"
    assert told["disagreement"]["topic"] == "Does paid time include travel?"
    assert hashlib.sha256(version.canonical.encode()).hexdigest() == version.text_sha256


def test_nobody_changes_a_text_that_is_signed(county: County) -> None:
    made = an_opened(county).agreement
    one = clause(made, "1.1")
    for move in (
        lambda: drafting.write(one, seen=1, kind="principle", text="Other words.", by=county.chief),
        lambda: drafting.remove(one, by=county.chief),
        lambda: drafting.renumber(made, by=county.chief),
        lambda: settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief),
    ):
        with pytest.raises(errors.WrongMove):
            move()


def test_text_changed_after_it_was_discussed_is_not_opened(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement)
    drafting.write(clause(version.agreement, "1.1"), seen=1, kind="principle", text="We are peers.", by=county.chief)
    with pytest.raises(errors.Changed):
        settling.open_for_signing(version, by=county.chief)


def test_taken_back_it_can_be_written_again(county: County) -> None:
    version = settling.take_back(an_opened(county), by=county.chief)
    assert version.state == Version.State.WITHDRAWN
    drafting.write(clause(version.agreement, "1.1"), seen=1, kind="principle", text="We are peers.", by=county.chief)
    again = settling.publish(version.agreement, seen=Agreement.objects.get().edition, by=county.chief)
    assert again.number == 2


def test_without_signatures_of_every_sector_nothing_comes_into_force(county: County) -> None:
    with pytest.raises(errors.WrongMove, match="every sector"):
        settling.bring_into_force(an_opened(county), by=county.chief)


def test_once_open_everybody_reads_it_and_before_that_nobody_else(county: County) -> None:
    version = a_discussed(county)
    assert not texts.versions_for(county.volunteer).filter(pk=version.pk).exists()
    all_agree(county, version.agreement)
    settling.open_for_signing(version, by=county.chief)
    assert texts.versions_for(county.volunteer).filter(pk=version.pk).exists()
    assert texts.agreements_for(county.volunteer).exists()


def test_clause_that_stands_in_no_readable_version_is_not_known(county: County) -> None:
    made = a_discussed(county).agreement
    one = clause(made, "1.1")
    assert not texts.clauses_for(county.volunteer).filter(pk=one.pk).exists()
    assert texts.clauses_for(county.charity).filter(pk=one.pk).exists()


def test_agreement_ends_after_its_last_day_by_itself(county: County) -> None:
    made = an_opened(county).agreement
    Agreement.objects.filter(pk=made.pk).update(
        state="in_force", in_force_since=clock.today(), expires_on=clock.today() + dt.timedelta(days=1)
    )
    with time_machine.travel(clock.now() + dt.timedelta(days=3), tick=False):
        settling.expire()
    made.refresh_from_db()
    assert made.state == Agreement.State.ENDED
    assert not rules.may_draft(county.chief, made)


def test_coordinator_is_reminded_once_of_each_day_and_finds_it_on_the_desk(county: County) -> None:
    made = an_opened(county).agreement
    today = clock.today()
    while not workdays.is_working(today):
        today -= dt.timedelta(days=1)
    Agreement.objects.filter(pk=made.pk).update(
        state="in_force", in_force_since=today - dt.timedelta(days=9), review_on=today + dt.timedelta(days=90)
    )
    sent = Mail.objects.filter(kind="agreements.due").order_by("subject")
    with time_machine.travel(dt.datetime.combine(today, dt.time(9), tzinfo=clock.LONDON), tick=False):
        upkeep.remind()
        assert not sent.exists() and not list(upkeep.ask(county.chief))
        Agreement.objects.filter(pk=made.pk).update(
            review_on=today + dt.timedelta(days=20), expires_on=today + dt.timedelta(days=25)
        )
        upkeep.remind()
        upkeep.remind()
        assert [(mail.to, mail.subject.partition(" ")[0]) for mail in sent] == [
            (county.chief.email, "It"),
            (county.chief.email, "To"),
        ]
        review, expiry = upkeep.ask(county.chief)
        assert (expiry.due_on - review.due_on).days == 5
        assert not list(upkeep.ask(county.charity))
        Agreement.objects.filter(pk=made.pk).update(review_on=today + dt.timedelta(days=21))
        upkeep.remind()
        assert sent.all().count() == 3


def test_paper_is_sealed_anew_when_it_comes_into_force_and_when_it_is_looked_at(county: County) -> None:
    version = making.open_for_signing()
    for party in Party.objects.filter(agreement=version.agreement):
        making.signed(making.invited(version, party))
    waiting = Job.objects.filter(name="agreements.seal").order_by("pk")
    before = waiting.count()
    settling.bring_into_force(version, by=county.chief)
    assert waiting.all().count() == before + 1
    settling.review(version.agreement, next_on=clock.today() + dt.timedelta(days=400), expires_on=None, by=county.chief)
    assert waiting.all().count() == before + 2


def test_register_of_what_ended_before_it_was_opened_is_nobodys(county: County) -> None:
    never = a_discussed(county).agreement
    settling.end(never, why="We write another.", by=county.chief)
    assert not signing_rules.public().filter(pk=never.pk).exists()
    assert Client().get(reverse("agreements:register", args=[never.slug])).status_code == 404


def test_register_of_what_was_in_force_and_ended_stays(county: County) -> None:
    version = an_opened(county)
    Version.objects.filter(pk=version.pk).update(state="in_force", in_force_on=clock.today())
    Agreement.objects.filter(pk=version.agreement_id).update(state="in_force", in_force_since=clock.today())
    settling.end(version.agreement, why="Its time is over.", by=county.chief)
    assert signing_rules.public().filter(pk=version.agreement_id).exists()


def test_not_agreed_needs_a_disagreement_in_the_database_too(county: County) -> None:
    version = a_discussed(county)
    all_agree(county, version.agreement, but=("1.1",))
    found = a_disagreement(county, clause(version.agreement, "1.1"), topic="Who is louder?")
    settling.open_for_signing(version, by=county.chief)
    assert texts.entries_of(version).get(number="1.1").disagreement_id == found.pk


def test_who_cannot_be_written_to_is_named_and_not_called_asked(county: County) -> None:
    made = a_draft(county)
    sent = {"edition": made.edition, "answers_until": (clock.today() + dt.timedelta(days=20)).isoformat(), "ask": "on"}
    page = county.client("chief").post(reverse("agreements:publish", args=[made.slug]), sent, follow=True).content.decode()
    name = county.organisations["health"].name
    assert f"Not asked, since nobody can be written to there: {name}" in page
    asked = position_queries.asked(texts.SHEET, made.pk)
    assert county.organisations["health"].pk not in asked and len(asked) == 3
    partners = reverse("agreements:parties", args=[made.slug])
    assert "Cannot be asked" in county.client("chief").get(partners).content.decode()
    ask = reverse("agreements:ask_partners", args=[made.slug])
    party = made.parties.get(organisation=county.organisations["health"])
    refused = county.client("chief").post(ask, {"party": party.pk, "email": "practice"}, follow=True).content.decode()
    assert "give a whole mail address" in refused
    county.client("chief").post(ask, {"party": party.pk, "email": "practice@example.org"})
    assert Mail.objects.filter(kind="positions.ask", to="practice@example.org").count() == 1
    assert "Cannot be asked" not in county.client("chief").get(partners).content.decode()


def test_asking_all_to_sign_names_those_whom_nobody_leads(county: County) -> None:
    version = an_opened(county)
    done = county.client("chief").post(reverse("agreements:ask_everybody", args=[version.agreement.slug]), follow=True)
    told = done.content.decode()
    asked = set(version.invitations.values_list("party__organisation__name", flat=True))
    assert asked and county.organisations["health"].name not in asked
    left = told.partition("nobody was written to: ")[2].partition(".")[0]
    assert county.organisations["health"].name in left and not any(name in left for name in asked)
