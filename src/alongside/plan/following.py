"""What stands in an organisation's name in the plan goes over to the one that it is made part of.

Nothing ends when it closes: an action whose lead is gone turns "not reported" by itself, where everybody sees it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.organisations import following
from alongside.plan.models import Action, Role, StreamPartner, Workstream
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

TIES: tuple[tuple[str, str | Promise, type[models.Model], str, tuple[str, ...]], ...] = (
    ("plan.streams", _("Workstreams that it leads"), Workstream, "lead", ()),
    ("plan.partners", _("Workstreams that it works in"), StreamPartner, "organisation", ("workstream",)),
    ("plan.roles", _("Roles in the plan"), Role, "organisation", ("workstream", "title")),
    ("plan.actions", _("Actions that it leads"), Action, "lead", ()),
    ("plan.proposed", _("Actions that it proposed"), Action, "proposed_by", ()),
)
"""Each kind: its label, its model, the field that goes over, and what may be there only once of one organisation.

What was reported, witnessed and verified stays in the name in which it was said.
"""


def register() -> None:
    """Called once, when the house starts."""
    for kind, label, model, field, once in TIES:
        following.register(kind, _following(label, model, field, once))


def _following(label: str | Promise, model: type[models.Model], field: str, once: tuple[str, ...]) -> following.Following:
    rows: Any = model._default_manager  # noqa: SLF001

    def of(organisation: Organisation) -> list[uuid.UUID]:
        return list(rows.filter(**{field: organisation}).order_by("pk").values_list("pk", flat=True))

    def move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
        """But for what the other has already: there it stays, with the one that is gone."""
        there = {tuple(row) for row in rows.filter(**{field: to}).order_by("pk").values_list(*once)} if once else set()
        for one in rows.filter(pk__in=ids).order_by("pk"):
            if not once or tuple(getattr(one, one._meta.get_field(name).attname) for name in once) not in there:
                setattr(one, field, to)
                one.save(update_fields=[field])
                if isinstance(one, Action):
                    record.write("plan.action_moved", on=one, by=by, facts={"to": to.pk, "as": field})
        return []

    return following.Following(label, of, move)
