"""Which column of a spreadsheet means what: headings as charities write them, forgiving of small slips."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 88

SERVICE: dict[str, tuple[str, ...]] = {
    "key": ("id", "service id", "reference", "ref", "unique id", "uuid", "record id"),
    "name": ("name", "service name", "service", "title", "activity", "activity name", "project", "what", "group name", "club"),
    "organisation_key": ("organisation id", "organization id", "provider id"),
    "organisation": (
        "organisation",
        "organization",
        "organisation name",
        "organization name",
        "provider",
        "provider name",
        "run by",
        "provided by",
        "delivered by",
        "charity",
        "group",
        "who runs it",
    ),
    "intro": ("intro", "introduction", "summary", "short description", "in short"),
    "description": (
        "description",
        "about",
        "details",
        "what happens",
        "long description",
        "information",
        "what we do",
        "service description",
    ),
    "status": ("status", "state"),
    "url": ("url", "website", "web", "web address", "web site", "link", "web page"),
    "is_free": ("is free", "free", "free of charge"),
    "cost": ("cost", "costs", "fee", "fees", "price", "charge", "charges", "fees text", "cost details", "how much"),
    "ages": ("age", "ages", "age group", "age range", "criteria age group", "age groups", "suitable ages"),
    "minimum_age": ("minimum age", "min age", "age from", "from age", "youngest"),
    "maximum_age": ("maximum age", "max age", "age to", "to age", "oldest"),
    "eligibility": (
        "eligibility",
        "who is it for",
        "who it is for",
        "who for",
        "audience",
        "target audience",
        "target group",
        "criteria other",
        "criteria",
    ),
    "disability": ("criteria disability",),
    "employment": ("criteria employment",),
    "gender": ("criteria gender", "gender"),
    "housing": ("criteria housing",),
    "income": ("criteria income",),
    "spoken": ("criteria language",),
    "languages": ("languages", "language", "languages spoken"),
    "start": (
        "how to join",
        "how to access",
        "how to start",
        "referral",
        "access route",
        "booking",
        "how to book",
        "how to refer",
        "referral process",
    ),
    "bring": ("what to bring", "bring", "documents to bring"),
    "expect": ("what to expect", "expect"),
    "days": ("day", "days", "day of week", "which day"),
    "times": ("times", "time", "when", "opening times", "opening hours", "hours", "days and times", "session times", "opening"),
    "opens": ("start time", "opens", "opens at", "from time", "starts at", "starts"),
    "closes": ("end time", "closes", "closes at", "to time", "ends at", "finish time", "ends"),
    "phone": (
        "phone",
        "telephone",
        "tel",
        "phone number",
        "telephone number",
        "contact phone",
        "contact number",
        "contact telephone",
        "mobile",
    ),
    "email": ("email", "e mail", "email address", "contact email", "e mail address"),
    "consent": (
        "consent",
        "publish",
        "publish contacts",
        "consent to publish",
        "may we publish",
        "show contacts",
        "publish contact details",
        "permission to publish",
    ),
    "terms": (
        "category",
        "categories",
        "type",
        "topic",
        "topics",
        "need",
        "needs",
        "taxonomy",
        "theme",
        "themes",
        "service type",
    ),
    "assured": (
        "assured date",
        "last checked",
        "last updated",
        "confirmed",
        "last confirmed",
        "date checked",
        "reviewed",
        "last reviewed",
    ),
    "access_text": ("accessibility", "access", "access information", "disabled access"),
    "hidden": ("hidden address", "hide address", "address private", "confidential address"),
}
PLACE: dict[str, tuple[str, ...]] = {
    "venue": ("venue", "venue name", "location name", "building", "location", "where"),
    "line_1": ("address line 1", "address 1", "address", "street", "street address", "venue address"),
    "line_2": ("address line 2", "address 2"),
    "line_3": ("address line 3", "address 3"),
    "town": ("city", "town", "town city", "village", "town or city", "post town"),
    "county": ("county", "region"),
    "postcode": ("postcode", "post code", "postal code", "zip"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lng", "lon"),
}
IDENTITY = {"key": ("id", "location id", "uuid")}
ORGANISATION: dict[str, tuple[str, ...]] = {
    "key": ("id", "organisation id", "organization id", "uuid"),
    "name": ("name", "organisation", "organization", "organisation name", "organization name"),
    "about": ("description", "about"),
    "url": ("url", "website", "web address"),
}
LINK: dict[str, tuple[str, ...]] = {"service": ("service id", "service"), "location": ("location id", "location")}

Columns = dict[str, str]
"""The heading in the sheet for each of our fields."""


def plain(heading: str) -> str:
    """A heading without stars, marks and capitals."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())


def understood(headings: Iterable[str], wanted: dict[str, tuple[str, ...]]) -> Columns:
    """Which heading stands for which field: those spelt as we know them first, then those spelt nearly so."""
    headings = list(headings)
    words = {word: field for field, known in wanted.items() for word in known}
    order = {word: place for known in wanted.values() for place, word in enumerate(known)}
    found: Columns = {}
    rank: dict[str, int] = {}
    for heading in headings:
        word = plain(heading)
        field = words.get(word)
        if field and order[word] < rank.get(field, 99):
            found[field], rank[field] = heading, order[word]
    for heading in headings:
        if heading in found.values() or len(plain(heading)) < 4 or plain(heading) in words:
            continue
        near = process.extractOne(plain(heading), list(words), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        if near and words[near[0]] not in found:
            found[words[near[0]]] = heading
    return found


def shown(columns: Columns) -> dict[str, str]:
    """How each heading was understood, for the report."""
    return {heading: field for field, heading in columns.items()}
