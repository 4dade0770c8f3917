"""Puts one row of a list in our words. A row that cannot be an organisation says why; a cell that makes no sense is noted."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.kit import clock
from alongside.kit.cleaning import date, email, line, name_key, number, phone, text, url, yes_or_no
from alongside.organisations import identifiers
from alongside.organisations.actions.importing.columns import Columns
from alongside.organisations.models import Contact, Identifier, Organisation
from alongside.places import postcodes

Facts = dict[str, Any]
LONGEST_NAME = 300
Kind, Sector, Size = Organisation.Kind, Organisation.Sector, Organisation.Size

WHAT: tuple[tuple[tuple[str, ...], tuple[str, str]], ...] = (
    (("faith", "church", "mosque", "temple", "synagogue", "parish church", "religious"), (Sector.VOLUNTARY, Kind.FAITH)),
    (("cic", "community interest company", "social enterprise", "community benefit society", "co op", "cooperative"),
     (Sector.VOLUNTARY, Kind.SOCIAL_ENTERPRISE)),
    (("unincorporated", "community group", "constituted group", "association", "club", "community", "informal", "residents"),
     (Sector.VOLUNTARY, Kind.COMMUNITY)),
    (("charity", "cio", "charitable", "registered charity", "trust"), (Sector.VOLUNTARY, Kind.CHARITY)),
    (("nhs", "health"), (Sector.HEALTH, Kind.OTHER)),
    (("council", "local authority", "statutory", "local government"), (Sector.COUNCIL, Kind.OTHER)),
    (("public sector", "police", "school", "college", "university", "other public"), (Sector.PUBLIC, Kind.OTHER)),
    (("business", "private", "commercial"), (Sector.BUSINESS, Kind.OTHER)),
    (("voluntary", "vcse", "vcs", "third sector", "vcfse", "not for profit", "non profit"), (Sector.VOLUNTARY, Kind.OTHER)),
)  # fmt: skip
NO_WORD = gettext_noop("We have no word of ours for whom it helps.")
NO_PATCH = gettext_noop("We know no part of the county by this name.")
BANDS = ((1, Size.NONE), (10_000, Size.MICRO), (100_000, Size.SMALL), (1_000_000, Size.MEDIUM), (10_000_000, Size.LARGE))


class Refused(Exception):
    """One row cannot become an organisation. The message says why."""


@dataclass
class Notes:
    """What was left out on the way, by kind, with a few examples of each."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, note: str, example: str = "") -> None:
        self.found.setdefault(note, []).append(example[:60])

    def listed(self) -> list[dict[str, Any]]:
        return [
            {"note": note, "count": len(examples), "examples": list(dict.fromkeys(filter(None, examples)))[:5]}
            for note, examples in self.found.items()
        ]


