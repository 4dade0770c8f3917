"""The shape of the directory: services, where and when, how sure we are, where each came from, what people say of them."""

from alongside.directory.models.card import Card
from alongside.directory.models.condition import Condition, Link
from alongside.directory.models.duplicates import Merge, Pair
from alongside.directory.models.saying import Correction, Enquiry, UnmetNeed
from alongside.directory.models.service import Contact, Service, ServiceLocation, ServiceTime
from alongside.directory.models.shortlist import Shortlist, ShortlistEntry
from alongside.directory.models.source import (
    Change,
    Difference,
    Fetched,
    Import,
    ImportProblem,
    Source,
    SourceOrganisation,
    SourceRecord,
)

__all__ = [
    "Card",
    "Change",
    "Condition",
    "Contact",
    "Correction",
    "Difference",
    "Enquiry",
    "Fetched",
    "Import",
    "ImportProblem",
    "Link",
    "Merge",
    "Pair",
    "Service",
    "ServiceLocation",
    "ServiceTime",
    "Shortlist",
    "ShortlistEntry",
    "Source",
    "SourceOrganisation",
    "SourceRecord",
    "UnmetNeed",
]
