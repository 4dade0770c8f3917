"""Fetches an Open Referral UK 1.0 feed: page by page, then each service with everything inside."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from alongside.directory.actions.importing.shapes import SourceError
from alongside.kit import fetch

MAX_BYTES = 60_000_000
MAX_PAGES = 5_000
SECONDS = 60.0
Progress = Callable[[str], None]


class Feed:
    """A feed at an address: its root, or anything up to its list of services."""

    def __init__(self, address: str, progress: Progress, *, allow_private: bool = False) -> None:
        self.address = address
        self.progress = progress
        self.allow_private = allow_private
        self.site = site_of(address)

    @property
    def root(self) -> str:
        """Where its services are."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        return urlunsplit((parts.scheme, parts.netloc, path if path.endswith("/services") else f"{path}/services", "", ""))

    def services(self) -> list[Any]:
        """All its services; with everything inside each where the list leaves places out."""
        raws: list[Any] = []
        for page in self._pages():
            raws += page
            self.progress(_("Read %(count)s services from %(site)s.") % {"count": len(raws), "site": self.site})
        if any(isinstance(raw, dict) and "service_at_locations" in raw for raw in raws):
            return raws
        return [self._whole(raw, number, len(raws)) for number, raw in enumerate(raws, start=1)]

    def _pages(self) -> Iterator[list[Any]]:
        before: list[Any] | None = None
        for number in range(1, MAX_PAGES + 1):
            given = self._get(self._page(number))
            page = services(given)
            if not page or page == before:
                return
            yield page
            if _is_last(given, number):
                return
            before = page
        raise SourceError(_("The feed never ends: we stopped after %(count)s pages.") % {"count": MAX_PAGES})

    def _page(self, number: int) -> str:
        query = dict(parse_qsl(urlsplit(self.address).query)) | {"page": str(number)}
        return f"{self.root}?{urlencode(query)}"

    def _whole(self, raw: Any, number: int, total: int) -> Any:
        """One service with everything inside; as the list had it where the feed does not answer for it."""
        if number % 50 == 0:
            self.progress(_("Read %(count)s of %(total)s services with their places.") % {"count": number, "total": total})
        try:
            whole = self._get(f"{self.root}/{raw['id']}")
        except (SourceError, KeyError, TypeError):
            return raw
        return {**raw, **whole} if isinstance(whole, dict) and whole.get("name") else raw

    def _get(self, url: str) -> Any:
        try:
            return parsed(fetch.get(url, max_bytes=MAX_BYTES, seconds=SECONDS, allow_private=self.allow_private))
        except fetch.FetchError as reason:
            raise SourceError(str(reason)) from reason


def site_of(address: str) -> str:
    """The site that a feed belongs to, as people know it."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def parsed(content: bytes) -> Any:
    """What a feed or its file says, or SourceError."""
    try:
        return json.loads(content.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as reason:
        raise SourceError(_("This is not a feed that we can read: its JSON is broken.")) from reason


def services(given: Any) -> list[Any]:
    """The services in a page of a feed, in a file that is a bare list of them, or in one that is a single one."""
    if isinstance(given, list):
        return given
    if isinstance(given, dict):
        for key in ("content", "services"):
            if isinstance(given.get(key), list):
                return list(given[key])
        if "organization" in given and "name" in given:
            return [given]
        if "contents" in given:
            raise SourceError(_("This is a feed of version 3. Only version 1.0 can be read here for now."))
    raise SourceError(_("There are no services in it that we can find."))


def _is_last(given: Any, number: int) -> bool:
    if not isinstance(given, dict) or given.get("last") is True:
        return True
    return isinstance(given.get("totalPages"), int) and number >= given["totalPages"]
