"""Agreements at every step of their way, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.agreements import reading
from alongside.agreements.actions import commenting, drafting, settling
from alongside.agreements.models import Agreement, Clause, Version
from alongside.agreements.queries import standing
from alongside.agreements.queries import texts as queries
from alongside.kit import clock
from alongside.positions import actions as positions
from alongside.positions import disagreeing
from alongside.positions.mandates import Mandate
from alongside.positions.models import Disagreement, Position
from alongside.replies import actions as answers
from alongside.replies import queries as replies
from tests.personas import County

TEXT = """# The Marl Agreement

Charities, councils and the NHS of Marlshire write this together.

## 1 How we treat each other

1.1 We are equals. Size gives nobody a louder voice.

1.2 We say openly where we do not agree.

## 2 What we promise

2.1 We will bring plans to each other four weeks before they are decided.

2.2 We will pay small groups for their time.
"""
PARTIES = ("charity", "group", "council", "health")


def a_draft(county: County, *, text: str = TEXT, readers: str = "parties", parties: tuple[str, ...] = PARTIES) -> Agreement:
    """Written by the charity too; nothing is published."""
    made = drafting.begin("The Marl Agreement", purpose="What we promise each other.", readers=readers, by=county.chief)
    for name in parties:
        drafting.add_party(made, county.organisations[name], by=county.chief, drafts=name == "charity")
    return drafting.put_in(made, reading.read(text).clauses, by=county.chief)


def a_discussed(county: County, **facts: Any) -> Version:
    """Version 1, on which every partner was asked."""
    made = a_draft(county, **facts)
    until = clock.today() + dt.timedelta(days=28)
    return settling.publish(made, seen=made.edition, answers_until=until, by=county.chief)


def clause(agreement: Agreement, number: str) -> Clause:
    """The one of this number in the working text."""
    return Clause.objects.get(agreement=agreement, number=number, removed_at=None)


def stand(
    county: County, agreement: Agreement, who: str, number: str, stance: str = "agree", words: str = "", **facts: Any
) -> Position:
    """One partner on one clause, as its persona says it."""
    sheet = standing.find_sheet(agreement.pk)
    assert sheet
    text = next(one for one in sheet.texts if one.number == number)
    by = county.people.get({"health": "linkworker"}.get(who, who))
    return positions.take(text, stance=stance, words=words, organisation=county.organisations[who], by=by, **facts)


def all_agree(county: County, agreement: Agreement, but: tuple[str, ...] = (), who: tuple[str, ...] = PARTIES) -> None:
    """Every partner agrees to everything, but to the clauses of these numbers."""
    sheet = standing.find_sheet(agreement.pk)
    assert sheet
    for text in sheet.texts:
        for name in who if text.number not in but else ():
            positions.take(text, stance="agree", organisation=county.organisations[name], by=None)


def a_disagreement(
    county: County, of: Clause | None = None, topic: str = "Does paid time include travel?", **facts: Any
) -> Disagreement:
    """On the open list, looked after by the charity."""
    text = standing.current_texts([of.pk], county.chief)[of.pk] if of else None
    said = {
        "interim": "Every second meeting is held by video.",
        "owner": county.organisations["charity"],
        "owner_role": "Chair of the steering group",
        "next_review": clock.today() + dt.timedelta(days=30),
        **facts,
    }
    return disagreeing.open(topic, text=text, by=county.chief, **said)


def an_opened(county: County) -> Version:
    """Open for signing: 2.2 is not agreed, all else is carried."""
    version = a_discussed(county)
    all_agree(county, version.agreement, but=("2.2",))
    stand(county, version.agreement, "council", "2.2", "cannot", "We have no budget line for travel.")
    a_disagreement(county, clause(version.agreement, "2.2"))
    return settling.open_for_signing(version, by=county.chief)


def a_spoken_of(county: County) -> Version:
    """Under discussion, with everything that can be said of a clause."""
    version = a_discussed(county)
    made = version.agreement
    all_agree(county, made, but=("2.2", "1.2"), who=("charity", "council", "health"))
    trustees = Mandate("chair", "the trustees", clock.today() - dt.timedelta(days=3), "minute 4")
    stand(county, made, "charity", "2.2", "reservation", "We agree, if travel is paid too.", mandate=trustees)
    stand(county, made, "council", "2.2", "cannot", "We have no budget line for travel.")
    stand(county, made, "health", "2.2", "agree", visibility="partners")
    stand(county, made, "group", "1.1", "abstain")
    a_disagreement(county, clause(made, "2.2"))
    entry = next(one for one in queries.entries_of(version) if one.number == "2.2")
    said = commenting.say(entry, text="Who pays for the bus?", by=county.group, organisation=county.organisations["group"])
    owed = replies.about(said)
    assert owed
    answers.answer(owed, text="The council does, from April.", by=county.chief)
    commenting.say(entry, text="And for the driver?", by=county.charity)
    return version


def two_versions(county: County) -> Version:
    """A clause changed, one gone, one new; and a third in the working text alone."""
    made = a_spoken_of(county).agreement
    drafting.write(clause(made, "2.1"), seen=1, kind="commitment", text="Partners hear early!", by=county.charity,
                   lead=county.organisations["council"], others=[county.organisations["health"]])  # fmt: skip
    drafting.remove(clause(made, "1.2"), by=county.chief)
    drafting.add(made, after=None, kind="commitment", text="We will report once a year.", by=county.chief)
    made.refresh_from_db()
    version = settling.publish(made, seen=made.edition, close_comments=True, note="Six weeks, not four.", by=county.chief)
    drafting.add(made, after=None, kind="clause", text="This is looked at every year.", by=county.chief)
    return version


def a_long_disagreement(county: County) -> Disagreement:
    """Two sides, one of them said anew, and a look."""
    found = a_disagreement(county, topic="Who chairs in a year with two councils?", asked=[county.organisations["council"]])
    for words in ("We do.", "We would share it."):
        disagreeing.say(found, county.organisations["council"], words=words, would_change="A written rota.", by=county.council)
    disagreeing.say(found, county.organisations["charity"], words="Whoever is smaller should.", by=county.charity)
    disagreeing.look(
        found, words="Both will bring a rota.", outcome="open", next_review=clock.today() + dt.timedelta(days=20), by=county.chief
    )
    return found


__all__ = ["PARTIES", "TEXT", "queries"]
