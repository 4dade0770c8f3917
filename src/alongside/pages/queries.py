"""What these pages tell, read from the rooms that know it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.design.plots import Bar
from alongside.design.shell import Imprint
from alongside.directory.queries import documents
from alongside.kit import words
from alongside.kit.personal import Personal
from alongside.organisations import queries as organisations
from alongside.people import personal, showing
from alongside.places.queries import the_place
from alongside.search import queries as search
from alongside.search.shapes import Query
from alongside.terms import queries as terms

SECTORS = ("voluntary", "council", "health", "public", "business")
PHONE_ROW, ONE_ROW, ONE_BAR_EACH = 45, 120, 600


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Who is here: one bar for each organisation, as long as that can still be drawn."""

    total: int
    groups: list[list[str]]
    key: list[tuple[str, str]]

    @property
    def in_one_row(self) -> bool:
        return self.total <= ONE_ROW

    @property
    def many(self) -> bool:
        """Too many for one row on a phone."""
        return self.total > PHONE_ROW

    @property
    def crowd(self) -> bool:
        """Too many for one row at a desk."""
        return not self.in_one_row

    @property
    def drawn(self) -> bool:
        """With too many organisations the numbers stand alone: a bar is one organisation or it is nothing."""
        return self.total <= ONE_BAR_EACH


@dataclass(frozen=True, slots=True)
class Kept:
    """What we keep about people for one purpose."""

    purpose: str
    basis: str
    rows: list[tuple[str, str]]


def imprint() -> Imprint:
    """Who runs this place, for the head and foot of every page."""
    place = the_place()
    if place._state.adding:  # noqa: SLF001 -- not set up yet: pages then speak of no place by name
        return Imprint()
    return Imprint(
        place=place.name,
        coordinator=place.coordinator_name,
        phone=place.phone,
        email=place.email,
        accent=place.accent,
        logo=reverse("files:open", args=[place.logo]) if place.logo else "",
    )


def side_by_side() -> SideBySide:
    """Every open organisation, by sector."""
    rows = organisations.visible_to(AnonymousUser()).order_by().values_list("sector").annotate(number=Count("pk"))
    numbers = {sector: number for sector, number in rows if number}
    present = [sector for sector in SECTORS if sector in numbers]
    total = sum(numbers.values())
    groups = [[sector] * numbers[sector] for sector in present] if total <= ONE_BAR_EACH else []
    return SideBySide(total, groups, [(sector, _sector(sector, numbers[sector])) for sector in present])


def _sector(sector: str, number: int) -> str:
    said = {
        "voluntary": ngettext("%(number)s group or charity", "%(number)s groups and charities", number),
        "council": ngettext("%(number)s council", "%(number)s councils", number),
        "health": ngettext("%(number)s NHS or health body", "%(number)s NHS and health bodies", number),
        "public": ngettext("%(number)s other public body", "%(number)s other public bodies", number),
        "business": ngettext("%(number)s business", "%(number)s businesses", number),
    }
    return said[sector] % {"number": f"{number:,}"}


def kept_about_people() -> list[Kept]:
    """What every room says that it keeps about people, by purpose: the same declarations that the house acts on."""
    purposes: dict[tuple[str, str], dict[str, set[str]]] = {}
    for label, fields in personal.declared().items():
        what = str(personal.word(label) or _(str(apps.get_model(label)._meta.verbose_name_plural)))
        for field in fields.values():
            if isinstance(field, Personal):
                keeps = purposes.setdefault((str(field.purpose), showing.basis(field.basis)), {})
                keeps.setdefault(showing.long(field.keep), set()).add(what)
    return [
        Kept(purpose, basis, [(words.joined(sorted(what)).capitalize(), keep) for keep, what in sorted(keeps.items())])
        for (purpose, basis), keeps in sorted(purposes.items())
    ]


def common_needs(find: str) -> list[tuple[str, str]]:
    """What many people come for, as words and the address that they lead to."""
    return [(need.name, f"{find}?{urlencode({'need': need.name})}") for need in terms.common_needs()] if find else []


def sureness() -> list[Bar]:
    """How many services were confirmed lately, once, or never; nothing while there are none."""
    found = search.find(Query(kind=documents.KIND, size=1))
    numbers = found.counts.get("confirmed", {})
    if not found.total:
        return []
    return [
        Bar(_("Confirmed in the last six months"), numbers.get("recent", 0), status="ok"),
        Bar(_("Not confirmed for longer"), numbers.get("old", 0) + numbers.get("quiet", 0), status="silent"),
        Bar(_("Never confirmed"), numbers.get("never", 0), status="silent"),
    ]
