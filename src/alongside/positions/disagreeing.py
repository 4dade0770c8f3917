"""The list of disagreements: putting one on it, saying one's side, looking at it again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, prose
from alongside.positions import mails, mandates
from alongside.positions.errors import NeedsWords, Settled
from alongside.positions.mandates import Mandate
from alongside.positions.models import Disagreement, Look, Position, Side, Stance, Visibility
from alongside.positions.sheets import Text
from alongside.record import actions as record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


SENT_TWICE = dt.timedelta(minutes=2)
"""The same from the same person within so long is a button that was pressed twice."""


@transaction.atomic
def open(  # noqa: A001 (the word for it)
    topic: str,
    *,
    interim: str,
    owner: Organisation,
    owner_role: str,
    next_review: dt.date,
    by: Person | None,
    text: Text | None = None,
    asked: Iterable[Organisation] = (),
) -> Disagreement:
    """Put what is not agreed on the open list. Who cannot agree to the text has said its side already; `asked` are asked for theirs.

    Sent twice, it is put on once.
    """
    same = Disagreement.objects.open().filter(
        topic=" ".join(topic.split())[:300], subject_id=text.id if text else None, opened_at__gte=clock.now() - SENT_TWICE
    )
    if by and (again := same.filter(opened_by=by).first()):
        return again
    made = Disagreement.objects.create(
        topic=" ".join(topic.split())[:300],
        subject_kind=text.kind if text else "",
        subject_id=text.id if text else None,
        text_sha256=text.sha256 if text else "",
        interim=prose.tidy(interim),
        owner=owner,
        owner_role=" ".join(owner_role.split()),
        next_review=next_review,
        opened_at=clock.now(),
        opened_by=by,
    )
    record.write("positions.disagreement_opened", on=made, by=by, facts={"owner": owner.pk, "next_review": next_review})
    said = _from_positions(made, text) if text else set()
    mails.looked_after(made)
    for organisation in asked:
        if organisation.pk not in said:
            mails.ask_side(made, organisation)
    return made


@transaction.atomic
def say(
    disagreement: Disagreement,
    organisation: Organisation,
    *,
    words: str,
    would_change: str = "",
    by: Person | None,
    mandate: Mandate = mandates.NONE,
) -> Side:
    """What one partner says, and what would change its mind. What it said before stays as history."""
    if disagreement.is_settled:
        raise Settled(_("This disagreement has ended. What was said stays as it is."))
    if not (said := prose.tidy(words)):
        raise NeedsWords(_("Say how you see it."))
    Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    before = Side.objects.filter(disagreement=disagreement, organisation=organisation, superseded_at=None).first()
    now = clock.now()
    facts = {"words": said, "would_change": prose.tidy(would_change), **mandate.fields()}
    if before and all(getattr(before, name) == value for name, value in facts.items()):
        return before
    if before:
        Side.objects.filter(pk=before.pk).update(superseded_at=now)
    made = Side.objects.create(disagreement=disagreement, organisation=organisation, by=by, at=now, **facts)
    record.write("positions.side_said", on=disagreement, by=by, acting_for=organisation.pk, facts={"side": made.pk})
    return made


@transaction.atomic
def look(
    disagreement: Disagreement, *, words: str, outcome: str, next_review: dt.date | None, by: Person | None, interim: str = ""
) -> Look:
    """It was looked at again: what came of it, and when next. It ends as resolved or agreed to differ."""
    held = Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    if held.is_settled:
        raise Settled(_("This disagreement has ended already."))
    if not (said := prose.tidy(words)):
        raise NeedsWords(_("Say what came of it."))
    ended = outcome in Disagreement.SETTLED
    if not ended and next_review is None:
        raise NeedsWords(_("Say when it is looked at next."))
    held.outcome, held.next_review, held.reminded_at = outcome, next_review, None
    held.outcome_words = said if outcome != Disagreement.Outcome.OPEN else held.outcome_words
    held.interim = prose.tidy(interim) or held.interim
    held.ended_on = clock.today() if ended else None
    held.save()
    made = Look.objects.create(
        disagreement=held, on=clock.today(), words=said, outcome=outcome, next_review=next_review, by=by, at=clock.now()
    )
    record.write("positions.looked", on=held, by=by, facts={"outcome": outcome, "next_review": next_review})
    return made


def _from_positions(made: Disagreement, text: Text) -> set[object]:
    """Who said openly that it cannot agree to the text has said its side, in those words."""
    held = Position.objects.held().filter(
        subject_kind=text.kind, subject_id=text.id, stance=Stance.CANNOT, visibility=Visibility.PUBLIC
    )
    said = list(held.order_by("at", "id"))
    Side.objects.bulk_create(
        Side(
            disagreement=made, organisation_id=one.organisation_id, words=one.words, by_id=one.by_id, said_by=one.said_by, at=one.at,
            mandate_body=one.mandate_body, mandate_on=one.mandate_on, mandate_reference=one.mandate_reference,
        )
        for one in said
    )  # fmt: skip
    return {one.organisation_id for one in said}
