"""From the rows of the database to what is written down for good (`facts`)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.agreements import facts, sealing
from alongside.agreements.models import Party, Version, VersionClause
from alongside.kit import clock, paper, words
from alongside.places import queries as places

if TYPE_CHECKING:
    from alongside.agreements.models import Agreement

LANGUAGE = "en-GB"


def moment(at: dt.datetime) -> str:
    """A moment as it is hashed: in UTC, to the microsecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def day(at: dt.datetime | dt.date | None) -> str:
    """A day in England as it is written down; nothing where there is none."""
    if at is None:
        return ""
    return (at.astimezone(clock.LONDON).date() if isinstance(at, dt.datetime) else at).isoformat()


def party(one: Party) -> facts.Party:
    """A partner as it is called today."""
    return facts.Party(
        id=str(one.pk),
        organisation=str(one.organisation_id),
        name=one.organisation.name,
        sector=one.sector,
        acceded=one.acceded,
    )


def version(one: Version) -> facts.Version:
    return facts.Version(
        number=one.number,
        published_on=day(one.published_at),
        in_force_on=day(one.in_force_on),
        text_sha256=one.text_sha256,
        pdf_sha256=one.pdf_sha256,
    )


def manifest(agreement: Agreement, shown: Version, versions: Iterable[Version], head: str) -> facts.Manifest:
    """What holds a bundle of this agreement together. `shown` is the version that its paper shows."""
    return facts.Manifest(
        place=places.the_place().name,
        lang=LANGUAGE,
        made_with=paper.version(),
        agreement=facts.Agreement(
            id=str(agreement.pk),
            title=agreement.title,
            address=settings.ADDRESS + agreement.get_absolute_url(),
            in_force_since=day(agreement.in_force_since),
            review_on=day(agreement.review_on),
            expires_on=day(agreement.expires_on),
        ),
        version=shown.number,
        versions=[version(one) for one in sorted(versions, key=lambda one: one.number)],
        head=head,
        seal=sealing.fingerprint(),
    )


def not_agreed(one: Version) -> list[str]:
    """The numbers of clauses that stand in this version as not agreed."""
    told = one.entries.filter(carried=VersionClause.Carried.NOT_AGREED).order_by("order", "id")
    return list(told.values_list("number", flat=True))


def consent(one: Version, organisation: str, missing: list[str]) -> str:
    """The sentence that somebody agrees to by signing, just as it is shown and kept."""
    names = {"title": one.title, "number": one.number, "organisation": organisation}
    said = _(
        "I sign “%(title)s”, version %(number)s, on behalf of %(organisation)s. I am entitled to do so, and my typed name "
        "is my signature."
    )
    if not missing:
        return said % names
    listed = words.joined(missing)
    left = (
        _("I know that these clauses are not agreed: %(clauses)s.")
        if len(missing) > 1
        else _("I know that clause %(clauses)s is not agreed.")
    )
    return f"{said % names} {left % {'clauses': listed}}"


def seen(text_sha256: str, reservations: Iterable[facts.Reservation], sentence: str) -> str:
    """A fingerprint of all that somebody sees before they sign; when it is another one meanwhile, they look again."""
    told = [text_sha256, [facts.plain(one) for one in reservations], sentence]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
