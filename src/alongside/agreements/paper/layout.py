"""What is to be typeset, from the facts of a bundle: the text of a version, and who signed it."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.kit import clock, paper

SECTORS = ("voluntary", "council", "health", "public", "business")


def sector_name(sector: str) -> str:
    """How a sector stands over its own, in the plural."""
    return {
        "voluntary": _("Groups and charities"),
        "council": _("Councils"),
        "health": _("NHS bodies"),
        "public": _("Other public bodies"),
        "business": _("Businesses"),
    }.get(sector, sector)


def of_text(manifest: dict[str, Any], version: dict[str, Any], text: dict[str, Any], canonical: str) -> dict[str, Any]:
    """The paper that is shown to whoever signs."""
    return _laid_out(
        manifest,
        version,
        text,
        date=version["published_on"],
        register=None,
        fingerprints=[(_("Fingerprint of this text (SHA-256)"), version["text_sha256"])],
        check=_("Who signs this text signs exactly these words. %(address)s shows who has signed, and checks a copy.")
        % {"address": manifest["agreement"]["address"]},
        attached=[("text.json", canonical, "The exact text, as its fingerprint is made of it")],
    )


def of_register(
    manifest: dict[str, Any], version: dict[str, Any], text: dict[str, Any], records: Sequence[dict[str, Any]], written: str
) -> dict[str, Any]:
    """The paper with the register of who signed: this is the one that is sealed."""
    return _laid_out(
        manifest,
        version,
        text,
        under=_how_long(version, records),
        date=(records[-1]["at"] if records else version["published_on"])[:10],
        register=_register(version["number"], records),
        fingerprints=[
            (_("Fingerprint of the text (SHA-256)"), version["text_sha256"]),
            (_("Head of the register"), manifest["head"]),
            (_("Fingerprint of the seal"), manifest["seal"]),
        ],
        check=_(
            "Compare the head of the register and the fingerprint of the seal with those at %(address)s. The seal proves the "
            "record, not the people: it shows that this place made this file and that nothing in it was changed."
        )
        % {"address": manifest["agreement"]["address"]},
        attached=[("agreement.json", written, "What this file is sealed with: fingerprints of texts, papers and register")],
    )


def signatures(records: Iterable[dict[str, Any]], version: int) -> list[dict[str, Any]]:
    """The signatures of one version that were not withdrawn, in the order in which they were given."""
    told = list(records)
    gone = {one["signature"] for one in told if one["kind"] == "withdrawn"}
    return [one for one in told if one["kind"] == "signed" and one["version"] == version and one["id"] not in gone]


def _end_of(records: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """How the agreement ended, where it has."""
    return next((one for one in records if one["kind"] == "ended"), None)


def _how_long(version: dict[str, Any], records: Sequence[dict[str, Any]]) -> str:
    """Since when the version is in force, and until when it was."""
    since = version.get("in_force_on", "")
    if ended := _end_of(records):
        words = _("in force from %(since)s until %(until)s") if since else _("ended on %(until)s")
        return words % {"since": _day(since) if since else "", "until": _day(ended["ended_on"])}
    return _("in force since %(since)s") % {"since": _day(since)} if since else ""


def mandate_words(mandate: dict[str, Any]) -> str:
    """The decision behind a signature: "Trustees, 29 September 2026, minute 4"."""
    day = _day(mandate["on"]) if mandate.get("on") else ""
    said = ", ".join(part for part in (mandate.get("body", ""), day, mandate.get("reference", "")) if part)
    return said[:1].upper() + said[1:]  # it stands as a sentence of its own: people type "the trustees"


def _laid_out(
    manifest: dict[str, Any],
    version: dict[str, Any],
    text: dict[str, Any],
    *,
    date: str,
    under: str = "",
    register: dict[str, Any] | None,
    fingerprints: Sequence[tuple[str, str]],
    check: str,
    attached: Sequence[tuple[str, str, str]],
) -> dict[str, Any]:
    names = {"place": manifest["place"], "number": version["number"], "day": _day(version["published_on"])}
    about = _("%(place)s. Version %(number)s, published %(day)s") % names
    return {
        "title": paper.printable(" ".join(text["title"].split())),
        "under": paper.printable(", ".join(part for part in (about, under) if part)),
        "footer": paper.printable(_("%(title)s, version %(number)s") % {"title": text["title"], "number": version["number"]}),
        "lang": manifest["lang"].split("-"),
        "date": [int(part) for part in date.split("-")],
        "words": _words(),
        "clauses": _clauses(text["clauses"]),
        "register": register,
        "fingerprints": [{"name": name, "value": _grouped(value)} for name, value in fingerprints],
        "check": paper.blocks(check),
        "attached": [{"name": name, "content": content, "about": about} for name, content, about in attached],
    }


def _words() -> dict[str, str]:
    return {
        "clause": _("Clause"),
        "register": _("Who has signed"),
        "partner": _("Partner"),
        "signatory": _("Signed by"),
        "decision": _("Decided by, and when signed"),
        "fingerprints": _("How to check this copy"),
    }


def _clauses(told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every clause; a heading stands before the first number, so that the outline of the paper begins at its top level."""
    clauses = [_clause(one) for one in told]
    first = next((at for at, one in enumerate(clauses) if one["kind"] == "part" or one["number"]), len(clauses))
    if first < len(clauses) and clauses[first]["kind"] != "part":
        clauses.insert(first, _clause({"kind": "part", "number": "", "text": _("What we agree")}))
    return clauses


