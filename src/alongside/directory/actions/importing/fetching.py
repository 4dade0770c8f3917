"""Fetches an Open Referral UK feed, 1.0 or 3.0: page by page, then each service with everything inside where lists leave it out.

It is polite: one question after the other with a pause between, no question twice that was answered lately, and it stays away
as long as a site asks for. It has limits: of one answer, of all of them together, of pages and of time.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from alongside.directory.actions.importing.mapping import key_of
from alongside.directory.actions.importing.shapes import Provenance, SourceError
from alongside.kit import fetch

MAX_BYTES = 60_000_000
MAX_BYTES_IN_ALL = 1_000_000_000
MAX_PAGES = 5_000
SECONDS = 60.0
SECONDS_IN_ALL = 4 * 3600.0
PAUSE = 0.1
"""Between two questions to one site."""
PATIENCE = 60.0
"""A site that asks for a longer wait is asked again another day."""
TRIES = 3
IN_TROUBLE = 10
"""After so many single services in a row that do not answer, the site is down rather than the record broken."""
ASKED = {"per_page": "100", "full": "true"}
"""What makes fewer questions of a feed that understands it. One that refuses it is asked without."""
_STRICT = frozenset({400, 404, 405, 406, 414, 422, 500, 501})
_BUSY = frozenset({429, 502, 503, 504})
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
NESTED = ("service_at_locations", "schedules", "contacts", "cost_options", "attributes", "regular_schedules", "alongside")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Known:
    """An answer that we have. A fresh one is good as it is; an older one, if the site says that nothing changed."""

    body: bytes
    mark: str
    modified: str
    is_fresh: bool


class Memory(Protocol):
    """Where answers are kept from one reading to the next."""

    def known(self, address: str) -> Known | None:
        """What this address answered before."""

    def keep(self, address: str, answer: fetch.Answer, body: bytes) -> None:
        """Keep what it answered now. `body` is the answer without names of people."""


class NoMemory:
    """Keeps nothing: for a feed that is read once."""

    def known(self, address: str) -> Known | None:
        return None

    def keep(self, address: str, answer: fetch.Answer, body: bytes) -> None:
        return None


class Feed:
    """A feed at an address: its root, or anything up to its list of services."""

    def __init__(
        self,
        address: str,
        progress: Progress,
        *,
        allow_private: bool = False,
        memory: Memory | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self.progress = progress
        self.allow_private = allow_private
        self.memory = memory or NoMemory()
        self.wait = wait
        self.site = site_of(address)
        self.asked: dict[str, str] = dict(ASKED)
        self.version = 1
        self.is_whole = True
        self.began = time.monotonic()
        self.bytes = 0
        self.pause = 0.0 if allow_private else PAUSE

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
        if any(isinstance(raw, dict) and any(key in raw for key in NESTED) for raw in raws):
            return raws
        failed = 0
        for number, raw in enumerate(raws):
            raws[number] = whole = self._whole(raw, number, len(raws))
            failed = failed + 1 if isinstance(whole, dict) and whole.get(PARTLY) else 0
            if failed >= IN_TROUBLE:
                raise SourceError(_("%(site)s stopped answering for single services.") % {"site": self.site})
        return raws

    def provenance(self) -> Provenance:
        """Who publishes it, under which licence and how to be named, where a feed of version 3 says so."""
        try:
            said = self._get(self.root.removesuffix("/services") or self.root) if self.version != 1 else {}
        except SourceError:
            said = {}
        words = {key: " ".join(str(said.get(key) or "").split()) for key in ("publisher", "licence", "attribution")}
        return Provenance(words["publisher"][:200], words["licence"][:200], words["attribution"][:500])

    def has(self, key: str) -> bool | None:
        """Whether the source still answers for this record; None where it does not say.

        One that leads us to another record has it no more: it became part of that other.
        """
        try:
            answer = self._ask(f"{self.root}/{key}")
        except fetch.FetchError as why:
            return False if why.status in _GONE else None
        except SourceError:
            return None
        return _is_of(key, answer)

    def _pages(self) -> Iterator[list[Any]]:
        seen: set[bytes] = set()
        count = 0
        for number in range(1, MAX_PAGES + 1):
            given = self._get(self._page(number)) if number > 1 else self._first()
            page = services(given)
            mark = blake2b(json.dumps(page, sort_keys=True).encode()).digest()
            if not page or mark in seen:
                self._check_whole(given, count, ended=_is_last(given, number))
                return
            seen.add(mark)
            count += len(page)
            yield page
            if _is_last(given, number):
                self._check_whole(given, count, ended=True)
                return
        raise SourceError(_("The feed never ends: we stopped after %(count)s pages.") % {"count": MAX_PAGES})

    def _check_whole(self, given: Any, count: int, *, ended: bool) -> None:
        """Whether all that it promised came."""
        promised = [given.get(key) for key in ("total_items", "totalElements")] if isinstance(given, dict) else []
        total = next((said for said in promised if isinstance(said, int)), None)
        self.is_whole = count >= total if total is not None else ended

    def _first(self) -> Any:
        try:
            given = self._read(self._page(1))
        except fetch.FetchError as why:
            if why.status not in _STRICT:
                raise SourceError(str(why), wait=why.wait) from why
            self.asked = {}
            given = self._get(self._page(1))
        if isinstance(given, dict) and isinstance(given.get("contents"), list):
            self.version = 3
        return given

    def _page(self, number: int) -> str:
        query = self.asked | dict(parse_qsl(urlsplit(self.address).query)) | {"page": str(number)}
        return f"{self.root}?{urlencode(query)}"

    def _whole(self, raw: Any, number: int, total: int) -> Any:
        """One service with everything inside; as the list had it where the feed does not answer for it."""
        if number % 50 == 49:
            self.progress(_("Read %(count)s of %(total)s services with their places.") % {"count": number + 1, "total": total})
        if not isinstance(raw, dict):
            return raw
        try:
            whole = self._get(f"{self.root}/{raw['id']}")
        except (SourceError, KeyError):
            return {**raw, PARTLY: True}
        return {**raw, **whole} if isinstance(whole, dict) and whole.get("name") else {**raw, PARTLY: True}

    def _get(self, url: str) -> Any:
        try:
            return self._read(url)
        except fetch.FetchError as reason:
            raise SourceError(str(reason), wait=reason.wait) from reason

    def _read(self, url: str) -> Any:
        known = self.memory.known(url)
        if known and known.is_fresh:
            return parsed(known.body)
        answer = self._ask(url, known)
        if answer.unchanged and known:
            self.memory.keep(url, answer, known.body)
            return parsed(known.body)
        given = parsed(answer.body, answer.kind)
        self.memory.keep(url, answer, json.dumps(_without_people(given), ensure_ascii=False).encode())
        return given

    def _ask(self, url: str, known: Known | None = None) -> fetch.Answer:
        """One question, after a pause; again after a while where the site is busy or the line was cut."""
        for tried in range(1, TRIES + 1):
            self._check_limits()
            if self.pause:
                self.wait(self.pause)
            try:
                answer = fetch.ask(
                    url,
                    max_bytes=MAX_BYTES,
                    seconds=SECONDS,
                    allow_private=self.allow_private,
                    mark=known.mark if known else "",
                    modified=known.modified if known else "",
                )
            except fetch.FetchError as why:
                wait = why.wait if why.wait is not None else 2.0**tried
                if tried == TRIES or why.status not in _BUSY or wait > PATIENCE:
                    raise
                self.progress(_("%(site)s asks us to wait.") % {"site": self.site})
                self.wait(wait)
            else:
                self.bytes += len(answer.body)
                return answer
        raise AssertionError  # the last try answers or raises

    def _check_limits(self) -> None:
        if self.bytes > MAX_BYTES_IN_ALL:
            raise SourceError(_("The feed is larger than we can read."))
        if time.monotonic() - self.began > SECONDS_IN_ALL:
            raise SourceError(_("The feed takes longer than we can wait. What came so far is not asked for again."))


PARTLY = "_partly"
"""Marks a record of which only the list could be read."""


def site_of(address: str) -> str:
    """The site that a feed belongs to, as people know it."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def parsed(content: bytes, kind: str = "") -> Any:
    """What a feed or its file says, as JSON or as a line of JSON for each service; or SourceError."""
    said = content.decode("utf-8-sig", errors="replace")
    try:
        if "ndjson" in kind or "jsonl" in kind:
            return _lines(said)
        return json.loads(said)
    except (ValueError, RecursionError) as reason:
        try:
            return _lines(said)
        except (ValueError, RecursionError):
            if said.lstrip()[:1] == "<":
                raise SourceError(_("This is a web page, not a feed. Look for the address of the feed itself.")) from reason
            raise SourceError(_("This is not a feed that we can read: its JSON is broken.")) from reason


