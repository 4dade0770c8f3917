"""Comments with their answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.agreements.models import Comment
from alongside.kit.paging import Page
from alongside.organisations import queries as organisations
from alongside.replies import queries as replies
from alongside.replies.subjects import Told

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody
    from alongside.replies.models import OwedReply


@dataclass(frozen=True)
class Said:
    """A comment as a page shows it. Who is somebody that the reader may not know is a person."""

    comment: Comment
    reply: OwedReply | None
    who: str
    is_own: bool


def rows(page: Page[Comment], person: Somebody) -> Page[Any]:
    """The comments of a page with the answer to each, in a constant number of queries."""
    owed = replies.about_many("agreements.comment", [one.pk for one in page.rows])
    names = set(organisations.known_to(person).values_list("pk", flat=True)) if person.is_authenticated else set()
    told: list[Any] = [
        Said(one, owed.get(one.pk), str(one.by) if one.by_id in names else "", person.pk is not None and one.by_id == person.pk)
        for one in page.rows
    ]
    return replace(page, rows=told)


def describe(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """What was asked, for whoever answers it."""
    found = Comment.objects.filter(pk__in=ids).select_related("clause__agreement", "wording", "organisation")
    return {
        one.pk: Told(
            text=f"{one.text}\n\n> {one.wording.text[:600]}",
            line=f"{one.clause.agreement.title}, {one.clause.number}".rstrip(", "),
            url=reverse("agreements:clause", args=[one.clause_id]),
        )
        for one in found
    }
