"""A bundle from nothing but itself: whole when it is, and told exactly what was altered when it is not."""

import datetime as dt
import io
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.agreements import bundle, chain, facts, seal
from alongside.agreements.bundle import verify
from tests.agreements import bundles


def ours() -> dict[str, bytes]:
    return bundles.made().files()


def with_(**changed: bytes) -> bytes:
    """A bundle in which some files are others; "agreement__pdf" is agreement.pdf."""
    return bundle.pack(ours() | {name.replace("__", "."): content for name, content in changed.items()})


def flipped(file: bytes, at: int, by: int = 1) -> bytes:
    return file[:at] + bytes([file[at] ^ by]) + file[at + 1 :]


def lines() -> list[bytes]:
    return ours()["register.jsonl"].splitlines(keepends=True)


def head() -> str:
    return facts.manifest(ours()["agreement.json"]).head


def test_whole_bundle_says_that_it_is_not_anchored() -> None:
    found = verify.verify(bundle.pack(ours()))
    assert found.holds
    assert "6 entries, self-consistent, not anchored" in found.lines[-1]
    assert head() in found.lines[-1] and bundles.key().fingerprint in found.lines[-1]


def test_fingerprints_that_somebody_kept_anchor_it() -> None:
    third = chain.head(3, list(chain.read(ours()["register.jsonl"], []))[2].hash)
    spaced = " ".join(bundles.key().fingerprint[at : at + 4] for at in range(0, 64, 4)).upper()
    found = verify.verify(bundle.pack(ours()), [spaced, third])
    assert found.holds
    assert "anchored by its seal and at entry 3" in found.lines[-1]
    assert not verify.verify(bundle.pack(ours()), ["ab" * 32]).holds
    assert not verify.verify(bundle.pack(ours()), ["three"]).holds
    assert not verify.verify(bundle.pack(ours()), [third.replace("3:", "4:")]).holds


def test_sealed_pdf_alone_is_enough() -> None:
    pdf = ours()["agreement.pdf"]
    found = verify.verify(pdf, [bundles.key().fingerprint, head()])
    assert found.holds
    assert "anchored by its seal and at entry 6" in found.lines[-1]
    assert not verify.verify(flipped(pdf, 3000)).holds


def test_one_byte_of_the_pdf_is_named() -> None:
    pdf = ours()["agreement.pdf"]
    (problem,) = verify.verify(with_(agreement__pdf=flipped(pdf, 4000))).problems
    assert f"byte 4,001 of {len(pdf):,}" in problem
    assert f"it is {pdf[4000] ^ 1:02x} and was {pdf[4000]:02x}" in problem
    (problem,) = verify.verify(with_(**{"text-3.pdf": flipped(ours()["text-3.pdf"], 4000)})).problems
    assert "text-3.pdf was altered" in problem and "byte 4,001" in problem


def test_one_byte_within_the_zip_is_told_once() -> None:
    whole = bundle.pack(ours())
    for name, says in (("agreement.pdf", "byte 2,001"), ("text-3.json", "Altered"), ("README.txt", "README.txt was altered.")):
        content = ours()[name]
        at = whole.index(content) + (
            2_000 if name == "agreement.pdf" else content.index(b"voice") if name == "text-3.json" else 5
        )
        (problem,) = verify.verify(flipped(whole, at)).problems
        assert says in problem


@pytest.mark.parametrize(
    ("register", "told"),
    [
        (lambda rows: rows[:2] + rows[3:], ["Entry 3 of the register was removed."]),
        (lambda rows: rows[:-2], ["Entries 5 to 6 were removed from the end of the register."]),
        (lambda rows: [*rows[:2], rows[3], rows[2], *rows[4:]], ["entry 3 (Partner 4) belongs in place 4", "entry 4 (Partner 3) belongs in place 3"]),
        (lambda rows: [*rows[:3], rows[2], *rows[3:]], ["Entry 3 of the register is there twice."]),
        (lambda rows: [rows[0], rows[1].replace(b"Bea Harkin", b"Bea Larkin"), *rows[2:]], ["Entry 2 of the register (Partner 2) was altered."]),
        (lambda rows: [rows[0], b"{nonsense}\n", *rows[2:]], ["Line 2 of register.jsonl was altered", "Entry 2 of the register was removed."]),
        (lambda rows: [], ["Entries 1 to 6 were removed from the end of the register."]),
    ],
    ids=["removed", "end removed", "order", "twice", "altered", "no entry", "empty"],
)  # fmt: skip
def test_what_was_done_to_the_register_is_told(register: Callable[[list[bytes]], list[bytes]], told: list[str]) -> None:
    problems = verify.verify(with_(register__jsonl=b"".join(register(lines())))).problems
    assert len(problems) == len(told), problems
    assert all(words in problem for words, problem in zip(told, problems, strict=True)), problems