def _lines(said: str) -> list[Any]:
    found = [json.loads(line) for line in said.splitlines() if line.strip()]
    if not all(isinstance(one, dict) for one in found) or (len(found) < 2 and "contents" in (found[0] if found else {})):
        raise ValueError
    return found


def services(given: Any) -> list[Any]:
    """The services in a page of a feed, in a file that is a bare list of them, or in one that is a single one."""
    if isinstance(given, list):
        return given
    if isinstance(given, dict):
        for key in ("contents", "content", "services"):
            if isinstance(given.get(key), list):
                return list(given[key])
        if "organization" in given and "name" in given:
            return [given]
    raise SourceError(_("There are no services in it that we can find."))


def _without_people(given: Any) -> Any:
    """The same without the names of people to ask for, which we do not take."""
    if isinstance(given, list):
        return [_without_people(one) for one in given]
    if not isinstance(given, dict):
        return given
    bare = {}
    for key, value in given.items():
        if key == "contacts" and isinstance(value, list) and "alongside" not in given:
            bare[key] = [{k: v for k, v in one.items() if k != "name"} if isinstance(one, dict) else one for one in value]
        else:
            bare[key] = _without_people(value) if isinstance(value, dict | list) else value
    return bare


def _is_of(key: str, answer: fetch.Answer) -> bool:
    """Whether an answer is of the record that was asked for. One that names none is taken to be."""
    try:
        said = parsed(answer.body, answer.kind)
    except SourceError:
        return True
    named = said.get("id") if isinstance(said, dict) else None
    return named is None or key_of(named) == key


def _is_last(given: Any, number: int) -> bool:
    if not isinstance(given, dict):
        return True
    if given.get("last") is True or given.get("last_page") is True:
        return True
    pages = given.get("totalPages", given.get("total_pages"))
    return isinstance(pages, int) and number >= pages
