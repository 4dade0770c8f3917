"""From a text that is worked on to one that is kept: published, discussed, opened for signing, in force, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements import policy, signing_mails, texts
from alongside.agreements.actions.signing import papers
from alongside.agreements.errors import Changed, CommentsOpen, NotSettled, WrongMove
from alongside.agreements.models import Agreement, Clause, Comment, Invitation, Signature, Version, VersionClause, Wording
from alongside.agreements.queries import standing
from alongside.agreements.queries import texts as queries
from alongside.kit import clock, prose
from alongside.organisations.actions import standing as standings
from alongside.positions import actions as positions
from alongside.positions import queries as position_queries
from alongside.positions.errors import Unreached
from alongside.record import actions as record
from alongside.replies import actions as replies
from alongside.replies import queries as reply_queries

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

State, Carried = Version.State, VersionClause.Carried


@transaction.atomic
def publish(
    agreement: Agreement, *, seen: int, by: Person | None, note: str = "", answers_until: dt.date | None = None,
    close_comments: bool = False, ask: bool = True,
) -> Version:  # fmt: skip
    """The text as it stands is a version now, to be discussed. `seen` is the edition that was looked at.

    With a new version the comments on earlier ones are closed, where somebody has said that this is meant; partners are asked
    where they stand. Their earlier positions stay, and say of each clause whether its text is another since.
    """
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if held.state == Agreement.State.ENDED:
        raise WrongMove(_("This agreement has ended."))
    if held.edition != seen:
        raise Changed(_("The text was changed while you looked at it. Please look again."))
    on_table = queries.on_the_table(held)
    if on_table and on_table.state == State.SIGNING:
        raise WrongMove(_("A version is open for signing. Take that back first."))
    rows = list(queries.working(held))
    if not any(one.kind in queries.BODY for one in rows):
        raise WrongMove(_("There is no text to publish yet."))
    if not queries.open_parties(held).exists():
        raise WrongMove(_("Nobody is a partner in it yet, so nobody could say where they stand. Add its partners first."))
    if on_table and _as_read(queries.entries_of(on_table)) == [
        (one.clause_id, one.clause.number, one.text_sha256) for one in rows
    ]:
        raise WrongMove(_("Nothing has changed since the version that is discussed."))
    waiting = list(queries.open_comments(held))
    if waiting and not close_comments:
        raise CommentsOpen(
            ngettext("%(n)d comment is still open.", "%(n)d comments are still open.", len(waiting)) % {"n": len(waiting)}
        )
    if on_table:
        Version.objects.filter(pk=on_table.pk).update(state=State.SUPERSEDED, ended_on=clock.today())
    made = _version(held, rows, note=note, answers_until=answers_until, by=by)
    _close(waiting, made, by)
    record.write(
        "agreements.published", on=held, by=by, facts={"version": made.pk, "number": made.number, "text": made.text_sha256}
    )
    if ask:
        ask_all(held, by=by)
    return made


@transaction.atomic
def ask_all(agreement: Agreement, *, by: Person | None, only_new: bool = False) -> list[Organisation]:
    """Ask every partner where it stands on the version that is discussed; `only_new` leaves out who was asked already.

    Returns who was asked. Who cannot be written to was not, and stands as not asked: `standing.unreached` names them.
    """
    sheet = standing.find_sheet(agreement.pk)
    if sheet is None or not sheet.is_open:
        raise WrongMove(_("Nothing is discussed at the moment."))
    before = position_queries.asked(sheet.kind, sheet.id)
    asked = []
    for organisation in sheet.organisations:
        if only_new and organisation.pk in before:
            continue
        try:
            positions.ask(sheet, organisation, by=by)
        except Unreached:
            continue
        asked.append(organisation)
    return asked


def ask_at(agreement: Agreement, organisation: Organisation, *, email: str, by: Person) -> None:
    """Ask one partner at an address that somebody knows of. Raises WrongMove."""
    sheet = standing.find_sheet(agreement.pk)
    if sheet is None or not sheet.is_open or not sheet.asks(organisation):
        raise WrongMove(_("Nothing is discussed at the moment."))
    positions.ask(sheet, organisation, email=email, by=by)


@transaction.atomic
def open_for_signing(version: Version, *, by: Person | None) -> Version:
    """Settles the text: a clause is carried, or it stands as not agreed with its disagreement beside it. Raises NotSettled.

    From now on its hash says so too, and nobody changes a word.
    """
    held = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    version.refresh_from_db()
    if version.state != State.DISCUSSED:
        raise WrongMove(_("Only a version that is discussed is opened for signing."))
    entries = list(queries.entries_of(version))
    working = [(one.clause_id, one.clause.number, one.text_sha256) for one in queries.working(held)]
    if _as_read(entries) != working:
        raise Changed(_("The text has been changed since this version. Publish it, so that partners can say where they stand."))
    _settle(held, entries)
    if not any(one.carried == Carried.CARRIED for one in entries):
        raise WrongMove(_("No clause is carried, so there is nothing to sign."))
    VersionClause.objects.bulk_update(entries, ["carried", "disagreement_id"], batch_size=200)
    version.state, version.opened_at = State.SIGNING, clock.now()
    _fingerprint(version)
    version.save()
    if held.state == Agreement.State.DRAFT:
        Agreement.objects.filter(pk=held.pk).update(state=Agreement.State.SIGNING)
    not_agreed = sum(one.carried == Carried.NOT_AGREED for one in entries)
    record.write(
        "agreements.opened_for_signing", on=held, by=by,
        facts={"version": version.pk, "text": version.text_sha256, "not_agreed": not_agreed},
    )  # fmt: skip
    return version


@transaction.atomic
def take_back(version: Version, *, by: Person) -> Version:
    """It is not signed after all. Who was asked to sign is asked no more; signatures given stay on record with this version."""
    held = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    was = (State.DISCUSSED, State.SIGNING)
    if not Version.objects.filter(pk=version.pk, state__in=was).update(state=State.WITHDRAWN, ended_on=clock.today()):
        raise WrongMove(_("Only what is on the table is taken back."))
    _ask_nobody_to_sign(version)
    signing_mails.over(version)
    if held.state == Agreement.State.SIGNING:
        Agreement.objects.filter(pk=held.pk).update(state=Agreement.State.DRAFT)
    record.write("agreements.taken_back", on=held, by=by, facts={"version": version.pk})
    version.refresh_from_db()
    return version


@transaction.atomic
def bring_into_force(
    version: Version,
    *,
    by: Person | None,
    on: dt.date | None = None,
    review_on: dt.date | None = None,
    expires_on: dt.date | None = None,
) -> Version:
    """Partners of every sector have signed: from this day on it holds, and who signed is a partner of the place."""
    held = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    version.refresh_from_db()
    if version.state != State.SIGNING:
        raise WrongMove(_("Only a version that is open for signing comes into force."))
    signed = list(
        Signature.objects.filter(version=version, withdrawn_at=None).select_related("party__organisation").order_by("signed_at")
    )
    missing = {one.sector for one in queries.parties_of(held)} - {one.party.sector for one in signed}
    if missing or not signed:
        raise WrongMove(_("No partner of every sector has signed yet."))
    day = on or clock.today()
    for before in Version.objects.filter(agreement=held, state=State.IN_FORCE):
        _ask_nobody_to_sign(before)
    Version.objects.filter(agreement=held, state=State.IN_FORCE).update(state=State.SUPERSEDED, ended_on=day)
    Version.objects.filter(pk=version.pk).update(state=State.IN_FORCE, in_force_on=day)
    first = not Agreement.objects.filter(is_main=True).exists()
    Agreement.objects.filter(pk=held.pk).update(
        state=Agreement.State.IN_FORCE,
        in_force_since=held.in_force_since or day,
        review_on=review_on or day + policy.REVIEW_EVERY(),
        expires_on=expires_on,
        is_main=held.is_main or first,
    )
    for signature in signed:
        if signature.party.organisation.closed_at is None:
            standings.give(signature.party.organisation, "partner", by=by, starts=day)
    record.write("agreements.in_force", on=held, by=by, facts={"version": version.pk, "on": day, "signed": len(signed)})
    papers.seal_soon(version, held.register_position)  # the paper says since when it holds
    version.refresh_from_db()
    return version


@transaction.atomic
def review(agreement: Agreement, *, next_on: dt.date, expires_on: dt.date | None, by: Person) -> Agreement:
    """It was looked at as a whole; the next time is this day."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.state != Agreement.State.IN_FORCE:
        raise WrongMove(_("Only an agreement in force is looked at."))
    Agreement.objects.filter(pk=agreement.pk).update(review_on=next_on, expires_on=expires_on)
    record.write("agreements.reviewed", on=agreement, by=by, facts={"next_on": next_on})
    papers.seal_soon(agreement.versions.get(state=State.IN_FORCE), agreement.register_position)
    agreement.refresh_from_db()
    return agreement