class Reader:
    """Reads the rows of one list. `words` and `patches` lead from what people write to our terms and patches."""

    def __init__(self, columns: Columns, *, words: dict[str, uuid.UUID], patches: dict[str, uuid.UUID], source: str) -> None:
        self.columns = columns
        self.words = words
        self.patches = patches
        self.source = source
        self.notes = Notes()

    def facts(self, row: dict[str, str]) -> Facts:
        """What a row says, or Refused."""

        def cell(field: str) -> str:
            heading = self.columns.get(field)
            return (row.get(heading, "") or "") if heading else ""

        name = self._name(cell("name"))
        numbers = self._numbers(cell)
        found: Facts = {
            "name": name,
            "legal_name": line(cell("legal_name"))[:300],
            "other_names": self._parts(cell("other_names")),
            "what": self._what(cell("what"), name, numbers),
            "about": text(cell("about")),
            "url": self._url(cell("url")),
            "size": size_of(cell("income")),
            "opening": text(cell("opening")),
            "identifiers": numbers,
            "contacts": self._contacts(cell),
            "address": self._address(cell),
            "client_groups": self._known(cell("causes"), self.words, NO_WORD),
            "patches": self._known(cell("patches"), self.patches, NO_PATCH),
            "log": self._log(cell),
            **{key: number(cell(key)) for key in ("staff", "trustees", "volunteers")},
        }
        return {key: value for key, value in found.items() if value not in ("", None, [], {})}

    def _name(self, given: str) -> str:
        name = line(given)
        if not name:
            raise Refused(_("It has no name."))
        if len(name) > LONGEST_NAME:
            said = {"count": len(name), "most": LONGEST_NAME}
            raise Refused(_("Its name is %(count)s letters long. A name has at most %(most)s.") % said)
        if not any(letter.isalnum() for letter in name):
            raise Refused(_("Its name has no letters in it."))
        return name

    def _parts(self, given: str) -> list[str]:
        return list(dict.fromkeys(filter(None, (line(part)[:300] for part in re.split(r"[;|\n]", given)))))

    def _numbers(self, cell: Any) -> list[list[str]]:
        found = []
        for scheme, given in (("GB-CHC", line(cell("charity_number"))), ("GB-COH", line(cell("company_number")))):
            if not given:
                continue
            pair = number_in(scheme, given)
            if pair is None:
                raise Refused(
                    _("“%(number)s” is not a number of that register. Mend it or leave it empty.") % {"number": given[:40]}
                )
            found.append(list(pair))
        return found

    def _what(self, said: str, name: str, numbers: list[list[str]]) -> str:
        """Sector and kind, from what the row says, else from its numbers. "" where it says nothing."""
        word = f" {name_key(said)} "
        for known, (sector, kind) in WHAT:
            if said and any(f" {one} " in word for one in known):
                return f"{sector}:{kind}"
        if any(scheme in ("GB-CHC", "GB-SC", "GB-NIC") for scheme, _number in numbers):
            return f"{Sector.VOLUNTARY}:{Kind.CHARITY}"
        if f" {name_key(name)} ".endswith(" cic "):
            return f"{Sector.VOLUNTARY}:{Kind.SOCIAL_ENTERPRISE}"
        return ""

    def _url(self, given: str) -> str:
        address, done = url(given)
        if done == "dropped":
            self.notes.add(_("A web address that cannot be right was left out."), line(given))
        return address

    def _known(self, given: str, known: dict[str, uuid.UUID], note: str) -> list[str]:
        found: list[str] = []
        for part in filter(None, (line(one) for one in re.split(r"[,;|/\n]", given))) if given else ():
            key = known.get(part.casefold())
            if key is None:
                self.notes.add(_(note), part)
            else:
                found.append(str(key))
        return list(dict.fromkeys(found))

    def _contacts(self, cell: Any) -> list[Facts]:
        """Consent is never invented: a yes without who gave it and when is no consent; a no is kept."""
        refused = yes_or_no(cell("consent")) is False
        if yes_or_no(cell("consent")):
            self.notes.add(_("A “yes” to showing contacts was not taken, since a list does not say who gave it and when."))
        who = line(cell("contact_name")) or line(f"{cell('first_name')} {cell('last_name')}")
        found: dict[tuple[str, str], Facts] = {}
        for column, kind, clean in (
            ("phone", Contact.Kind.PHONE, phone),
            ("mobile", Contact.Kind.PHONE, phone),
            ("email", Contact.Kind.EMAIL, email),
            ("email_2", Contact.Kind.EMAIL, email),
        ):
            said = cell(column)
            for part in filter(None, (line(one) for one in re.split(r"[;,\n]| or ", said))) if said else ():
                value = clean(part)
                if not value:
                    self.notes.add(_("A telephone number or e-mail address that cannot be right was left out."), part)
                    continue
                known = {"name": who[:200], "label": line(cell("contact_role"))[:120], "refused": refused}
                found[(kind, value.casefold())] = {"kind": str(kind), "value": value, **known}
        if who and not found:
            self.notes.add(_("A contact has a name but no number or address, so there is no way to reach them."), "")
        return list(found.values())

    def _address(self, cell: Any) -> Facts:
        lines = [one for one in (line(cell(key)) for key in ("line_1", "line_2", "line_3")) if one]
        given = line(cell("postcode"))
        if not given and lines and (inside := postcodes.inside(" ".join(lines))):
            given = inside
        code = postcodes.said(given) if postcodes.key(given) else ""
        if given and not code:
            self.notes.add(_("A postcode that cannot be right was left out."), given)
        found = {
            "line_1": lines[0][:200] if lines else "",
            "line_2": ", ".join(lines[1:])[:200],
            "town": line(cell("town"))[:120],
            "county": line(cell("county"))[:120],
            "postcode": code,
        }
        return found if any(found.values()) else {}

    def _log(self, cell: Any) -> Facts:
        said = text(cell("notes"))
        given = line(cell("contacted_on"))
        day = date(given)
        if given and (day is None or day > clock.today() or day.year < 1970):
            self.notes.add(_("A date of contact that cannot be right was left out."), given)
            day = None
        if not day and not said:
            return {}
        return {"on": day.isoformat() if day else "", "text": said}


