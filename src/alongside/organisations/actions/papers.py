"""An organisation's logo, which everybody sees, and its papers, which officers and those with a seat there see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alongside.files import actions as files
from alongside.files import kinds
from alongside.organisations.models import Organisation
from alongside.organisations.papers import LOGO, PAPER
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.files.models import File
    from alongside.people.models import Person

LARGEST_LOGO = 2_000_000


@transaction.atomic
def set_logo(organisation: Organisation, upload: UploadedFile[Any] | None, *, by: Person) -> Organisation:
    """Another logo, or none. Raises files.actions.Refused where it is no picture that we show."""
    old = organisation.logo
    organisation.logo = (
        files.keep(
            upload, owner_kind=LOGO, owner_id=organisation.pk, by=by, allowed=kinds.PICTURES, most=LARGEST_LOGO, drawn=True
        )
        if upload
        else None
    )
    organisation.save(update_fields=["logo"])
    if old:
        files.remove(old, by=by)
    record.write("organisations.changed", on=organisation, by=by, facts={"fields": ["logo"]})
    return organisation


def keep_paper(organisation: Organisation, upload: UploadedFile[Any], *, by: Person) -> File:
    """Keep a paper with the organisation, such as its constitution. Raises files.actions.Refused."""
    return files.keep(
        upload, owner_kind=PAPER, owner_id=organisation.pk, by=by, allowed=kinds.PAPERS | kinds.SHEETS | kinds.PICTURES
    )


def remove_paper(file: File, *, by: Person) -> None:
    """Let go of a paper."""
    files.remove(file, by=by)