@transaction.atomic
def end(agreement: Agreement, *, why: str, by: Person | None) -> Agreement:
    """It holds no longer, or was never finished. Everything stays to be read."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if held.state == Agreement.State.ENDED:
        raise WrongMove(_("This agreement has ended already."))
    today, said = clock.today(), prose.tidy(why)
    for version in Version.objects.filter(agreement=held, state__in=queries.ON_THE_TABLE):
        take_back(version, by=by)  # type: ignore[arg-type]  # the house itself, when it expires
    last = queries.in_force(held)
    Version.objects.filter(agreement=held, state=State.IN_FORCE).update(state=State.ENDED, ended_on=today)
    Agreement.objects.filter(pk=held.pk).update(state=Agreement.State.ENDED, ended_on=today, why_ended=said, is_main=False)
    if last:
        _ask_nobody_to_sign(last)
        signing_mails.over(last, why=said)
        papers.close(last, ended_on=today, why=said)
    record.write("agreements.ended", on=held, by=by)
    agreement.refresh_from_db()
    return agreement


def _ask_nobody_to_sign(version: Version) -> None:
    """Whoever was asked and has not answered is asked no more."""
    waiting = Invitation.objects.filter(version=version, state=Invitation.State.OPEN)
    waiting.update(state=Invitation.State.WITHDRAWN, answered_at=clock.now())


def expire() -> None:
    """What was agreed until a day ends with it. Each on its own, so that it may be cut off anywhere."""
    for agreement in Agreement.objects.in_force().filter(expires_on__lt=clock.today()).order_by("expires_on", "id"):
        end(agreement, why=_("It was agreed until this day, and nobody renewed it."), by=None)


def _version(
    agreement: Agreement, rows: Sequence[Wording], *, note: str, answers_until: dt.date | None, by: Person | None
) -> Version:
    last = agreement.versions.order_by("-number").first()
    made = Version(
        agreement=agreement, number=last.number + 1 if last else 1, title=agreement.title, note=prose.tidy(note), canonical="",
        text_sha256="", published_at=clock.now(), published_by=by, answers_until=answers_until,
    )  # fmt: skip
    made.save()
    VersionClause.objects.bulk_create(
        [
            VersionClause(version=made, clause=one.clause, wording=one, order=one.clause.order, number=one.clause.number)
            for one in rows
        ],
        batch_size=500,
    )
    _fingerprint(made)
    made.save()
    return made


def _fingerprint(version: Version) -> None:
    entries = list(queries.entries_of(version))
    beside = {one.disagreement_id for one in entries if one.disagreement_id}
    topics = position_queries.topics(beside) if beside else {}
    version.canonical = texts.version(version, entries, topics)
    version.text_sha256 = texts.sha256(version.canonical)


def _settle(agreement: Agreement, entries: Sequence[VersionClause]) -> None:
    drawn = standing.counted(entries, agreement)
    beside = position_queries.disagreements_on(queries.CLAUSE, [one.clause_id for one in entries])
    left = []
    for one in entries:
        if one.wording.kind == Clause.Kind.PART:
            continue
        held = [found for found in beside.get(one.clause_id, []) if not found.is_settled or found.outcome == "differ"]
        if drawn[one.clause_id].is_carried:
            one.carried, one.disagreement_id = Carried.CARRIED, None
        elif held:
            one.carried, one.disagreement_id = Carried.NOT_AGREED, held[0].pk
        else:
            left.append(one)
    if left:
        raise NotSettled(
            ngettext(
                "%(n)d clause is not carried and has no disagreement beside it.",
                "%(n)d clauses are not carried and have no disagreement beside them.",
                len(left),
            )
            % {"n": len(left)},
            left,
        )


def _as_read(entries: Iterable[VersionClause]) -> list[tuple[object, str, str]]:
    return [(one.clause_id, one.number, one.wording.text_sha256) for one in entries]


def _close(waiting: Sequence[Comment], version: Version, by: Person | None) -> None:
    """Whoever still waits for an answer to a comment hears in which version to look for it."""
    why = _("A new version of the text is published: version %(number)d. Look there for what became of it.") % {
        "number": version.number
    }
    for comment in waiting:
        Comment.objects.filter(pk=comment.pk).update(state=Comment.State.CLOSED, closed_in=version)
        for reply in reply_queries.owed_about(comment):
            replies.close(reply, outcome="told", why=why, by=by)
