"""Adding to the register of an agreement: one entry after another, never two in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.agreements import chain, facts
from alongside.agreements.models import Agreement, RegisterEntry

if TYPE_CHECKING:
    import datetime as dt


def lock(agreement: Agreement) -> Agreement:
    """The agreement as it is now, held until the transaction ends. SQLite has one writer at a time anyway."""
    return Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)


def add(agreement: Agreement, kind: str, told: facts.Entry, *, at: dt.datetime) -> RegisterEntry:
    """The next entry of a register whose agreement is locked."""
    record = facts.canonical(told)
    prev = agreement.register_head or chain.START
    entry = RegisterEntry(
        agreement=agreement,
        position=agreement.register_position + 1,
        kind=kind,
        at=at,
        canonical=record.decode(),
        prev=prev,
        hash=chain.digest(prev, record),
    )
    entry.save(force_insert=True)
    agreement.register_position, agreement.register_head = entry.position, entry.hash
    agreement.save(update_fields=["register_position", "register_head"])
    return entry
