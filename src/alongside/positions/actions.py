"""Asking organisations where they stand, and saying it. Every word stays as it was said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, prose
from alongside.positions import mails, mandates, policy
from alongside.positions.errors import Closed, NeedsWords, NotTheirs, Unreached
from alongside.positions.mandates import Mandate
from alongside.positions.models import Asking, Position, Stance, Visibility
from alongside.positions.sheets import Sheet, Text
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation, Seat
    from alongside.people.models import Person

DOUBTS = (Stance.RESERVATION, Stance.CANNOT)


@transaction.atomic
def ask(sheet: Sheet, organisation: Organisation, *, by: Person | None, email: str = "", due_on: dt.date | None = None) -> Asking:
    """Ask an organisation where it stands on every text of a sheet. Asked again, it gets a new link and the old ones end.

    Who cannot be written to is not asked, so that nobody is shown as silent who has never heard of it: raises Unreached.
    """
    if not sheet.asks(organisation):
        raise NotTheirs(_("Its word is not asked for here."))
    if not sheet.is_open:
        raise Closed(_("The discussion is over."))
    now = clock.now()
    facts: dict[str, Any] = {
        "asked_at": now,
        "asked_by": by,
        "due_on": due_on or sheet.closes_on or clock.today() + policy.ANSWER_WITHIN(),
        "reminded_at": None,
    }
    held = Asking.objects.select_for_update().filter(sheet_kind=sheet.kind, sheet_id=sheet.id, organisation=organisation).first()
    if held is None:
        held = Asking(sheet_kind=sheet.kind, sheet_id=sheet.id, organisation=organisation, email=email.strip(), **facts)
    else:
        held.round += 1
        held.email = email.strip() or held.email
        for name, value in facts.items():
            setattr(held, name, value)
    if not mails.addressees(held):
        raise Unreached(_("Nobody sits there as a lead or an editor, and we have no address."))
    held.save()
    record.write("positions.asked", on=held, by=by, facts={"organisation": organisation.pk, "round": held.round})
    mails.ask(held, sheet)
    return held


@transaction.atomic
def take(
    text: Text,
    *,
    stance: str,
    by: Person | None,
    organisation: Organisation,
    words: str = "",
    seat: Seat | None = None,
    mandate: Mandate = mandates.NONE,
    visibility: str = Visibility.PUBLIC,
    by_mail: bool = False,
) -> Position:
    """`organisation` stands here on exactly this text. What it said before stays as history; said twice, it is said once."""
    said = prose.tidy(words)[: policy.LONGEST_WORDS]
    if stance in DOUBTS and not said:
        raise NeedsWords(_("Say what your doubt is, so that the others can answer it."))
    facts: dict[str, Any] = {
        "text_sha256": text.sha256,
        "stance": stance,
        "words": said,
        "visibility": visibility,
        **mandate.fields(),
    }
    for _attempt in range(2):
        before = Position.objects.held().filter(subject_kind=text.kind, subject_id=text.id, organisation=organisation).first()
        if before and all(getattr(before, name) == value for name, value in facts.items()):
            return before
        try:
            with transaction.atomic():
                return _say(text, before, organisation, by=by, seat=seat, by_mail=by_mail, facts=facts)
        except IntegrityError:  # a colleague said something at the same moment: theirs is history now
            continue
    raise Closed(_("Somebody of your organisation is saying something at this moment. Please send it again."))


def _say(
    text: Text, before: Position | None, organisation: Organisation, *, by: Person | None, seat: Seat | None, by_mail: bool,
    facts: dict[str, Any],
) -> Position:  # fmt: skip
    now = clock.now()
    if before:
        Position.objects.filter(pk=before.pk, superseded_at=None).update(superseded_at=max(now, before.at))
    made = Position.objects.create(
        subject_kind=text.kind, subject_id=text.id, organisation=organisation, by=by, seat=seat, by_mail=by_mail, at=now, **facts
    )
    record.write(
        "positions.taken",
        on=made,
        by=by,
        acting_for=organisation.pk,
        facts={"stance": made.stance, "subject": text.id, "text": text.sha256, "by_mail": by_mail},
    )
    return made