def _clause(one: dict[str, Any]) -> dict[str, Any]:
    promised = ", ".join(who["name"] for who in one.get("promisers", []))
    topic = one.get("disagreement", {}).get("topic", "")
    not_agreed = ""
    if one.get("carried") == "not_agreed":
        not_agreed = _("Not agreed. The disagreement: %(topic)s") % {"topic": topic} if topic else _("Not agreed.")
    return {
        "kind": one["kind"],
        "number": paper.printable(one["number"]),
        "plain": paper.printable(" ".join(one["text"].split())),
        "blocks": paper.blocks(one["text"]),
        "promised": paper.printable(_("Promised by %(names)s") % {"names": promised}) if promised else "",
        "not_agreed": paper.printable(not_agreed),
    }


def _register(version: int, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    signed = signatures(records, version)
    by_sector = {sector: [one for one in signed if one["party"]["sector"] == sector] for sector in SECTORS}
    return {
        "lede": paper.blocks(_lede(signed, records)),
        "sectors": [
            {"name": paper.printable(f"{sector_name(sector)}: {len(ones)}"), "rows": [_row(one) for one in ones]}
            for sector, ones in by_sector.items()
            if ones
        ],
        "notes": [
            {"heading": heading, "lines": lines}
            for heading, lines in (
                (_("Reservations, in the partners’ own words"), _reservations(signed)),
                (_("Who has left, and why"), _left(records)),
            )
            if lines
        ],
    }


def _reservations(signed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "who": paper.printable(
                _("%(partner)s, on clause %(number)s") % {"partner": one["party"]["name"], "number": reservation["number"] or "–"}
            ),
            "about": "",
            "blocks": paper.blocks(reservation["words"] or _("Its words are not public.")),
        }
        for one in signed
        for reservation in one["reservations"]
    ]


def _left(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each partner that left, with what it had signed."""
    signed = {one["id"]: one for one in records if one["kind"] == "signed"}
    found = []
    for one in records:
        if one["kind"] != "withdrawn":
            continue
        was = signed.get(one["signature"])
        words, told = _("Left on %(day)s. It had not signed."), {"day": _on(one["at"])}
        if was:
            words = _("Left on %(day)s. Version %(number)s was signed for it by %(name)s, %(capacity)s, on %(then)s.")
            told |= {"number": was["version"], "name": was["name"], "capacity": was["capacity"], "then": _signed_on(was)}
        who, about = paper.printable(one["party"]["name"]), paper.printable(words % told)
        found.append({"who": who, "about": about, "blocks": paper.blocks(one["why"])})
    return found


def _lede(signed: Sequence[dict[str, Any]], records: Sequence[dict[str, Any]]) -> str:
    parts = [_("A signature stands for the organisation, by the decision named. It is no deed.")]
    if not signed:
        parts = [_("Nobody has signed yet.")]
    if records:
        told = {"number": len(records), "day": _on(records[-1]["at"])}
        parts.append(_("This is the register after its entry %(number)s, of %(day)s.") % told)
    if ended := _end_of(records):
        parts.append(_("This agreement ended on %(day)s. It binds nobody since.") % {"day": _day(ended["ended_on"])})
        parts.append(ended["why"])
    return "\n\n".join(parts)


def _row(one: dict[str, Any]) -> list[list[dict[str, Any]]]:
    on_paper = one["method"] == "paper"
    how = _("Signed on paper, %(day)s") if on_paper else _("Signed %(day)s")
    decided = mandate_words(one["mandate"])
    late = [_("Joined later")] if one["party"].get("acceded") else []
    return [
        [paper.line(part) for part in (one["party"]["name"], *late)],
        [paper.line(one["name"]), paper.line(one["capacity"])],
        [paper.line(part) for part in (decided, how % {"day": _signed_on(one)}) if part],
    ]


def _signed_on(one: dict[str, Any]) -> str:
    """The day on the paper, else that on which it was signed."""
    return _day(one["signed_on"]) if one.get("signed_on") else _on(one["at"])


def _on(at: str) -> str:
    """The day of a moment, as it was in England then."""
    return _day(dt.datetime.fromisoformat(at).astimezone(clock.LONDON).date().isoformat())


def _day(iso: str) -> str:
    return date_format(dt.date.fromisoformat(iso), "j F Y")


def _grouped(value: str) -> str:
    """Sixty-four digits in groups of four, as one reads them aloud."""
    return re.sub(r"([0-9a-f]{4})(?=[0-9a-f])", r"\1 ", value)