def test_renumbered_register_without_a_row_is_told() -> None:
    rows = lines()
    without = [
        *rows[:2],
        *(row.replace(b'"position":%d' % n, b'"position":%d' % (n - 1)) for n, row in enumerate(rows[3:], start=4)),
    ]
    problems = verify.verify(with_(register__jsonl=b"".join(without))).problems
    assert any("Before entry 3 of the register (Partner 4) something was put in, taken out or moved." in one for one in problems)


def test_altered_clause_is_named() -> None:
    exact = ours()["text-3.json"].replace(b"one voice", b"one vote!")
    (problem,) = verify.verify(with_(**{"text-3.json": exact})).problems
    assert "not the text of version 3 that was signed. Altered: 1.1." in problem


def test_altered_manifest_is_told_by_the_names_in_it() -> None:
    (problem,) = verify.verify(
        with_(agreement__json=ours()["agreement.json"].replace(b"The Marlshire", b"The marlshire"))
    ).problems
    assert "not the one sealed into agreement.pdf (agreement.title)" in problem


def test_pdf_that_somebody_sealed_anew_is_told() -> None:
    again = seal.put_on(seal.look(ours()["agreement.pdf"]).inside, bundles.key("theirs"))
    (problem,) = verify.verify(with_(agreement__pdf=again)).problems
    assert "sealed anew" in problem
    assert bundles.key("theirs").fingerprint in problem


def test_bundle_that_somebody_made_anew_holds_by_itself_and_fails_against_what_was_kept() -> None:
    theirs = bundle.pack(bundles.made("theirs", 5).files())
    found = verify.verify(theirs)
    assert found.holds and "not anchored" in found.lines[-1]
    for kept in (bundles.key().fingerprint, head()):
        (problem,) = verify.verify(theirs, [kept]).problems
        assert "sealed or chained anew" in problem


def test_files_put_in_or_taken_out_are_named() -> None:
    assert verify.verify(with_(**{"more.txt": b"x"})).problems == ["more.txt was put into the bundle."]
    less = {name: content for name, content in ours().items() if name != "text-3.pdf"}
    assert verify.verify(bundle.pack(less)).problems == ["text-3.pdf was removed from the bundle."]
    assert verify.verify(with_(README__txt=b"Trust me.")).problems == ["README.txt was altered."]


def test_bundle_packed_anew_by_another_program_is_whole() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in ours().items():
            packed.writestr(name, content)
    found = verify.verify(out.getvalue())
    assert found.holds
    assert "packed this bundle anew" in found.lines[0]


def test_no_byte_anywhere_can_be_altered_unseen() -> None:
    whole, chance = bundle.pack(ours()), random.Random(5)
    places = [*chance.sample(range(len(whole)), 60), *range(0, 40, 3), *range(len(whole) - 60, len(whole), 4)]
    for at in places:
        try:
            assert not verify.verify(flipped(whole, at, chance.choice([1, 32, 128]))).holds, at
        except verify.NotOurs:
            assert at < 4


def test_no_digit_of_the_seal_itself_can_be_altered_unseen() -> None:
    pdf = ours()["agreement.pdf"]
    start = pdf.rfind(b"/Contents <")
    end = pdf.find(b">", start)
    for at in range(start + 10, end + 1, 9):
        for by in (1, 32):
            try:
                looked = seal.look(flipped(pdf, at, by))
            except seal.NotSealed:
                continue
            assert not looked.whole or looked.fingerprint != bundles.key().fingerprint, at


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7\n%%EOF", b"hello", b"%PDF-1.7 /ByteRange [0 99999 5 3]"])
def test_what_is_no_bundle_gets_a_clear_answer(file: bytes) -> None:
    with pytest.raises(verify.NotOurs, match=r"neither a bundle|not sealed by a place"):
        verify.verify(file)


def test_zip_that_is_cut_off_is_told() -> None:
    assert "altered or cut off" in verify.verify(bundle.pack(ours())[:-300]).problems[0]


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "seal.pem"
    since = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert seal.key(file, since=since).fingerprint == seal.key(file, since=since).fingerprint
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["seal.pem"]
