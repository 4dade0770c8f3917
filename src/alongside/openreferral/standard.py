"""The national directory standard, Open Referral UK 3.0 (HSDS-UK 3.0), as typed structures, written by us from its facts.

Reading with them checks what the standard asks: required fields, enumerations, the shapes of UUID, e-mail, URI and
date-time. Nothing is ever null or "": what is not known is left out. Names are those of the standard; what it does not
have and we still say keeps the name that international HSDS 3.0 or 3.1 gives it, else stands under `alongside`.
Source: OpenReferralUK/uk-profile, schema (CC BY-SA 4.0); openreferraluk.org, developers.
"""

from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Meta, Struct

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_TIME = r"^\d{2}:\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$"
_URI = r"^[a-z][a-z0-9+.-]*:[^\s<>\"\\^`{|}]+$"
_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"

Id = Annotated[str, Meta(pattern=_UUID)]
Text = Annotated[str, Meta(min_length=1)]
Day = Annotated[str, Meta(pattern=_DATE)]
Clock = Annotated[str, Meta(pattern=_TIME)]
Moment = Annotated[str, Meta(pattern=_MOMENT)]
Uri = Annotated[str, Meta(pattern=_URI)]
Email = Annotated[str, Meta(pattern=_EMAIL)]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]
Kind = Literal["physical", "postal", "virtual"]
Item = TypeVar("Item")


class Thing(Struct, omit_defaults=True):
    """Anything with an id. Fields that are empty are left out when it is written."""

    id: Id


class TaxonomyTerm(Thing, kw_only=True):
    """One word of a list."""

    name: Text
    description: Text
    parent_id: Id | None = None
    taxonomy: Text | None = None
    taxonomy_id: Id | None = None
    term_uri: Uri | None = None


class Taxonomy(Thing, kw_only=True):
    """A list of words for needs, kinds or people."""

    name: Text
    description: Text
    uri: Uri | None = None
    taxonomy_terms: list[TaxonomyTerm] = []


class Attribute(Thing, kw_only=True):
    """That a term is said of something."""

    link_id: Id
    link_type: Text
    taxonomy_term_id: Id
    taxonomy_term: TaxonomyTerm


class Language(Thing, kw_only=True):
    """A language that is spoken there, as HSDS names it."""

    name: Text


class Phone(Thing, kw_only=True):
    """A number; `type` as HSDS has it: voice or text."""

    number: Text
    type: Literal["voice", "text"] = "voice"
    description: Text | None = None


class Contact(Thing, kw_only=True):
    """A way to reach a service that somebody agreed to publish. `phones` and `email` as HSDS names them."""

    name: Text | None = None
    email: Email | None = None
    phones: list[Phone] = []


class Address(Thing, kw_only=True):
    """Where a letter or a person comes to."""

    address_1: Text
    city: Text
    state_province: Text
    postal_code: Text
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
    address_type: Kind
    address_2: Text | None = None


class Accessibility(Thing, kw_only=True):
    """How to get in, in words."""

    description: Text
    details: Text | None = None


class OwnLocation(Struct, kw_only=True, omit_defaults=True):
    """What we say of a location that the standard has no name for. `access` is yes or no per feature."""

    access: dict[str, bool] = {}
    access_text: Text | None = None


class Location(Thing, kw_only=True):
    """A place where something happens."""

    location_type: Kind
    name: Text | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    addresses: list[Address] = []
    accessibility: list[Accessibility] = []
    alongside: OwnLocation | None = None


class Schedule(Thing, kw_only=True):
    """When it runs, as the parts of an RRULE (RFC 5545)."""

    service_id: Id | None = None
    service_at_location_id: Id | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    dtstart: Day | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: Annotated[int, Meta(ge=1)] | None = None
    byday: Text | None = None
    bymonthday: Text | None = None
    opens_at: Clock | None = None
    closes_at: Clock | None = None
    description: Text | None = None
    notes: Text | None = None


class ServiceArea(Thing, kw_only=True):
    """Where people must live to be served."""

    name: Text
    uri: Uri | None = None


class CostOption(Thing, kw_only=True):
    """What it costs: an amount in pounds, or words."""

    amount: float | None = None
    currency: Literal["GBP"] | None = None
    amount_description: Text | None = None


