"""Keeps the answers of a source from one reading to the next, so that a cut one goes on and an unchanged one is not sent again."""

import datetime as dt
import zlib

from alongside.directory.actions.importing.fetching import Known
from alongside.directory.models import Fetched, Source
from alongside.kit import clock, fetch

FRESH_FOR = dt.timedelta(hours=20)
"""A reading that was cut off goes on with what it had for so long."""


class Kept:
    """The answers of one source, in the database."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.began = clock.now()

    def known(self, address: str) -> Known | None:
        """What this address answered before."""
        row = Fetched.objects.filter(source=self.source, address=address[:1100]).first()
        if row is None:
            return None
        fresh = row.is_fresh and row.at > self.began - FRESH_FOR
        try:
            return Known(zlib.decompress(bytes(row.body)), row.mark, row.modified, fresh)
        except zlib.error:
            return None

    def keep(self, address: str, answer: fetch.Answer, body: bytes) -> None:
        """Keep what it answered now."""
        facts = {
            "body": zlib.compress(body, 6),
            "mark": answer.mark,
            "modified": answer.modified,
            "is_fresh": True,
            "at": clock.now(),
        }
        Fetched.objects.update_or_create(source=self.source, address=address[:1100], defaults=facts)

    def done(self) -> None:
        """The reading is at its end: next time each answer is asked for anew. What was not asked for now is let go."""
        rows = Fetched.objects.filter(source=self.source)
        rows.filter(is_fresh=False).delete()
        rows.filter(at__lt=self.began - FRESH_FOR).delete()
        rows.update(is_fresh=False)
