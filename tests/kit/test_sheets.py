import csv
import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import sheets

SHARED = Path(__file__).parents[3] / "shared/data/directory/hounslow-workbook"


def read(content: bytes) -> list[sheets.Row]:
    return sheets.read_bytes(content, name="it")["it"]


def workbook(rows: list[list[object]], title: str = "Services") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_breed_is_read(encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Name*", "Café", "Notes"], ["Zoë £", "£2", "one, two; three\nfour"]])
    assert read(out.getvalue().encode(encoding)) == [{"Name": "Zoë £", "Café": "£2", "Notes": "one, two; three\nfour"}]


def test_excels_hint_of_its_delimiter_is_no_heading() -> None:
    assert read(b"sep=;\r\na,x;b\r\n1;2\r\n") == [{"a,x": "1", "b": "2"}]


def test_headings_are_cleaned_and_doubles_numbered() -> None:
    assert read(b" Name * ,Phone,Phone,,  A   b ,\n1,2,3,4,5,6\n") == [
        {"Name": "1", "Phone": "2", "Phone 2": "3", "Column 4": "4", "A b": "5"}
    ]


def test_blank_rows_are_dropped_and_short_rows_filled() -> None:
    assert read(b"\n , \na,b\n\n1\n,,\n2,3,4\n") == [{"a": "1", "b": ""}, {"a": "2", "b": "3"}]


def test_empty_file_has_no_rows() -> None:
    assert read(b"") == []


def test_workbook_gives_every_sheet_and_reads_cells_as_people_do() -> None:
    content = workbook(
        [
            ["Name*", "When", "Day", "Places", "Cost", "Free", "At", None],
            [
                "Choir",
                dt.datetime.combine(dt.date(2026, 11, 2), dt.time(10, 30)),
                dt.date(2026, 11, 2),
                12,
                2.5,
                True,
                dt.time(9),
                None,
            ],
            [None, None, None, None, None, None, None, None],
            ["Lunch", "#REF!", None, 3.0, " 1 ", False, None, None],
        ]
    )
    assert sheets.read_bytes(content, name="ignored") == {
        "Services": [
            {"Name": "Choir", "When": "2026-11-02 10:30", "Day": "2026-11-02", "Places": "12", "Cost": "2.5", "Free": "True",
             "At": "09:00"},
            {"Name": "Lunch", "When": "", "Day": "", "Places": "3", "Cost": "1", "Free": "False", "At": ""},
        ]
    }  # fmt: skip


def test_folder_gives_a_sheet_per_file(tmp_path: Path) -> None:
    (tmp_path / "service.csv").write_text("Name\nChoir\n")
    (tmp_path / "location.xlsx").write_bytes(workbook([["Postcode"], ["TA1 1AA"]], "location"))
    (tmp_path / "~$lock.xlsx").write_bytes(b"x")
    (tmp_path / "read me.md").write_text("no table")
    assert sheets.read(tmp_path) == {"service": [{"Name": "Choir"}], "location": [{"Postcode": "TA1 1AA"}]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0rest", "old or locked Excel file"),
        (b"PK\x03\x04 not a zip", "not an Excel workbook"),
        (b"%PDF-1.7\n\x01\x02\x03", "not a table"),
        (b'a,b\n"' + b"x" * 200_000, "not a table"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_plain_words(content: bytes, says: str) -> None:
    with pytest.raises(sheets.SheetError, match=says):
        read(content)


def test_missing_file_and_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(sheets.SheetError, match=r"could not open nothing\.csv"):
        sheets.read(tmp_path / "nothing.csv")
    with pytest.raises(sheets.SheetError, match="no spreadsheet in this folder"):
        sheets.read(tmp_path)


def test_workbook_that_unpacks_into_too_much_is_refused_at_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(410):
            part.write(b"0" * 1_000_000)
    started = time.monotonic()
    with pytest.raises(sheets.SheetError, match="unpacks into more"):
        read(out.getvalue())
    assert time.monotonic() - started < 1


def test_workbook_with_a_million_blank_rows_costs_little() -> None:
    content = workbook([["Name"], ["Choir"], ["Lunch"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as lying:
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename.endswith("sheet1.xml"):
                data = data.replace(b'ref="A1:A3"', b'ref="A1:XFD1048576"').replace(b'<row r="3"', b'<row r="1048576"')
                data = data.replace(b'r="A3"', b'r="A1048576"')
                assert b"1048576" in data
            lying.writestr(part, data)
    started = time.monotonic()
    assert sheets.read_bytes(out.getvalue(), name="it") == {"Services": [{"Name": "Choir"}]}
    assert time.monotonic() - started < 2


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(sheets.SheetError, match="more than 250,000 rows"):
        read(b"a\n" + b"1\n" * (sheets.MAX_ROWS + 1))


@pytest.mark.parametrize("value", ["=1+1", "+44 1632 960001", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_written_csv_never_begins_a_formula(value: str) -> None:
    written = sheets.write_csv([{"a": value, "b": -1}], ["a", "b"])
    assert next(csv.DictReader(io.StringIO(written))) == {"a": f"'{value}", "b": "-1"}


def test_written_workbook_keeps_formulas_and_links_as_words() -> None:
    content = sheets.write_xlsx(
        [{"a": "=1+1", "b": 3, "c": "http://x.example"}], ["a", "b", "c"], title="Everything there is to know about it"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["=1+1", 3, "http://x.example"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "s"]
    assert sheet["C2"].hyperlink is None


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)


@given(st.lists(st.fixed_dictionaries({"Name": cells, "Notes": cells}), max_size=5))
def test_what_is_written_reads_the_same(rows: list[sheets.Row]) -> None:
    headings = ["Name", "Notes"]
    assert read(sheets.write_csv(rows, headings).encode("utf-8-sig")) == [
        {name: "" if value in sheets._FORMULA_ERRORS else value for name, value in row.items()} for row in rows
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the real data is not beside this repository")
def test_real_workbook_is_read_whole() -> None:
    found = sheets.read(SHARED)
    assert set(found) == {"organisation", "service", "location", "service-location", "location-postcodes"}
    assert all(row["ID"] and row["Name"] for row in found["organisation"])
    assert {row["Service ID"] for row in found["service-location"]} & {row["ID"] for row in found["service"]}
