"""The columns that charities keep of organisations, by the headings that their own lists have."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.kit import columns

WORDS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "organisation", "organization", "org name", "organisation name", "organization name", "org", "group name", "group",
        "charity name", "charity", "name of group", "name of organisation", "company name", "member", "member name", "account name",
    ),
    "legal_name": ("legal name", "registered name", "full legal name"),
    "other_names": ("other names", "also known as", "aka", "known as", "working name", "trading name", "trading as", "acronym", "initials"),
    "charity_number": (
        "charity no", "charity number", "registered charity number", "charity reg no", "charity registration number",
        "registered charity no", "reg charity no", "reg charity number", "charity reg number", "charity num",
        "charity commission number", "regno", "reg no", "registration number",
    ),
    "company_number": ("company no", "company number", "companies house number", "company reg no", "company registration number"),
    "what": ("type", "kind", "legal structure", "legal status", "legal form", "organisation type", "org type", "type of organisation", "structure", "sector", "constitution"),
    "about": ("about", "description", "aims", "activities", "what we do", "objects", "summary", "purpose", "aims and objectives", "details"),
    "url": ("website", "web", "url", "web address", "web site", "webpage", "web page", "www"),
    "income": ("income", "annual income", "turnover", "annual turnover", "latest income", "income band", "size", "income last year"),
    "causes": ("cause", "causes", "client group", "client groups", "beneficiaries", "category", "categories", "who they help", "theme", "service user group", "main activity", "field of work"),
    "patches": ("area", "district", "patch", "area of benefit", "area covered", "geographic area", "locality", "ward", "areas", "geographical area"),
    "staff": ("staff", "no of staff", "number of staff", "paid staff", "employees", "number of employees"),
    "trustees": ("trustees", "no of trustees", "number of trustees", "committee members"),
    "volunteers": ("volunteers", "no of volunteers", "number of volunteers"),
    "opening": ("opening hours", "opening times", "hours", "opening", "office hours"),
    "contact_name": ("contact name", "contact", "main contact", "primary contact", "contact person", "full name", "named contact", "lead contact"),
    "first_name": ("first name", "forename", "contact first name"),
    "last_name": ("last name", "surname", "contact last name", "contact surname"),
    "contact_role": ("position", "job title", "contact position", "contact role", "role", "contact title", "title"),
    "phone": ("tel", "telephone", "phone", "tel no", "telephone number", "phone number", "contact number", "landline", "contact telephone", "contact phone", "office phone", "work phone"),
    "mobile": ("mobile", "mobile number", "mobile no", "mobile phone", "cell", "tel 2", "phone 2", "telephone 2"),
    "email": ("e mail", "email", "email address", "e mail address", "contact email", "main email", "contact e mail"),
    "email_2": ("email 2", "e mail 2", "second email", "alternative email", "other email"),
    "consent": ("consent", "consent to publish", "publish", "gdpr consent", "permission to publish", "publish contact details", "gdpr"),
    "line_1": ("address 1", "address line 1", "address", "address1", "street", "street address", "postal address"),
    "line_2": ("address 2", "address line 2", "address2"),
    "line_3": ("address 3", "address line 3", "address3"),
    "town": ("town", "city", "town city", "town or city", "post town", "address 4", "village"),
    "county": ("county", "address 5"),
    "postcode": ("postcode", "post code", "postal code", "zip"),
    "contacted_on": ("last contacted", "last contact", "date last contacted", "last contact date", "date of last contact", "last spoke"),
    "notes": ("notes", "comments", "remarks", "contact notes"),
}  # fmt: skip
"""How real lists call each field, the likeliest first."""

LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "legal_name": _("Legal name"),
    "other_names": _("Other names"),
    "charity_number": _("Charity number"),
    "company_number": _("Company number"),
    "what": _("What it is (sector or kind)"),
    "about": _("About"),
    "url": _("Website"),
    "income": _("Income in a year"),
    "causes": _("Whom it helps"),
    "patches": _("Parts of the county it serves"),
    "staff": _("How many staff"),
    "trustees": _("How many trustees"),
    "volunteers": _("How many volunteers"),
    "opening": _("Opening hours"),
    "contact_name": _("Contact: name"),
    "first_name": _("Contact: first name"),
    "last_name": _("Contact: last name"),
    "contact_role": _("Contact: role"),
    "phone": _("Contact: phone"),
    "mobile": _("Contact: second phone"),
    "email": _("Contact: e-mail"),
    "email_2": _("Contact: second e-mail"),
    "consent": _("Contact: may we show it?"),
    "line_1": _("Address, first line"),
    "line_2": _("Address, second line"),
    "line_3": _("Address, third line"),
    "town": _("Town"),
    "county": _("County"),
    "postcode": _("Postcode"),
    "contacted_on": _("Last contacted on"),
    "notes": _("Notes for the contact log"),
}

Columns = columns.Columns


def guessed(headings: Iterable[str]) -> Columns:
    """Which heading seems to stand for which field."""
    return columns.understood(headings, WORDS)
