"""Writing a text together: beginning one, its partners, putting a document in, and every change of a clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.agreements import numbering, policy, texts
from alongside.agreements.errors import Changed, Edited, Refused, WrongMove
from alongside.agreements.models import Agreement, Clause, Party, Promiser, Version, Wording
from alongside.agreements.queries import texts as queries
from alongside.agreements.reading import Draft
from alongside.kit import clock, prose
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

STEP = 1_000
"""Between two clauses there is room, so that one more moves nobody."""
NEAR = 0.5
"""So alike, a clause of a pasted text is the one that stands here, in other words."""


@transaction.atomic
def begin(title: str, *, purpose: str = "", readers: str = Agreement.Readers.PARTIES, by: Person | None) -> Agreement:
    """A new agreement, without partners and without words. Sent twice, it is begun once."""
    name = " ".join(title.split())[:200]
    fresh = Agreement.objects.filter(title=name, begun_at__gte=clock.now() - SENT_TWICE, edition=0)
    if by and (again := fresh.filter(begun_by=by).first()):
        return again
    stem = slugify(name)[:100] or "agreement"
    taken = set(Agreement.objects.filter(slug__startswith=stem).order_by().values_list("slug", flat=True))
    slug = next(one for at in range(1, len(taken) + 2) if (one := stem if at == 1 else f"{stem}-{at}") not in taken)
    made = Agreement.objects.create(
        slug=slug, title=name, purpose=prose.tidy(purpose), readers=readers, begun_at=clock.now(), begun_by=by
    )
    record.write("agreements.begun", on=made, by=by)
    return made


@transaction.atomic
def describe(agreement: Agreement, *, title: str, purpose: str, readers: str, is_main: bool, by: Person) -> Agreement:
    """What it is called, what for, who reads the draft, and whether it is the agreement of the place."""
    if is_main:
        Agreement.objects.filter(is_main=True).exclude(pk=agreement.pk).update(is_main=False)
    facts = {"title": " ".join(title.split())[:200], "purpose": prose.tidy(purpose), "readers": readers, "is_main": is_main}
    Agreement.objects.filter(pk=agreement.pk).update(**facts, edition=F("edition") + 1)
    agreement.refresh_from_db()
    record.write("agreements.described", on=agreement, by=by, facts={"readers": readers, "is_main": is_main})
    return agreement


@transaction.atomic
def add_party(agreement: Agreement, organisation: Organisation, *, by: Person | None, drafts: bool = False) -> Party:
    """An organisation is a partner in the matter. Who joins what is open for signing or in force accedes instead."""
    if organisation.closed_at is not None:
        raise WrongMove(_("It has closed. Open it again first."))
    now = Agreement.objects.select_for_update().get(pk=agreement.pk)
    held = Party.objects.filter(agreement=agreement, organisation=organisation, until=None).first()
    if held:
        return held
    if now.state != Agreement.State.DRAFT:
        raise WrongMove(_("This agreement is signed by now, so a new partner joins it from the page of signing."))
    made = Party.objects.create(
        agreement=agreement, organisation=organisation, sector=organisation.sector, drafts=drafts, since=clock.today()
    )
    record.write("agreements.party_added", on=agreement, by=by, facts={"party": made.pk, "organisation": organisation.pk})
    return made


@transaction.atomic
def add_all(agreement: Agreement, organisations: Iterable[Organisation], *, by: Person) -> int:
    """Many at once, each as if it were added alone; how many are partners now that were not before."""
    held = set(queries.open_parties(agreement).values_list("organisation", flat=True))
    return len([add_party(agreement, one, by=by) for one in organisations if one.pk not in held])


@transaction.atomic
def let_draft(party: Party, *, drafts: bool, by: Person) -> None:
    """Whether a partner's people write the text too."""
    if Party.objects.filter(pk=party.pk).exclude(drafts=drafts).update(drafts=drafts):
        record.write("agreements.party_drafts", on=party.agreement, by=by, facts={"party": party.pk, "drafts": drafts})


@transaction.atomic
def drop_party(party: Party, *, by: Person) -> None:
    """It was named by mistake, before anything was opened for signing. Later a partner withdraws."""
    if party.agreement.versions.filter(opened_at__isnull=False).exists():
        raise WrongMove(_("It has been opened for signing, so a partner leaves it by withdrawing."))
    record.write("agreements.party_dropped", on=party.agreement, by=by, facts={"organisation": party.organisation_id})
    party.delete()


