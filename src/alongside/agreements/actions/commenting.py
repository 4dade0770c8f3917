"""Saying something of a clause while its text is discussed. Somebody owes an answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.agreements import policy
from alongside.agreements.errors import WrongMove
from alongside.agreements.models import Comment, Version, VersionClause
from alongside.kit import clock, prose
from alongside.organisations import queries as organisations
from alongside.record import actions as record
from alongside.replies import actions as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

KIND = "agreements.comment"


@transaction.atomic
def say(entry: VersionClause, *, text: str, by: Person, organisation: Organisation | None = None) -> Comment:
    """Whoever leads a commitment answers what is said of it; for all else the coordinator does. Said twice, it is said once."""
    if entry.version.state != Version.State.DISCUSSED:
        raise WrongMove(_("This version is not discussed any more."))
    said = prose.tidy(text)
    if not said:
        raise WrongMove(_("Write what you want to say."))
    again = Comment.objects.filter(clause=entry.clause, by=by, text=said, state=Comment.State.OPEN).first()
    if again:
        return again
    made = Comment.objects.create(
        clause=entry.clause, wording=entry.wording, organisation=organisation, by=by, text=said, at=clock.now()
    )
    record.write("agreements.commented", on=made, by=by, facts={"clause": entry.clause_id})
    lead = next((one.organisation for one in entry.wording.promisers.select_related("organisation") if one.is_lead), None)
    answers = lead or organisations.coordinator()
    if answers:
        title = _("Comment on %(number)s of %(title)s") % {
            "number": entry.number or _("the preamble"),
            "title": entry.version.title,
        }
        replies.open(KIND, subject=made, title=title, organisation=answers, by=by, asker=by, days=policy.ANSWER_COMMENT_IN())
    return made
