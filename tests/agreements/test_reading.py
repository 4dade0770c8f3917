"""A pasted text keeps its structure."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.agreements import reading
from tests.agreements.texts import TEXT


def told(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.number, one.text) for one in reading.read(text).clauses]


def test_headings_numbers_and_promises_are_kept() -> None:
    read = reading.read(TEXT)
    assert read.title == "The Marl Agreement"
    assert [(one.kind, one.number) for one in read.clauses] == [
        ("preamble", ""), ("part", "1"), ("principle", "1.1"), ("principle", "1.2"),
        ("part", "2"), ("commitment", "2.1"), ("commitment", "2.2"),
    ]  # fmt: skip
    assert read.clauses[2].text == "We are equals. Size gives nobody a louder voice."


def test_text_from_a_word_processor_has_a_paragraph_to_a_line() -> None:
    text = (
        "1 Deciding together\n1.1 "
        + "We bring plans to each other while they can still change. " * 4
        + "\n1.2 Each has one voice."
    )
    assert [one[:2] for one in told(text)] == [("part", "1"), ("clause", "1.1"), ("clause", "1.2")]


def test_lines_broken_for_a_mail_belong_together() -> None:
    text = "We bring plans to each other while they can still change, and no plan\nthat affects another partner is decided before.\n\nSecond."
    assert [one[2] for one in told(text)] == [
        "We bring plans to each other while they can still change, and no plan that affects another partner is decided before.",
        "Second.",
    ]


def test_parts_without_a_number_take_the_one_that_their_clauses_begin_with() -> None:
    text = "## How we treat each other\n\n1.1 We are equals.\n\n1.2 We listen.\n\n## Promises\n\n2.1 We will pay."
    assert [one[:2] for one in told(text)] == [
        ("part", "1"), ("principle", "1.1"), ("principle", "1.2"), ("part", "2"), ("commitment", "2.1"),
    ]  # fmt: skip


def test_numbers_that_run_on_from_part_to_part_stay() -> None:
    text = "## Principles\n\n1. We are equals.\n2. We listen.\n\n## Promises\n\n3. We will pay."
    assert [one[1] for one in told(text)] == ["", "1", "2", "", "3"]


def test_short_or_bold_line_over_clauses_is_the_heading_of_a_part() -> None:
    for over in ("Promises", "**Promises**"):
        text = f"1 Principles\n1.1 We are equals.\n\n{over}\n2.1 We will pay."
        assert [one[:2] for one in told(text)] == [("part", "1"), ("principle", "1.1"), ("part", "2"), ("commitment", "2.1")]


def test_list_of_short_numbered_lines_is_a_list_of_clauses_and_not_of_empty_parts() -> None:
    assert [one[:2] for one in told("1. pay small groups\n2. publish the calendar\n3. listen")] == [
        ("clause", "1"), ("clause", "2"), ("clause", "3"),
    ]  # fmt: skip


def test_lists_within_a_clause_belong_to_it() -> None:
    lettered = "1 Promises\n1.1 We will pay.\n(a) for time\n(b) for travel\n1.2 We say so."
    assert told(lettered)[1][2] == "We will pay.\n\n- (a) for time\n- (b) for travel"
    set_in = "## Promises\n\n1. The NHS will:\n   1. answer\n   2. listen"
    assert told(set_in)[1][2] == "The NHS will:\n\n- answer\n- listen"


def test_bold_numbers_headings_under_a_line_rules_quotes_and_tables_of_markdown_are_understood() -> None:
    text = "Ours\n====\n\nPromises\n--------\n\n**1.1 Money.** We will pay.\n\n---\n\n> In time.\n\n| Who | What |\n|---|---|\n| NHS | Answers |"
    read = reading.read(text)
    assert read.title == "Ours"
    assert told(text) == [
        ("part", "1", "Promises"),
        ("commitment", "1.1", "Money. We will pay.\n\nIn time.\n\nWho; What\n\nNHS; Answers"),
    ]


def test_items_belong_to_the_sentence_that_announces_them() -> None:
    text = "## 1 Promises\n\n1.1 We will pay for:\n\n- time\n- travel\n\n1.2 We will say when."
    assert told(text)[1] == ("commitment", "1.1", "We will pay for:\n\n- time\n- travel")


def test_numbers_given_twice_are_given_anew() -> None:
    assert [one[1] for one in told("# A\n\n1 First.\n\n1 Second.\n\n# B\n\n1 Third.")] == [""] * 5


def test_marks_of_markdown_and_what_cannot_be_seen_go() -> None:
    assert told("**We** are [equals](https://example.org).\u200b\x00")[0][2] == "We are equals (https://example.org)."


def test_right_to_left_stays_as_it_was_written() -> None:
    assert told("## 1 مبادئ\n\n1.1 نحن متساوون.")[1][2] == "نحن متساوون."


def test_two_thousand_clauses_are_read() -> None:
    text = "\n\n".join(f"{part}.{at} We keep promise {part}-{at}." for part in range(1, 41) for at in range(1, 51))
    assert len(reading.read(text).clauses) == 2_000


@pytest.mark.parametrize("text", ["word " * 500_000, "word\n\n" * 3_001, "x" * 20_001])
def test_what_is_no_agreement_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read(text)


@settings(max_examples=40)
@given(st.text(alphabet=st.sampled_from("aB1.2 \n-#*:()\tא|>=_"), max_size=300))
def test_no_word_is_lost_and_nothing_is_read_twice(text: str) -> None:
    read = reading.read(text)
    kept = "".join([read.title, *(one.text for one in read.clauses)])
    letters = [one for one in text if one.isalpha()]
    assert [one for one in kept if one.isalpha()] == letters


def a_word_document(body: str, *, note: str = "") -> io.BytesIO:
    """The least that a Word document can be; with one note at the foot, number 2."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        parts.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        )
        if note:
            parts.writestr(
                "word/_rels/document.xml.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
            )
            parts.writestr(
                "word/footnotes.xml",
                '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f'<w:footnote w:id="2">{paragraph(note)}</w:footnote></w:footnotes>',
            )
    made.seek(0)
    return made


def paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_word_document_keeps_its_headings_and_paragraphs() -> None:
    body = paragraph("How we treat each other", "Heading1") + paragraph("We are equals.") + paragraph("We listen.")
    assert reading.from_word(a_word_document(body)) == "# How we treat each other\n\nWe are equals.\n\nWe listen."


def test_word_document_as_people_write_it_keeps_title_bold_headings_tables_and_what_was_changed() -> None:
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(paragraph('County Council'))}{cell(paragraph('Pays') + paragraph('in time'))}</w:tr></w:tbl>"
    changed = '<w:p><w:r><w:t xml:space="preserve">1.1 We meet </w:t></w:r><w:ins><w:r><w:t>monthly</w:t></w:r></w:ins><w:del><w:r><w:delText>yearly</w:delText></w:r></w:del></w:p>'
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Promises</w:t></w:r></w:p>"
    assert reading.from_word(a_word_document(paragraph("Ours", "Title") + bold + changed + table)).split("\n\n") == [
        "Ours", "**Promises**", "1.1 We meet monthly", "County Council; Pays in time"
    ]  # fmt: skip


def test_note_at_the_foot_stands_where_it_is_called() -> None:
    called = '<w:p><w:r><w:t>We will pay</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    read = reading.from_word(a_word_document(called + paragraph("We listen."), note="From April."))
    assert read == "We will pay (From April.).\n\nWe listen."


@pytest.mark.parametrize("file", [io.BytesIO(b"not a document"), io.BytesIO(b"PK\x03\x04rubbish"), a_word_document("<w:p>")])
def test_broken_document_is_refused_with_a_reason(file: io.BytesIO) -> None:
    with pytest.raises(reading.Unreadable):
        reading.from_word(file)


def test_document_that_unpacks_to_too_much_is_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"\0" * (reading.UNPACKED + 1))
    made.seek(0)
    with pytest.raises(reading.Unreadable):
        reading.from_word(made)
