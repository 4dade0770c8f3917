"""Numbers in public registers, by the codes that org-id.guide gives to the registers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class WrongNumber(ValueError):
    """The number cannot be one of that register. Its text says what one looks like."""


@dataclass(frozen=True)
class Scheme:
    """One register: what its numbers look like once they are written in one way."""

    label: str | Promise
    pattern: re.Pattern[str]
    example: str
    tidy: Callable[[str], str] = lambda number: number


def _zeros(length: int) -> Callable[[str], str]:
    return lambda number: number.zfill(length) if number.isdigit() else number


def _scottish(number: str) -> str:
    return "SC" + number.removeprefix("SC").zfill(6)


SCHEMES: dict[str, Scheme] = {
    "GB-CHC": Scheme(_("Charity in England and Wales"), re.compile(r"\d{6,7}(-\d{1,3})?"), "1123456"),
    "GB-SC": Scheme(_("Charity in Scotland"), re.compile(r"SC\d{6}"), "SC012345", _scottish),
    "GB-NIC": Scheme(_("Charity in Northern Ireland"), re.compile(r"\d{6}"), "101234", lambda n: n.removeprefix("NIC")),
    "GB-COH": Scheme(_("Company"), re.compile(r"\d{8}|[A-Z]{2}\d{5}[A-Z0-9]"), "01234567", _zeros(8)),
    "GB-MPR": Scheme(_("Mutual society"), re.compile(r"\d{1,6}[A-Z]{0,2}"), "28123R"),
    "GB-NHS": Scheme(_("NHS organisation (ODS code)"), re.compile(r"[A-Z0-9]{3,10}"), "RX1"),
    "GB-LAE": Scheme(_("Council in England"), re.compile(r"[A-Z]{3,4}"), "BIR"),
    "GB-EDU": Scheme(_("School in England (URN)"), re.compile(r"\d{6}"), "123456"),
}
_ANY_SCHEME = re.compile(r"[A-Z]{2}-[A-Z0-9_]{1,15}")
_ANY_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")


def clean(scheme: str, number: str) -> tuple[str, str]:
    """Scheme and number as they are kept: `clean("gb-sc", "sc 12345")` is `("GB-SC", "SC012345")`."""
    code, written = scheme.strip().upper(), re.sub(r"[\s.]", "", number).upper()
    known = SCHEMES.get(code)
    if known is None:
        if _ANY_SCHEME.fullmatch(code) and _ANY_NUMBER.fullmatch(written):
            return code, written
        raise WrongNumber(_("Choose a register and give the number as it stands there"))
    tidy = known.tidy(written)
    if not known.pattern.fullmatch(tidy):
        raise WrongNumber(
            _("%(register)s: a number looks like %(example)s") % {"register": known.label, "example": known.example}
        )
    return code, tidy


def label_of(scheme: str) -> str:
    known = SCHEMES.get(scheme)
    return str(known.label) if known else scheme
