"""Keeping what people send, and letting go of it."""

import re
import uuid
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.files import kinds, owners, store
from alongside.files.kinds import Kind
from alongside.files.models import File
from alongside.files.policy import LARGEST
from alongside.kit import clock, pictures
from alongside.record import actions as record

LONGEST_NAME = 120
MOST_OF_OUR_OWN = 4_000_000_000
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\"/\\:]")


class Refused(Exception):
    """We do not take this file; the message says why, and what to do, for the person who sent it."""


def keep(
    upload: "UploadedFile[Any]",
    *,
    owner_kind: str,
    owner_id: uuid.UUID,
    by: models.Model | None,
    allowed: Collection[Kind] = kinds.EVERY,
    most: int = LARGEST,
    drawn: bool = False,
) -> File:
    """Keep what somebody sent as a file of `owner_kind`, whose room has said who may open it. Raises Refused.

    `drawn`: it is a picture that stands on pages, and not only kept, so it must be one that can be drawn.
    """
    owners.owner(owner_kind)
    draft = _taken(upload, most)
    try:
        kind = kinds.of(draft.path, upload.name or "")
        if not draft.size:
            raise Refused(_("This file is empty."))
        if kind is None or kind not in allowed:
            raise Refused(_("We do not take this kind of file. You can send %(endings)s.") % {"endings": _endings(allowed)})
        if drawn:
            _look_at(draft, kind)
        store.keep(draft)
    finally:
        store.drop(draft)
    return _written(draft, kind, name=upload.name or "", owner=(owner_kind, owner_id), by=by)


def give(ids: Iterable[str | uuid.UUID], *, of: uuid.UUID, to: uuid.UUID) -> None:
    """From now on these are of another thing of the same kind. What is no longer of the first stays where it is."""
    File.objects.filter(pk__in=list(ids), owner_id=of).update(owner_id=to)


def keep_own(parts: Iterable[bytes], *, name: str, owner_kind: str, owner_id: uuid.UUID, kind: Kind = kinds.ZIP) -> File:
    """Keep what the house itself has made as a file of `owner_kind`: a ZIP, or a paper that it has set."""
    owners.owner(owner_kind)
    draft = store.take(parts, MOST_OF_OUR_OWN)
    try:
        store.keep(draft)
    finally:
        store.drop(draft)
    return _written(draft, kind, name=name, owner=(owner_kind, owner_id), by=None)


@transaction.atomic
def remove(file: File, *, by: models.Model | None) -> None:
    """Let go of a file. Nobody can open it from now on; its content leaves the disk with the next nightly sweep."""
    record.write("files.removed", on=file, by=by, facts={"owner_kind": file.owner_kind, "owner": file.owner_id})
    file.delete()


def remove_of(owner_kind: str, owner_ids: Collection[uuid.UUID]) -> int:
    """Let go of the files of things that go, without a word about each in the record."""
    gone, _kinds = File.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids).delete()
    return gone


def _look_at(draft: store.Draft, kind: Kind) -> None:
    """Its size first: a small file may unfold to a picture that fills the memory."""
    size = pictures.dots(draft.path.read_bytes())
    if size and max(size) > pictures.WIDEST:
        raise Refused(
            _("This picture is too large to show: %(wide)s by %(high)s dots. Make it smaller, at most %(most)s to a side.")
            % {"wide": f"{size[0]:,}", "high": f"{size[1]:,}", "most": f"{pictures.WIDEST:,}"}
        )
    if not size or not pictures.is_whole(draft.path, kind.type):
        raise Refused(
            _(
                "We cannot show this picture: it is damaged, or a part of it is missing. Save it anew as PNG or JPEG, then send that."
            )
        )


def _taken(upload: "UploadedFile[Any]", most: int) -> store.Draft:
    try:
        return store.take(upload.chunks(), most)
    except store.TooLarge:
        raise Refused(_("This file is too large. The most we can take is %(most)s MB.") % {"most": f"{most / 1e6:g}"}) from None


@transaction.atomic
def _written(draft: store.Draft, kind: Kind, *, name: str, owner: tuple[str, uuid.UUID], by: models.Model | None) -> File:
    file = File.objects.create(
        owner_kind=owner[0],
        owner_id=owner[1],
        name=_clean(name, kind),
        type=kind.type,
        size=draft.size,
        sha256=draft.sha256,
        kept_at=clock.now(),
        kept_by=by.pk if by else None,
    )
    record.write(
        "files.kept", on=file, by=by,
        facts={"owner_kind": owner[0], "owner": owner[1], "type": kind.type, "size": draft.size, "sha256": draft.sha256},
    )  # fmt: skip
    return file


def _clean(name: str, kind: Kind) -> str:
    """The sender's name for it, without what could deceive, and with the ending of what it is."""
    stem = _UNSEEN.sub("", PurePath(name.replace("\\", "/")).name)
    stem = stem.removesuffix(PurePath(stem).suffix).strip(". ")[:LONGEST_NAME]
    return f"{stem or _('file')}{kind.ending}"


def _endings(allowed: Collection[Kind]) -> str:
    return ", ".join(sorted(kind.ending.removeprefix(".") for kind in allowed))
