"""Is a bundle, or a sealed PDF, whole? Tells exactly what was altered, from the file alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from alongside.agreements.bundle.verify.found import Found, NotOurs
from alongside.agreements.bundle.verify.parts import Zip
from alongside.agreements.bundle.verify.sealed import Pdf

__all__ = ["Found", "NotOurs", "verify"]


def verify(file: bytes, anchors: Sequence[str] = (), *, trusted: str = "") -> Found:
    """Look at every byte of a bundle or of a sealed PDF. `anchors` are fingerprints that somebody kept outside.

    With `trusted`, the one seal that we know, nothing that a stranger sent is read more deeply or set again: whoever has
    a web page check files for everybody gives it.
    """
    if file.startswith(b"%PDF-"):
        return Pdf(file, trusted).looked(anchors)
    if not file.startswith(b"PK"):
        raise NotOurs(_("This is neither a bundle (ZIP) nor a PDF, or its beginning was altered."))
    return Zip(file, trusted).looked(anchors)
