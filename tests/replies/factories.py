"""Owed replies for tests, opened by the action that opens them all. They are about an organisation's entry."""

import uuid
from collections.abc import Sequence
from typing import Any

from alongside.organisations.models import Organisation
from alongside.replies import actions, subjects
from alongside.replies.models import OwedReply
from alongside.replies.subjects import Subject, Told
from tests.organisations.factories import OrganisationFactory

KIND = "tests.question"
QUESTION = "The phone rings out on Fridays. Is there another number?"


def told(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    return {entry.pk: Told(text=entry.about, url="/about/") for entry in Organisation.objects.filter(pk__in=ids)}


subjects.register(KIND, Subject(label="a correction", days=5, describe=told))


def a_reply(organisation: Organisation | None = None, **facts: Any) -> OwedReply:
    owing = organisation or OrganisationFactory.create()
    Organisation.objects.filter(pk=owing.pk).update(about=QUESTION)
    given = {"title": "Your phone rings out", "asker_email": "visitor@example.org", "by": None, **facts}
    if given.get("asker"):
        given["asker_email"] = ""
    return actions.open(KIND, subject=owing, organisation=owing, **given)