class OrganisationIdentifier(Thing, kw_only=True):
    """A number in a public register, by the codes of org-id.guide."""

    identifier_type: Text
    identifier: Text
    identifier_scheme: Text | None = None


class Organisation(Thing, kw_only=True):
    """Who runs it."""

    name: Text
    description: Text
    email: Email | None = None
    website: Uri | None = None
    uri: Uri | None = None
    organization_identifiers: list[OrganisationIdentifier] = []


class Capacity(Struct, kw_only=True, omit_defaults=True):
    """How full a service is, as somebody said on a day."""

    status: Literal["open", "waiting", "full", "paused"]
    said_on: Day
    weeks: int | None = None
    until: Day | None = None


class OwnService(Struct, kw_only=True, omit_defaults=True):
    """What we say of a service that the standard has no name for, so that another Alongside reads all of it."""

    summary: Text | None = None
    cost: Literal["free", "gift", "fee"] | None = None
    start: Literal["just_come", "ring", "form", "referral"] | None = None
    bring: Text | None = None
    expect: Text | None = None
    at_place: bool = False
    at_home: bool = False
    by_phone: bool = False
    online: bool = False
    everywhere: bool = False
    closed_on: list[Day] = []
    closed_on_holidays: bool = False
    times_text: Text | None = None
    patches: list[Text] = []
    areas: list[Text] = []
    """Codes of areas that have no official one."""
    capacity: Capacity | None = None
    sector: Text | None = None
    """Of the organisation that runs it: voluntary, council, health, public or business."""
    leads_to: Id | None = None
    """Of one that is no longer listed because it became part of another: the id of that other."""


class Unit(Thing, kw_only=True):
    """What is counted, as HSDS 3.1 names it."""

    name: Text


class ServiceCapacity(Thing, kw_only=True):
    """How many units are free, and when that was said. HSDS 3.1 has it; 3.0 has no field for it."""

    unit: Unit
    available: Annotated[float, Meta(ge=0)]
    updated: Moment
    description: Text | None = None


class Service(Thing, kw_only=True):
    """A service. In lists only what is single, and its organisation; alone with all that belongs to it."""

    name: Text
    status: Status
    last_modified: Moment | None = None
    description: Text | None = None
    url: Uri | None = None
    email: Email | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: Day | None = None
    assurer_email: Email | None = None
    alert: Text | None = None
    eligibility_description: Text | None = None
    application_process: Text | None = None
    wait_time: Text | None = None
    organization_id: Id | None = None
    organization: Organisation | None = None
    schedules: list[Schedule] = []
    service_areas: list[ServiceArea] = []
    service_at_locations: list["ServiceAtLocation"] = []
    languages: list[Language] = []
    cost_options: list[CostOption] = []
    contacts: list[Contact] = []
    attributes: list[Attribute] = []
    capacities: list[ServiceCapacity] = []
    alongside: OwnService | None = None


class ServiceAtLocation(Thing, kw_only=True):
    """A service at one of its locations."""

    service_id: Id | None = None
    location_id: Id | None = None
    location: Location | None = None
    service: Service | None = None
    schedules: list[Schedule] = []
    name: Text | None = None
    status: Status | None = None


class Page(Struct, Generic[Item], kw_only=True):
    """The envelope of every list. Nothing in it is left out."""

    total_items: Annotated[int, Meta(ge=0)]
    total_pages: Annotated[int, Meta(ge=0)]
    page_number: Annotated[int, Meta(ge=1)]
    size: Annotated[int, Meta(ge=0)]
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Item]


class Origin(Struct, kw_only=True, omit_defaults=True):
    """A source that some of the services came from, to be named by whoever uses them."""

    name: Text
    licence: Text | None = None
    url: Uri | None = None


class ApiDetails(Struct, kw_only=True, omit_defaults=True):
    """What stands at the base of a feed. The licence and whom to name are our own addition."""

    version: Text
    profile: Uri
    openapi_url: Uri
    publisher: Text | None = None
    publisher_email: Email | None = None
    licence: Text | None = None
    licence_url: Uri | None = None
    attribution: Text | None = None
    sources: list[Origin] = []


class Fault(Struct, kw_only=True, omit_defaults=True):
    """Why there is no answer, in plain words, and the parameter that is to blame."""

    error: Text
    parameter: Text | None = None