@transaction.atomic
def put_in(
    agreement: Agreement, drafts: Sequence[Draft], *, by: Person | None, organisation: Organisation | None = None,
    seen: int | None = None,
) -> Agreement:  # fmt: skip
    """A whole text in place of what stands, as `organisation` proposes it. Clauses that are there again, or nearly, stay who they are;
    the others go. `seen` is the edition that it was meant to replace: if it is another by now, raises Changed.
    """
    held = _open(agreement)
    if not drafts:
        raise WrongMove(_("There is no text in it."))
    if len(drafts) > policy.MOST_CLAUSES:
        raise WrongMove(_("These are more clauses than we can hold."))
    known = list(queries.working(agreement))
    new = [(draft, prose.tidy(draft.text)) for draft in drafts]
    if seen not in {None, held.edition}:
        if [(one.kind, one.text) for one in known] == [(draft.kind, text) for draft, text in new]:
            return held  # sent twice
        raise Changed(_("Somebody changed the text while you looked at this. Look again before you put it in."))
    kept = _matched(known, [text for _draft, text in new])
    now = clock.now()
    Clause.objects.filter(pk__in=[one.clause_id for one in known]).update(number="")
    gone = {one.clause_id for one in known} - {one.clause_id for one in kept.values()}
    Clause.objects.filter(pk__in=gone).update(removed_at=now)
    numbers = _numbers(agreement, drafts, kept)
    made: list[Clause] = []
    wordings: list[Wording] = []
    promises: list[Promiser] = []
    moved: list[Clause] = []
    for at, (draft, text) in enumerate(new):
        if before := kept.get(at):
            clause = before.clause
            if (before.kind, before.text) != (draft.kind, text):
                clause.edition += 1
                carried = before.promisers.all() if draft.kind == Clause.Kind.COMMITMENT else ()
                named = [Promiser(organisation_id=one.organisation_id, name=one.name, is_lead=one.is_lead) for one in carried]
                wordings.append(_wording(clause, draft.kind, text, by, now, named, organisation))
                promises += named
            moved.append(clause)
        else:
            clause = Clause(agreement=agreement, made_at=now)
            made.append(clause)
            wordings.append(_wording(clause, draft.kind, text, by, now, (), organisation))
        clause.order, clause.number = (at + 1) * STEP, numbers[at]
    Clause.objects.bulk_create(made, batch_size=500)
    Clause.objects.bulk_update(moved, ["order", "number", "edition"], batch_size=200)
    Wording.objects.bulk_create(wordings, batch_size=500)
    Promiser.objects.bulk_create(promises, batch_size=500)
    return _touched(
        agreement, "agreements.text_put_in", by, {"clauses": len(new), "new": len(made), "gone": len(gone), "kept": len(moved)}
    )


@transaction.atomic
def write(
    clause: Clause, *, seen: int, kind: str, text: str, by: Person | None, lead: Organisation | None = None,
    others: Iterable[Organisation] = (), organisation: Organisation | None = None,
) -> Wording:  # fmt: skip
    """What a clause says from now on, as `organisation` proposes it. `seen` is the edition that the writer read: if it is another
    by now, raises Edited.
    """
    _open(clause.agreement)
    said = _fit(text, kind)
    promisers = _promisers(kind, lead, others)
    before = queries.latest_wording(clause)
    if before.edition == seen and (before.kind, before.text) == (kind, said) and _same(before, promisers):
        return before
    if not Clause.objects.filter(pk=clause.pk, edition=seen, removed_at=None).update(edition=F("edition") + 1):
        clause.refresh_from_db()
        if clause.removed_at:
            raise WrongMove(_("Somebody took this clause out while you were writing. Your words are still here."))
        raise Edited(_("Somebody changed this clause while you were writing."), queries.latest_wording(clause))
    clause.refresh_from_db()
    named = _named(promisers)
    made = _wording(clause, kind, said, by, clock.now(), named, organisation)
    made.save()
    Promiser.objects.bulk_create(named)
    if _shape(kind) != _shape(before.kind):
        _number_again(clause.agreement, only=clause)
    _touched(clause.agreement, "agreements.clause_written", by, {"clause": clause.pk, "edition": made.edition})
    return made


