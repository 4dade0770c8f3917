"""The wrapping of a bundle (ZIP): what is in it, and whether the wrapping itself was altered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.agreements import bundle
from alongside.agreements.bundle.verify.found import Found, NotOurs

LARGEST = 200_000_000
A_SLIP = 4
"""So many other bytes in the wrapping are an alteration; more, and another program has packed the same files anew."""


class Packed:
    """A ZIP file with its parts. `torn` are those whose checksum does not fit: whoever knows them says first what was altered."""

    def __init__(self, file: bytes, found: Found) -> None:
        self.file, self.found = file, found
        self.parts: dict[str, bytes] = {}
        self.torn: list[str] = []
        try:
            with zipfile.ZipFile(io.BytesIO(file)) as packed:
                infos = packed.infolist()
                if sum(one.file_size for one in infos) > LARGEST:
                    raise NotOurs(_("This file unpacks to more than any bundle holds."))
                for one in infos:
                    self._take(packed, one)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError) as why:
            found.say(_("The wrapping of the bundle (ZIP) was altered or cut off: %(why)s"), why=why)

    def _take(self, packed: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
        if one.filename in self.parts:
            self.found.say(_("%(name)s is in the bundle twice."), one.filename)
            return
        try:
            self.parts[one.filename] = packed.read(one)
        except zipfile.BadZipFile:
            self.torn.append(one.filename)
            if one.compress_type == zipfile.ZIP_STORED:
                self.parts[one.filename] = self._raw(one)

    def _raw(self, one: zipfile.ZipInfo) -> bytes:
        """What stands there, whatever its checksum: the parts know better than the wrapping what was altered."""
        head = self.file[one.header_offset : one.header_offset + 30]
        start = one.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return self.file[start : start + one.file_size]

    def look_at_rest(self, order: Iterable[str]) -> None:
        """What the parts have not told: a checksum that does not fit, an altered byte of the ZIP itself.

        A bundle that another program has packed anew is let pass.
        """
        for name in self.torn:
            if name not in self.found.blamed:
                self.found.say(_("%(name)s was altered after it was packed: its checksum does not fit."), name)
        if self.found.problems:
            return
        meant = bundle.pack({name: self.parts[name] for name in order})
        if meant == self.file:
            return
        others = [at for at, (one, other) in enumerate(zip(self.file, meant, strict=False)) if one != other]
        if len(meant) == len(self.file) and len(others) <= A_SLIP:
            words = _("The wrapping of the bundle (ZIP) was altered at byte %(at)s; the files in it are whole.")
            self.found.say(words, at=f"{others[0] + 1:,}")
        elif meant in self.file:
            self.found.say(_("Bytes were put before or after the bundle."))
        else:
            self.found.notes.append(_("Another program has packed this bundle anew; the files in it are the same."))
