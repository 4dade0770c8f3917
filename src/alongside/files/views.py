"""Opening a file."""

import uuid
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from alongside.files import kinds, owners, store
from alongside.files.models import File
from alongside.record import actions as record

Answer = TypeVar("Answer", HttpResponse, HttpResponseNotModified, FileResponse)


@login_not_required
@require_safe
def open_file(request: HttpRequest, id: uuid.UUID) -> HttpResponse | FileResponse:
    """The content of a file, for those who may open it; for all others there is no such file.

    Pictures are shown. All else is saved, never run or shown in our name.
    """
    file = get_object_or_404(File, pk=id)
    person = request.user if request.user.is_authenticated else None
    if not owners.may_open(file, person):
        raise Http404
    if person and owners.owner(file.owner_kind).is_sensitive:
        record.read(file, by=person)
    etag = f'"{file.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _guarded(HttpResponseNotModified(), etag)
    try:
        content = store.path_of(file.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    shown = kinds.BY_TYPE[file.type].is_picture
    return _guarded(FileResponse(content, as_attachment=not shown, filename=file.name, content_type=file.type), etag)


def _guarded(answer: Answer, etag: str) -> Answer:
    """Asked anew each time, kept by no one between, and without any right in our name."""
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer
