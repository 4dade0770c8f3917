"""Equality is counted from the records: who proposed, was heard, leads, signed; each figure has its list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alongside.agreements.actions import drafting, settling
from alongside.agreements.models import Agreement, Version
from alongside.agreements.queries import counted, texts
from alongside.positions.models import Position
from tests.agreements.texts import a_discussed, a_spoken_of, clause
from tests.personas import County

pytestmark = pytest.mark.django_db


def figures(version: Version, person: object = None) -> dict[str, dict[str, tuple[int, int]]]:
    told = counted.of(version, person or AnonymousUser())  # type: ignore[arg-type]
    return {row.sector: {one.what: (one.number, one.total) for one in row.figures} for row in told.rows}


def test_each_sector_is_counted_by_what_its_partners_did(county: County) -> None:
    version = a_spoken_of(county)
    told = figures(version)
    assert told["voluntary"]["partners"] == (2, 2)
    assert told["voluntary"]["heard"] == (2, 2)
    assert told["voluntary"]["answered"] == (1, 1)
    assert told["voluntary"]["proposed"] == (1, 1)  # the group said something of 2.2
    assert told["council"]["proposed"] == (0, 0)
    assert "signed" not in told["council"]


def test_who_wrote_in_a_clause_proposed_it_and_what_an_officer_wrote_for_all_counts_for_nobody(county: County) -> None:
    made = a_discussed(county).agreement
    page = county.client("charity").get(reverse("agreements:edit", args=[made.slug, clause(made, "1.1").pk]))
    sent = page.context["form"].initial | {"text": "We are equals, all of us.", "edition": 1}
    county.client("charity").post(
        reverse("agreements:edit", args=[made.slug, clause(made, "1.1").pk]),
        {name: value for name, value in sent.items() if value},
    )
    drafting.write(clause(made, "1.2"), seen=1, kind="clause", text="We say so.", by=county.chief)
    version = settling.publish(made, seen=Agreement.objects.get().edition, by=county.chief)
    told = counted.of(version, AnonymousUser()).list("proposed", "voluntary")
    assert [(one.name.split(" ")[0], one.note) for one in told] == [("1.1", county.organisations["charity"].name)]


def test_withheld_answers_are_counted_and_not_told(county: County) -> None:
    version = a_spoken_of(county)  # the practice's answers are for everybody but one
    Position.objects.filter(organisation=county.organisations["health"]).update(visibility="partners")
    told = counted.of(version, AnonymousUser())
    assert [one.name for one in told.list("heard", "health")] == [""]
    page = county.client("volunteer").get(
        reverse("agreements:counted", args=[version.agreement.slug]) + "?what=heard&sector=health"
    )
    assert page.status_code == 404  # the draft is not theirs to read
    inside = county.client("council").get(
        reverse("agreements:counted", args=[version.agreement.slug]) + "?what=heard&sector=health"
    )
    assert county.organisations["health"].name in inside.content.decode()


def test_every_figure_opens_a_list_of_so_many(county: County) -> None:
    version = a_spoken_of(county)
    told = counted.of(version, county.chief)
    for row in told.rows:
        for one in row.figures:
            assert len(told.list(one.what, one.sector)) == one.total
    page = county.client("chief").get(
        reverse("agreements:counted", args=[version.agreement.slug]) + "?what=silent&sector=council"
    )
    assert page.status_code == 200
    assert texts.shown(version.agreement, county.chief) == version