@transaction.atomic
def add(
    agreement: Agreement, *, after: Clause | None, kind: str, text: str, by: Person | None, lead: Organisation | None = None,
    others: Iterable[Organisation] = (), organisation: Organisation | None = None,
) -> Clause:  # fmt: skip
    """One more clause, behind another or at the very end. Sent twice, it is added once."""
    _open(agreement)
    said = _fit(text, kind)
    just_now = Wording.objects.filter(clause__agreement=agreement, clause__removed_at=None, kind=kind, text=said, edition=1)
    if by and (again := just_now.filter(by=by, at__gte=clock.now() - SENT_TWICE).select_related("clause").first()):
        return again.clause
    standing = list(Clause.objects.filter(agreement=agreement).working())
    if len(standing) >= policy.MOST_CLAUSES:
        raise WrongMove(_("There are as many clauses as we can hold."))
    at = next((at for at, one in enumerate(standing) if after and one.pk == after.pk), len(standing) - 1)
    made = Clause.objects.create(agreement=agreement, order=0, made_at=clock.now())
    _set_order([*standing[: at + 1], made, *standing[at + 1 :]])
    promisers = _promisers(kind, lead, others)
    named = _named(promisers)
    _wording(made, kind, said, by, clock.now(), named, organisation).save()
    Promiser.objects.bulk_create(named)
    _number_again(agreement, only=made)
    _touched(agreement, "agreements.clause_added", by, {"clause": made.pk})
    made.refresh_from_db()
    return made


@transaction.atomic
def remove(clause: Clause, *, by: Person) -> None:
    """It stands in the text no longer. What it said, and what was said of it, stays."""
    _open(clause.agreement)
    if Clause.objects.filter(pk=clause.pk, removed_at=None).update(removed_at=clock.now(), number=""):
        _number_again(clause.agreement)
        _touched(clause.agreement, "agreements.clause_removed", by, {"clause": clause.pk})


