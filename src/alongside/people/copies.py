"""A copy of everything that is held about somebody, as one file: a page to read, JSON for machines, and the files they sent."""

from __future__ import annotations

import io
import tempfile
import uuid
import zipfile
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.files import actions as files
from alongside.files import queries as kept
from alongside.jobs import actions as jobs
from alongside.jobs import holding
from alongside.kit import clock
from alongside.people import mails, policy, showing, whose
from alongside.people.models import Copy
from alongside.record import actions as record

if TYPE_CHECKING:
    from typing import IO

    from django.db import models

    from alongside.files.models import File
    from alongside.people.models import Person

OWNER = "people.copy"
NAME = "what-we-hold-about-you.zip"


def of(person: Person) -> Copy | None:
    """The copy that is being made, or else the last that can still be fetched."""
    found = Copy.objects.filter(person=person)
    return found.filter(made_at=None).first() or found.filter(expires_at__gt=clock.now()).first()


def file_of(copy: Copy | None) -> File | None:
    """Its file, once it is there."""
    return kept.of(OWNER, copy.pk).first() if copy and copy.made_at else None


def may_open(id: uuid.UUID, person: models.Model | None) -> bool:
    """Only they themselves, signed in, and not for ever."""
    return person is not None and Copy.objects.filter(pk=id, person=person.pk, expires_at__gt=clock.now()).exists()


@transaction.atomic
def ask(person: Person) -> Copy:
    """Somebody wants a copy. It is made at once in the background; a mail says that it is there."""
    copy, is_new = Copy.objects.get_or_create(person=person, made_at=None, defaults={"asked_at": clock.now()})
    if is_new:
        record.write("people.copy_asked", on=person, by=person)
        jobs.put("people.make_copy", copy=str(copy.pk))
    return copy


def make(id: str) -> None:
    """Make it. When it was made already, or its person has gone, nothing is done."""
    copy = Copy.objects.filter(pk=id, made_at=None).select_related("person").first()
    if copy is None:
        return
    with tempfile.TemporaryFile() as out:
        _pack(copy, out)
        out.seek(0)
        _keep(copy, out)


def let_go(person: Person) -> None:
    """Said to `leaving`: the copies go with the account."""
    files.remove_of(OWNER, list(Copy.objects.filter(person=person).values_list("pk", flat=True)))


def sweep() -> int:
    """Let go of copies whose time is over."""
    over = [str(pk) for pk in Copy.objects.filter(expires_at__lt=clock.now()).values_list("pk", flat=True)]
    files.remove_of(OWNER, [uuid.UUID(pk) for pk in over])
    Copy.objects.filter(pk__in=over).delete()
    return len(over)


def _pack(copy: Copy, out: IO[bytes]) -> None:
    shown = showing.everything(whose.of_person(copy.person), most=None)
    sent = [file for file in shown.files if file.owner_kind != OWNER]
    Copy.objects.filter(pk=copy.pk).update(of=len(sent) + 1, done=1)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "read-me-first.html", render_to_string("people/yours/copy.html", {"shown": shown, "base": settings.ADDRESS})
        )
        packed.writestr("everything.json", showing.as_json(shown))
        for number, file in enumerate(sent, 1):
            path = kept.content_of(file)
            if path.exists():
                packed.write(path, f"files/{number:03}-{file.name}")
            Copy.objects.filter(pk=copy.pk).update(done=number + 1)
            holding.keep_hold()


@transaction.atomic
def _keep(copy: Copy, out: IO[bytes]) -> None:
    now = clock.now()
    parts = iter(lambda: out.read(io.DEFAULT_BUFFER_SIZE * 8), b"")
    if Copy.objects.filter(pk=copy.pk, made_at=None).update(made_at=now, expires_at=now + policy.COPY_FOR):
        files.keep_own(parts, name=NAME, owner_kind=OWNER, owner_id=copy.pk)
        mails.told(copy.person, "copy_ready", url=settings.ADDRESS + reverse("people:yours"), days=policy.COPY_FOR.days)
