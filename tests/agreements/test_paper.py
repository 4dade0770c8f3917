"""An agreement on paper: whatever people wrote, it comes out as they wrote it, and the same each time."""

import io
import json
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from alongside.agreements import bundle, facts
from alongside.agreements.paper import TEMPLATE, layout, typeset
from alongside.kit import paper
from tests.agreements import bundles

NASTY = '#panic() *bold* _it_ $x$ @ref `raw` // no\n\n- <b>one</b>\n- "two" \'three\' \\ #let x = read("/etc/passwd") [ ] = ~'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def of(clauses: list[dict[str, Any]], entries: list[facts.Entry] | None = None, title: str = "The Agreement") -> dict[str, Any]:
    exact = bundles.text(clauses, title)
    manifest = bundles.manifest(exact)
    told = facts.plain(manifest)
    records = [facts.plain(entry) for entry in entries or []]
    return layout.of_register(told, told["versions"][0], json.loads(exact), records, "{}")


def test_paper_is_for_screen_readers_and_for_good_and_the_same_each_time() -> None:
    told = of(bundles.TEXT, [bundles.signed(1, bundles.manifest(bundles.text()))])
    pdf = typeset(told)
    assert pdf == typeset(told)
    root = PdfFileReader(io.BytesIO(pdf)).root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en-GB"
    about = root["/Metadata"].data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in about
    assert b"<pdfaid:part>3</pdfaid:part>" in about


@pytest.mark.parametrize(
    "words", [NASTY, LONG, "مرحبا بكم في مارلشاير 12", "שלום", "中文 한국어 😀 e\u0301", "\u200b\u202e\x00a", "x" * 20_000]
)
def test_no_words_are_read_as_markup_or_stop_the_press(words: str) -> None:
    entry = bundles.signed(
        1,
        bundles.manifest(b"{}"),
        partner=words[:300],
        name=words[:200],
        reservations=[facts.Reservation(number="1.1", stance="reservation", words=words)],
    )
    told = of([bundles.clause("1.1", words), bundles.clause("2", words, "part")], [entry], title=words[:200])
    assert typeset(told).startswith(b"%PDF-")


def test_letters_that_no_font_has_are_shown_as_a_box() -> None:
    assert paper.printable("Café 中文 😀!") == "Café □□ □!"
    assert paper.printable("a\u202eb\x00c") == "abc"
    assert paper.line("مرحبا") == {"text": "مرحبا", "rtl": True}


def test_every_letter_that_we_say_our_fonts_have_is_there() -> None:
    starts, ends = paper._letters()
    letters = [chr(code) for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)]
    told = of([bundles.clause("1", "\n\n".join(f"a{letter}" for letter in letters if paper._seen(letter)))])
    assert paper._compiled(TEMPLATE, told)


def test_two_thousand_clauses_fit() -> None:
    clauses = [
        bundles.clause(f"{n // 20 + 1}.{n % 20 + 1}", "Each partner has one voice, whatever its size.") for n in range(2000)
    ]
    exact = bundles.text(clauses)
    assert bundle.text_paper(bundles.manifest(exact), 3, exact).startswith(b"%PDF-")


def test_register_names_reservations_and_who_left() -> None:
    manifest = bundles.manifest(bundles.text())
    reserved = bundles.signed(
        1, manifest, reservations=[facts.Reservation(number="1.1", stance="reservation", words="A count is not a say.")]
    )
    left = facts.Withdrawn(
        id="w",
        at="2026-11-01T00:00:00.000000+00:00",
        agreement="a1",
        party=bundles.signed(2, manifest).party,
        signature="s2",
        why="Merged",
        seal="s",
    )
    told = of(bundles.TEXT, [reserved, bundles.signed(2, manifest), bundles.signed(3, manifest, method="paper"), left])
    names = [row[0][0]["text"] for sector in told["register"]["sectors"] for row in sector["rows"]]
    assert names == ["Partner 3", "Partner 1"]
    reservations, gone = told["register"]["notes"]
    assert reservations["lines"][0]["blocks"][0]["lines"][0]["text"] == "A count is not a say."
    assert gone["lines"][0]["who"] == "Partner 2"
    assert gone["lines"][0]["about"].startswith("Left on 1 November 2026. Version 3 was signed for it by Bea Harkin")
    assert "after its entry 4, of 1 November 2026" in json.dumps(told["register"]["lede"])
    assert "Signed on paper, 14 October 2026" in json.dumps(told)
    assert "Not agreed. The disagreement: Travel" in json.dumps(told)
