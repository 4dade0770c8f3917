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
@given(st.text(alphabet=st.sampled_from("aB1.2 \n-#*:()\tא"), max_size=300))
def test_no_word_is_lost_and_nothing_is_read_twice(text: str) -> None:
    read = reading.read(text)
    kept = "".join([read.title, *(one.text for one in read.clauses)])
    letters = [one for one in text if one.isalpha()]
    assert [one for one in kept if one.isalpha()] == letters


def a_word_document(body: str) -> io.BytesIO:
    """The least that a Word document can be."""
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
    made.seek(0)
    return made


def paragraph(words: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_word_document_keeps_its_headings_and_paragraphs() -> None:
    body = paragraph("How we treat each other", "Heading1") + paragraph("We are equals.") + paragraph("We listen.")
    assert reading.from_word(a_word_document(body)) == "# How we treat each other\n\nWe are equals.\n\nWe listen."


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
