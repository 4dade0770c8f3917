"""The year's review and the handover pack on paper: what stands on the page stands there too, and a screen reader reads it."""

import io
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from alongside.kit import paper as typesetting
from alongside.plan import actions, paper
from alongside.plan.models import Role
from alongside.plan.queries import pack, reviewed
from tests.agreements.test_paper import LONG, NASTY
from tests.personas import County
from tests.plan import making

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]  # PostgreSQL is asked for the same rows by the pages


def words_of(told: object) -> str:
    """Everything that is to be set, as one text."""
    if isinstance(told, dict):
        return "\n".join(words_of(one) for one in told.values())
    return "\n".join(words_of(one) for one in told) if isinstance(told, list) else str(told)


def test_the_review_says_on_paper_what_it_says_on_its_page(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = making.a_whole(county)
    told: list[str] = []
    kept = typesetting.typeset

    def heard(template: Path, facts: dict[str, Any]) -> bytes:
        told.append(words_of(facts))
        return kept(template, facts)

    monkeypatch.setattr(typesetting, "typeset", heard)
    answer = county.client("visitor").get(f"/plans/{plan.slug}/review.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    root = PdfFileReader(io.BytesIO(answer.content)).root
    assert root["/MarkInfo"]["/Marked"] and b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].data
    page = county.client("visitor").get(f"/plans/{plan.slug}/review/").content.decode()
    for words in ("Nobody waits alone", "Two numbers ring out.", "Not reported", "She was rung on Tuesday", "A shared calendar"):
        assert words in page and words in told[0]


def test_a_draft_is_in_no_review_of_a_plan_that_everybody_reads(county: County) -> None:
    plan = making.a_whole(county)
    making.a_draft_action(county, plan.workstreams.get(), title="Not yet")
    for who in ("visitor", "officer"):
        assert "Not yet" not in county.client(who).get(f"/plans/{plan.slug}/review/").content.decode()
    assert len(reviewed.of(plan, county.officer).lines) == 3


def test_the_pack_has_all_that_whoever_comes_next_needs(county: County) -> None:
    making.a_whole(county)
    role = Role.objects.select_related("organisation", "workstream__plan", "holder", "deputy").get()
    actions.hand_over(role, holder=county.charity, deputy=None, handover="Ring on Mondays.", by=county.officer)
    found = pack.of(role, county.charity)
    assert [one.number for one in found.promises] == ["2.1"] and found.to_verify == 1
    assert [(one.partner.name, one.said[0].words) for one in found.partners] == [("Marlshire Council", "Two numbers ring out.")]
    page = county.client("charity").get(role.get_absolute_url()).content.decode()
    assert "Two numbers ring out." in page and "Ring on Mondays." in page and "Clause 2.1" in page
    assert county.client("charity").get(f"/plans/roles/{role.pk}/pack.pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("words", [NASTY, LONG, "مرحبا بكم في مارلشاير 12", "中文 한국어 😀"])
def test_no_words_of_a_plan_stop_the_press(county: County, words: str) -> None:
    line = " ".join(words.split())[:200]
    plan = making.a_draft(county, title=line, about=words)
    actions.add_priority(plan, title=line[:120], known_by=words, by=county.officer)
    action = making.an_action(county, stream=making.a_stream(county, plan, title=line[:120]), title=line)
    making.a_report(county, action, reason=words, reached=line[:120])
    plan.refresh_from_db()
    assert paper.review(reviewed.of(plan, county.officer)).startswith(b"%PDF-")
