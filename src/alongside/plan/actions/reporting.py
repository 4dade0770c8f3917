"""The lead reports, the others say whether they see it too, and evidence shows it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.files import actions as files
from alongside.kit import clock
from alongside.plan import policy, rules
from alongside.plan.errors import CannotReport, ChangedMeanwhile
from alongside.plan.models import Action, Evidence, Progress, Status, Witness
from alongside.plan.models.progress import MOVES
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

EVIDENCE = "plan.evidence"


@transaction.atomic
def report(action: Action, *, status: str, reason: str, reached: str = "", review_on: dt.date | None = None,
           seen: int | None = None, by: Person) -> Progress:  # fmt: skip
    """The lead says how it goes, and why. `seen` is the number of the report that it had before it, 0 for none.

    "Done" needs something that somebody outside the lead organisation has verified.
    """
    action = _held(action)
    if not rules.may_report(by, action):
        raise CannotReport(_("Only the organisation that leads an action reports on it."))
    last = action.last.number if action.last else 0
    if seen is not None and seen != last:
        raise ChangedMeanwhile
    if not reason.strip():
        raise CannotReport(_("Say why: a status without its reason tells nobody anything."))
    if status not in MOVES[action.status]:
        told = {"before": action.get_status_display(), "after": Status(status).label}
        raise CannotReport(_("What is “%(before)s” cannot become “%(after)s”.") % told)
    if status == Status.DONE and not verified(action):
        raise CannotReport(
            _("“Done” needs one piece of evidence that somebody outside %(lead)s has verified. There is none yet.")
            % {"lead": action.lead.name}
        )
    review_on = review_on or clock.today() + policy.REPORT_EVERY()
    if not clock.today() < review_on <= clock.today() + policy.REPORT_EVERY():
        raise CannotReport(
            _("The next report is after today, and within %(days)s.")
            % {"days": policy.REPORT_EVERY.said(policy.REPORT_EVERY.number)}
        )
    made = Progress(
        action=action, number=last + 1, status=status, reason=reason.strip(), reached=reached, review_on=review_on,
        at=clock.now(), organisation=action.lead, by=by,
    )  # fmt: skip
    made.save()
    action.status, action.last, action.review_on = status, made, review_on
    action.save(update_fields=["status", "last", "review_on"])
    record.write("plan.reported", on=action, by=by, acting_for=action.lead_id, facts={"status": status, "number": made.number})
    return made


def verified(action: Action) -> bool:
    """Whether anything was verified outside the lead organisation."""
    return Evidence.objects.filter(action=action, verified_at__isnull=False).exclude(verified_for=action.lead_id).exists()


@transaction.atomic
def witness(progress: Progress, *, organisation: Organisation, says: str, words: str = "", by: Person) -> Witness:
    """Another sector says whether it sees it too. Who sees it differently says how."""
    action = _held(progress.action)
    if not rules.may_witness(by, action, organisation):
        raise CannotReport(_("Partners of other sectors than the lead's say whether they see it too."))
    if action.last_id != progress.pk:
        raise ChangedMeanwhile
    if says == Witness.Says.DISPUTES and not words.strip():
        raise CannotReport(_("Say what you see: a doubt without words helps nobody."))
    said = Witness.objects.filter(progress=progress, organisation=organisation).order_by("-at", "-id").first()
    if said is not None and (said.says, said.words) == (says, words.strip()):
        return said  # the same form sent again
    made = Witness(
        progress=progress, organisation=organisation, sector=organisation.sector, says=says, words=words.strip(),
        at=clock.now(), by=by,
    )  # fmt: skip
    made.save()
    record.write("plan.witnessed", on=action, by=by, acting_for=organisation.pk, facts={"says": says, "report": progress.number})
    return made


class Shows(TypedDict):
    """What somebody brings: in words, by a link, or both."""

    kind: str
    title: str
    dated: dt.date
    words: NotRequired[str]
    url: NotRequired[str]
    visibility: NotRequired[str]


@transaction.atomic
def bring(
    action: Action, *, organisation: Organisation, upload: UploadedFile[Any] | None = None, by: Person, **shows: Unpack[Shows]
) -> Evidence:
    """Something that shows it. It counts once it is verified, also where not everybody reads it."""
    action = _held(action)
    if not rules.may_bring(by, action, organisation):
        raise CannotReport(_("Evidence is brought by the lead and by partners, while the plan runs."))
    told = shows | {"words": shows.get("words", "").strip(), "url": shows.get("url", "")}
    if not (told["words"] or told["url"] or upload):
        raise CannotReport(_("Give a link, a file, or tell it in words."))
    if shows["dated"] > clock.today():
        raise CannotReport(_("Evidence is of a day that has been."))
    if Evidence.objects.filter(action=action, organisation=organisation, withdrawn_at=None, **told).exists():
        raise CannotReport(_("You have brought this already: it stands with the action."))
    made = Evidence(action=action, organisation=organisation, at=clock.now(), by=by, **told)
    if upload is not None:
        made.file = files.keep(upload, owner_kind=EVIDENCE, owner_id=made.pk, by=by)
        made.sha256 = made.file.sha256
    made.save()
    facts = {"evidence": made.pk, "kind": made.kind, "for": made.visibility}
    record.write("plan.evidence_brought", on=action, by=by, acting_for=organisation.pk, facts=facts)
    return made


@transaction.atomic
def verify(evidence: Evidence, *, organisation: Organisation, note: str = "", by: Person) -> Evidence:
    """Somebody outside the lead organisation has looked, and says that it shows what it should."""
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("action__plan", "action__lead").get(pk=evidence.pk)
    read = Evidence.objects.filter(rules.evidence_seen_by(by), pk=evidence.pk).exists()
    if not read or not rules.may_verify(by, evidence, organisation):
        raise CannotReport(_("Evidence is verified once, by a partner outside the lead organisation, and not by who brought it."))
    evidence.verified_at, evidence.verified_by, evidence.verified_for, evidence.verified_note = (
        clock.now(),
        by,
        organisation,
        note,
    )
    evidence.save(update_fields=["verified_at", "verified_by", "verified_for", "verified_note"])
    facts = {"evidence": evidence.pk}
    record.write("plan.evidence_verified", on=evidence.action, by=by, acting_for=organisation.pk, facts=facts)
    return evidence


@transaction.atomic
def take_back(evidence: Evidence, *, why: str, by: Person) -> Evidence:
    """It was a mistake. That it was there stays to be read, with why it went."""
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("action").get(pk=evidence.pk)
    if not rules.may_withdraw(by, evidence):
        raise CannotReport(_("What is verified stays; the rest is taken back by who brought it."))
    if not why.strip():
        raise CannotReport(_("Say why it goes."))
    evidence.withdrawn_at, evidence.why_withdrawn = clock.now(), why.strip()
    evidence.save(update_fields=["withdrawn_at", "why_withdrawn"])
    record.write("plan.evidence_taken_back", on=evidence.action, by=by, facts={"evidence": evidence.pk})
    return evidence


def _held(action: Action) -> Action:
    """The action as it is now, held until this is written.

    It is held first and read then: PostgreSQL, having waited for a row, would still join to it what stood before.
    """
    Action.objects.select_for_update().only("pk").get(pk=action.pk)
    return Action.objects.select_related("plan", "lead", "owner", "last").get(pk=action.pk)
