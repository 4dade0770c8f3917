"""Signing an agreement: the pages of whoever signs, of the room, of the register, and of those who keep it."""

from collections.abc import Callable
from typing import Any

from alongside.agreements import signing_links
from alongside.agreements.actions import signing
from alongside.agreements.models import Agreement, Invitation, Party, Version
from alongside.kit import clock
from alongside.organisations.models import Organisation
from tests.addresses.rows import Row, everyone, officers, signed_in
from tests.agreements import making
from tests.personas import County


def open_for_signing(county: County) -> Version:
    """The charity, the council and the practice sign; the council has."""
    organisations = [county.organisations[name] for name in ("charity", "council", "health")]
    version = making.version(making.agreement(*organisations), missing="2")
    party = Party.objects.get(organisation=county.organisations["council"])
    making.signed(making.invited(version, party))
    return version


def invitation(county: County) -> Invitation:
    """The charity is asked."""
    version = open_for_signing(county)
    return making.invited(version, party(county), email="somebody@example.org")


def party(county: County) -> Party:
    return Party.objects.get(organisation=county.organisations["charity"])


def link(county: County) -> dict[str, Any]:
    return {"token": signing_links.token(invitation(county), proof="mail", method="online")}


def slug(county: County) -> dict[str, Any]:
    return {"slug": invitation(county).version.agreement.slug}


def numbered(county: County) -> dict[str, Any]:
    return slug(county) | {"number": 1}


def sealed(county: County) -> dict[str, Any]:
    """The same, with the paper that has the register on it."""
    return {"slug": signing.seal_again(open_for_signing(county)).agreement.slug}


def sealed_number(county: County) -> dict[str, Any]:
    return sealed(county) | {"number": 1}


def ended_number(county: County) -> dict[str, Any]:
    """Of an agreement that has ended, with the paper that says so."""
    version = open_for_signing(county)
    Version.objects.filter(pk=version.pk).update(state=Version.State.ENDED, ended_on=clock.today())
    Agreement.objects.filter(pk=version.agreement_id).update(state=Agreement.State.ENDED, ended_on=clock.today())
    return {"slug": signing.seal_again(Version.objects.select_related("agreement").get()).agreement.slug, "number": 1}


def not_asked(county: County) -> dict[str, Any]:
    return {"slug": open_for_signing(county).agreement.slug, "party": party(county).pk}


def asked(county: County) -> dict[str, Any]:
    one = invitation(county)
    return {"slug": one.version.agreement.slug, "invitation": one.pk}


def of_the_place(county: County) -> dict[str, Any]:
    """The agreement of the place: it is found without a name."""
    open_for_signing(county)
    Agreement.objects.update(is_main=True)
    return {}


ROWS = {
    "agreements:sign_here": Row(get=everyone(302), post=everyone(405), args=of_the_place, is_page=False),
    "agreements:sign": Row(get=everyone(), post=everyone(), args=link),
    "agreements:decline": Row(get=everyone(), post=everyone(), args=link),
    "agreements:pass_on": Row(get=everyone(), post=everyone(), args=link),
    "agreements:register": Row(get=everyone(), args=slug),
    "agreements:register_json": Row(get=everyone(), args=slug, is_page=False),
    "agreements:bundle": Row(get=everyone(), args=sealed, is_page=False),
    "agreements:verify": Row(get=everyone(), post=everyone(), args=slug),
    "agreements:paper": Row(get=everyone(), args=numbered, is_page=False),
    "agreements:sealed": Row(get=everyone(), args=sealed_number, is_page=False),
    "agreements:closing": Row(get=everyone(), args=ended_number, is_page=False),
    "agreements:ceremony": Row(get=everyone(), args=slug),
    "agreements:wall": Row(get=everyone(), args=slug, is_page=False),
    "agreements:room": Row(get=everyone(), post=everyone(), args=slug),
    "agreements:signing": Row(get=officers(), args=slug),
    "agreements:order": Row(get=officers(), args=slug),
    "agreements:ask_everybody": Row(post=officers(302), args=slug),
    "agreements:join": Row(get=officers(), post=officers(), args=slug),
    "agreements:ask": Row(get=officers(), post=officers(), args=not_asked),
    "agreements:on_paper": Row(get=officers(), post=officers(), args=not_asked),
    "agreements:withdraw": Row(
        get=signed_in(403, chief=200, officer=200, charity=200),
        post=signed_in(403, chief=200, officer=200, charity=200),
        args=not_asked,
    ),
    "agreements:ask_again": Row(post=officers(302), args=asked),
    "agreements:take_back": Row(post=officers(302), args=asked),
}
OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "agreements.party": lambda one: one.organisation,
    "agreements.invitation": lambda one: one.party.organisation,
}
NOBODYS = {"agreements.agreement"}