@transaction.atomic
def move(clause: Clause, *, up: bool, by: Person) -> None:
    """One place up or down."""
    _open(clause.agreement)
    standing = list(Clause.objects.filter(agreement=clause.agreement).working())
    at = next((at for at, one in enumerate(standing) if one.pk == clause.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(standing):
        return
    standing[at], standing[to] = standing[to], standing[at]
    _set_order(standing)
    _number_again(clause.agreement)
    _touched(clause.agreement, "agreements.clause_moved", by, {"clause": clause.pk})


@transaction.atomic
def renumber(agreement: Agreement, *, by: Person) -> None:
    """All numbers anew, in the order of the text. Links go by the clause, so none breaks."""
    _open(agreement)
    _number_again(agreement, anew=True)
    _touched(agreement, "agreements.renumbered", by, {})


def _open(agreement: Agreement) -> Agreement:
    """As it is now. The text is not changed while it is signed, nor after the end. Whoever writes in it waits for the others here."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if held.state == Agreement.State.ENDED:
        raise WrongMove(_("This agreement has ended."))
    if Version.objects.filter(agreement=agreement, state=Version.State.SIGNING).exists():
        raise WrongMove(_("This text is open for signing, so nobody changes it. Take that back first."))
    return held


SENT_TWICE = dt.timedelta(minutes=2)
"""The same from the same person within so long is a button that was pressed twice."""


def _touched(agreement: Agreement, kind: str, by: Person | None, facts: dict[str, Any]) -> Agreement:
    Agreement.objects.filter(pk=agreement.pk).update(edition=F("edition") + 1)
    record.write(kind, on=agreement, by=by, facts=facts)
    agreement.refresh_from_db()
    return agreement


def _fit(text: str, kind: str) -> str:
    said = " ".join(prose.tidy(text).split()) if kind == Clause.Kind.PART else prose.tidy(text)
    if not said:
        raise WrongMove(_("A clause needs words. To take it out, use the button below it."))
    if len(said) > policy.LONGEST_CLAUSE:
        raise WrongMove(_("This is longer than a clause can be. Break it up."))
    return said


def _promisers(kind: str, lead: Organisation | None, others: Iterable[Organisation]) -> list[Organisation]:
    if kind != Clause.Kind.COMMITMENT:
        return []
    named = {one.pk: one for one in (*([lead] if lead else []), *others)}
    if named and lead is None:
        raise Refused(_("Say which of them leads."))
    return list(named.values())


def _same(before: Wording, promisers: Sequence[Organisation]) -> bool:
    return [one.organisation_id for one in before.promisers.all() if one.is_lead] == [one.pk for one in promisers[:1]] and {
        one.organisation_id for one in before.promisers.all()
    } == {one.pk for one in promisers}


def _named(promisers: Sequence[Organisation]) -> list[Promiser]:
    """The first of them leads."""
    return [Promiser(organisation=one, name=one.name, is_lead=at == 0) for at, one in enumerate(promisers)]


def _wording(
    clause: Clause, kind: str, text: str, by: Person | None, now: dt.datetime, named: Sequence[Promiser] = (),
    organisation: Organisation | None = None,
) -> Wording:  # fmt: skip
    made = Wording(
        clause=clause,
        edition=clause.edition,
        kind=kind,
        text=text,
        text_sha256=texts.sha256(texts.clause(kind, text, named)),
        at=now,
        by=by,
        organisation=organisation,
    )
    for one in named:
        one.wording = made
    return made


def _shape(kind: str) -> str:
    """What decides how a clause is numbered."""
    return kind if kind in {Clause.Kind.PART, Clause.Kind.PREAMBLE} else ""


def _matched(known: Sequence[Wording], new: Sequence[str]) -> dict[int, Wording]:
    """Which place of the new text is which clause that stands: word for word first, then whatever is near between those."""
    kept: dict[int, Wording] = {}
    for kind, a, b, c, d in SequenceMatcher(None, [one.text for one in known], list(new), autojunk=False).get_opcodes():
        if kind == "equal":
            kept |= {c + at: known[a + at] for at in range(b - a)}
        elif kind == "replace":
            start = a
            for at in range(c, d):
                for old in range(start, min(b, start + 5)):
                    match = SequenceMatcher(None, known[old].text[:2_000], new[at][:2_000], autojunk=True)
                    if match.quick_ratio() >= NEAR and match.ratio() >= NEAR:
                        kept[at], start = known[old], old + 1
                        break
    return kept


def numbered(agreement: Agreement, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """A text that is put in, with the numbers that it will have, as far as nothing that stands here has a say in them."""
    if any(one.number for one in drafts) or agreement.versions.exists():
        return drafts
    numbers = numbering.whole([one.kind for one in drafts])
    return [replace(one, number=number) for one, number in zip(drafts, numbers, strict=True)]


def _numbers(agreement: Agreement, drafts: Sequence[Draft], kept: dict[int, Wording]) -> list[str]:
    """Their own, where the text brings them; those that they had, once the text was published; else in order."""
    own = [one.number for one in numbered(agreement, drafts)]
    if any(own) or not drafts:
        return own
    had = {at: one.clause.number for at, one in kept.items()}
    was = dict(Clause.objects.filter(pk__in=[one.clause_id for one in kept.values()]).order_by().values_list("pk", "number"))
    standing = {at: was.get(one.clause_id) or had[at] for at, one in kept.items()}
    return _fresh([one.kind for one in drafts], standing, _ever(agreement))


def _ever(agreement: Agreement) -> set[str]:
    """Every number that a clause has had in a version: none of them is given to another."""
    rows = agreement.versions.order_by().values_list("entries__number", flat=True).distinct()
    return {one for one in rows if one}


def _fresh(kinds: Sequence[str], standing: dict[int, str], ever: set[str]) -> list[str]:
    taken = {*ever, *standing.values()}
    found: list[str] = []
    runs_on = numbering.run_on([(kind, standing.get(at, "")) for at, kind in enumerate(kinds)])
    bare = {numbering.PREAMBLE, numbering.PART} if runs_on else {numbering.PREAMBLE}  # its own numbers run on from part to part
    part, has_parts = "0", numbering.PART in kinds and not runs_on
    for at, kind in enumerate(kinds):
        number = "" if kind in bare else standing.get(at) or numbering.fresh(kind, part, taken, has_parts=has_parts)
        taken.add(number)
        part = number if kind == numbering.PART else part
        found.append(number)
    return found


def _number_again(agreement: Agreement, *, anew: bool = False, only: Clause | None = None) -> None:
    """Numbers in order while nothing was published, or when somebody asks for it; else only whoever has none gets one."""
    rows = list(queries.working(agreement))
    kinds = [one.kind for one in rows]
    if anew or not agreement.versions.exists():
        old = [(one.kind, one.clause.number) for one in rows if only is None or one.clause_id != only.pk]
        numbers = numbering.whole(kinds, runs_on=not anew and numbering.run_on(old))
    else:
        fresh = only.pk if only else None
        standing = {at: one.clause.number for at, one in enumerate(rows) if one.clause.number and one.clause_id != fresh}
        numbers = _fresh(kinds, standing, _ever(agreement) - ({""}))
    changed = [(one.clause, number) for one, number in zip(rows, numbers, strict=True) if one.clause.number != number]
    Clause.objects.filter(pk__in=[clause.pk for clause, _number in changed]).update(number="")
    for clause, number in changed:
        clause.number = number
    Clause.objects.bulk_update([clause for clause, _number in changed], ["number"], batch_size=200)


def _set_order(clauses: Sequence[Clause]) -> None:
    changed = []
    for at, one in enumerate(clauses, start=1):
        if one.order != at * STEP:
            one.order = at * STEP
            changed.append(one)
    Clause.objects.bulk_update(changed, ["order"], batch_size=200)
