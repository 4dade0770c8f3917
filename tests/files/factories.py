"""Uploads of every kind, and files that were kept."""

import io
import uuid
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.files import actions, owners
from alongside.files.models import File
from tests.kit.pictures import png

OPEN, MEMBERS, SECRET = "tests.open", "tests.members", "tests.secret"
owners.register(OPEN, lambda owner_id, person: True)
owners.register(MEMBERS, lambda owner_id, person: person is not None)
owners.register(SECRET, lambda owner_id, person: person is not None, is_sensitive=True)

PNG = png(500, 400)


def zipped(*parts: str, **contents: bytes) -> bytes:
    """A packed file with these parts inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in contents.items():
            made.writestr(name, content)
        for name in parts:
            made.writestr(name, b"<xml/>")
    return out.getvalue()


def upload(content: bytes = PNG, name: str = "the hall.png", said: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=said)


def a_file(content: bytes = PNG, name: str = "the hall.png", owner_kind: str = OPEN, by: object = None) -> File:
    return actions.keep(upload(content, name), owner_kind=owner_kind, owner_id=uuid.uuid4(), by=by)  # type: ignore[arg-type]
