"""What the place is called, how to reach those who run it, and who decides about people's data."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from alongside.design import accent as colours
from alongside.files import actions as files
from alongside.files import kinds
from alongside.files import queries as kept_files
from alongside.places import papers, policy
from alongside.places.models import Place
from alongside.record import actions as record


@transaction.atomic
def describe_place(
    *,
    name: str,
    coordinator_name: str,
    by: models.Model | None,
    phone: str = "",
    email: str = "",
    accent: str = colours.HOUSE,
) -> Place:
    """Set the place up, or change what is said of it. Raises `UnreadableColour` for an accent that cannot carry text."""
    if refusal := colours.refusal(accent):
        raise colours.UnreadableColour(refusal)
    return _said(by, name=name, coordinator_name=coordinator_name, phone=phone, email=email, accent=accent.lower())


@transaction.atomic
def say_who_decides(
    *, controllers: str, privacy_email: str, by: models.Model | None, register_number: str = "", is_exempt: bool = False
) -> Place:
    """Who is answerable for people's data here, where to write about it, and under which number they are registered."""
    number = "" if is_exempt else register_number
    return _said(by, controllers=controllers, privacy_email=privacy_email, register_number=number, is_exempt=is_exempt)


def set_logo(upload: "UploadedFile[Any] | None", *, by: models.Model | None) -> Place:
    """Another logo at the head of every page, or none. Raises files.actions.Refused where it is no picture that we show."""
    new = (
        files.keep(
            upload,
            owner_kind=papers.LOGO,
            owner_id=papers.THE_PLACE,
            by=by,
            allowed=kinds.PICTURES,
            most=policy.LARGEST_LOGO,
            drawn=True,
        )
        if upload
        else None
    )
    with transaction.atomic():
        old = [file for file in kept_files.of(papers.LOGO, papers.THE_PLACE) if new is None or file.pk != new.pk]
        place = _said(by, logo=str(new.pk) if new else "")
        for file in old:
            files.remove(file, by=by)
    return place


def _said(by: models.Model | None, **facts: Any) -> Place:
    """Keep what is said of the place, and on record which of it changed."""
    before = Place.objects.filter(id=1).values(*facts).first() or {}
    place, _new = Place.objects.update_or_create(id=1, defaults=facts)
    changed = sorted(field for field, value in facts.items() if before.get(field) != value)
    if changed:
        record.write("places.described", on=place, by=by, facts={"changed": changed})
    return place