def number_in(scheme: str, given: str) -> tuple[str, str] | None:
    """A number in the register that its look speaks of: SC is Scotland, NIC is Northern Ireland."""
    bare = re.sub(r"[\s.]", "", given).upper().removeprefix("NO").strip(":")
    if scheme == "GB-CHC" and bare.startswith("SC"):
        scheme = "GB-SC"
    if scheme == "GB-CHC" and bare.startswith("NIC"):
        scheme = "GB-NIC"
    try:
        return identifiers.clean(scheme, bare)
    except identifiers.WrongNumber:
        return None


def size_of(given: str) -> str:
    """The band of an income: "£12,345.67", "12k", "£10,000 - £100,000" or the name of a band. "" where it says nothing."""
    said = line(given).casefold().replace(",", "")
    found = re.findall(r"(\d+(?:\.\d+)?)\s*(k\b|m\b|million)?", said)
    amounts = [float(amount) * {"k": 1e3, "m": 1e6}.get(unit[:1], 1) for amount, unit in found]
    if said in {"none", "nil", "no income"}:
        return str(Size.NONE)
    if not amounts:
        return said if said in Size.values and said != Size.UNKNOWN else ""
    low = amounts[0] if len(amounts) == 1 else (amounts[0] + amounts[1]) / 2
    if said.startswith(("under", "below", "less", "<", "up to")):
        low = max(low - 1, 1)
    if said.startswith(("over", "more", "above", ">")):
        low += 1
    return str(next((band for most, band in BANDS if low < most), Size.MAJOR))


def register_facts(row: dict[str, str], today: str) -> Facts:
    """What the charity register says of one charity."""
    given, linked = row.get("registered_charity_number", ""), row.get("linked_charity_number", "") or "0"
    pair = number_in("GB-CHC", given if linked == "0" else f"{given}-{linked}")
    name = line(row.get("charity_name", ""))[:300]
    if pair is None or not name:
        raise Refused(_("It has no charity number and name that we can read."))
    removed = row.get("charity_registration_status", "").casefold() == "removed" or bool(row.get("date_of_removal"))
    checked = date(row.get("date_of_extract", ""))
    company = (
        number_in("GB-COH", row["charity_company_registration_number"])
        if row.get("charity_company_registration_number")
        else None
    )
    found: Facts = {
        "register_name": name,
        "identifiers": [list(pair), *([list(company)] if company else [])],
        "status": {"number": pair[1], "status": str(Identifier.Status.REMOVED if removed else Identifier.Status.REGISTERED),
                   "checked_on": checked.isoformat() if checked else today},
        "size": size_of(row.get("latest_income", "")),
        "url": url(row.get("charity_contact_web", ""))[0],
        "postcode": postcodes.said(code) if postcodes.key(code := row.get("charity_contact_postcode", "")) else "",
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in ("", None, [])}
