"""Full postcodes from the files that Britain publishes. The rows here are ours, in the shape of theirs."""

import csv
import zipfile
from pathlib import Path

import pytest

from alongside.places import actions, postcode_files, queries
from alongside.places.models import Postcode, PostcodeFile
from alongside.places.postcode_files import NotAPostcodeFile, Row
from alongside.record.models import Event

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[3] / "shared" / "data" / "postcodes" / "postcodes-ta-ba-bs-st-ws-de.csv"
ONSPD = """pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,parish,lat,long
MX1 1AA,MX1  1AA,MX1 1AA,202001,,E10000001,E07000001,E05000001,E04000001,52.1,-2.5
MX1 1AB,MX1  1AB,MX1 1AB,202001,202405,E99999999,E07000001,E05000002,E43000001,52.3,-2.7
MX1 9ZZ,MX1  9ZZ,MX1 9ZZ,202001,,E10000001,E07000001,E05000001,E04000001,99.999999,0.000000
BT1 1AA,BT1  1AA,BT1 1AA,202001,,N99999999,N09000001,N08000001,N99999999,54.6,-5.9
"""
ONSPD_OF_LATER_YEARS = """pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd,parncp25cd,lat,long
MX1 1AA,MX1  1AA,MX1 1AA,202001,,E10000001,E07000001,E05000001,E04000001,52.1,-2.5
"""
CODE_POINT = """"MX1 1AA",10,524901,184235,"E92000001","E19000003","E18000006","","E09000003","E05000049"
"MX111AB",10,449816,75336,"E92000001","E19000003","E18000006","E10000001","E07000001","E05000001"
"MX1 1AC",90,0,0,"E92000001","","","","E07000001","E05000001"
"""


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def silent(line: str) -> None:
    pass


def test_onspd_is_kept_with_its_areas_and_without_what_has_no_use(tmp_path: Path) -> None:
    loaded = actions.load_postcodes(written(tmp_path, ONSPD), silent)
    assert (loaded.read, loaded.kept, loaded.left_out) == (4, 2, 2)
    found = {row.code: (row.latitude, row.longitude, row.areas) for row in Postcode.objects.all()}
    assert found == {
        "MX11AA": (52.1, -2.5, ["E10000001", "E07000001", "E05000001", "E04000001"]),
        "MX11AB": (52.3, -2.7, ["E07000001", "E05000002", "E43000001"]),
    }


def test_onspd_with_the_headings_of_later_years_is_understood(tmp_path: Path) -> None:
    actions.load_postcodes(written(tmp_path, ONSPD_OF_LATER_YEARS), silent)
    assert Postcode.objects.get().areas == ["E10000001", "E07000001", "E05000001", "E04000001"]


def test_code_point_open_is_turned_into_latitude_and_longitude(tmp_path: Path) -> None:
    loaded = actions.load_postcodes(written(tmp_path, CODE_POINT), silent)
    assert (loaded.read, loaded.kept) == (3, 2)
    row = Postcode.objects.get(code="MX111AB")
    assert (row.latitude, row.longitude) == pytest.approx((50.57563, -1.29782), abs=0.0001)
    assert row.areas == ["E10000001", "E07000001", "E05000001"]


@pytest.mark.parametrize("zipped", [True, False])
def test_code_point_open_in_many_files_is_read_from_a_folder_or_a_zip(tmp_path: Path, zipped: bool) -> None:
    folder = tmp_path / "codepo_gb"
    folder.mkdir()
    written(folder, CODE_POINT, "mx.csv")
    written(folder, CODE_POINT.replace("MX", "MZ"), "mz.csv")
    written(folder, "Postcode,Positional_quality_indicator\nPC,PQ\n", "Column_Headers.csv")
    source = folder
    if zipped:
        source = tmp_path / "codepo_gb.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for file in folder.iterdir():
                archive.write(file, f"Data/CSV/{file.name}")
    assert actions.load_postcodes(source, silent).kept == 4


def test_the_same_rows_cut_into_pieces_in_an_onspd_zip_are_read_once(tmp_path: Path) -> None:
    source = tmp_path / "ONSPD.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("Data/ONSPD_UK.csv", ONSPD)
        archive.writestr("Data/multi_csv/ONSPD_UK_MX.csv", ONSPD)
        archive.writestr("Documents/names.csv", "code,name\nE07000001,Marlshire\n")
    assert actions.load_postcodes(source, silent).read == 4


def test_what_holds_no_postcodes_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(NotAPostcodeFile, match=r"people\.csv holds no postcodes that we can read"):
        actions.load_postcodes(written(tmp_path, "name,age\nAnn,70\n", "people.csv"), silent)
    assert not PostcodeFile.objects.exists()


def test_a_file_that_was_loaded_last_is_not_loaded_twice(tmp_path: Path) -> None:
    file = written(tmp_path, ONSPD)
    first = actions.load_postcodes(file, silent)
    again = actions.load_postcodes(file, silent)
    assert (again.read, again.kept, again.again) == (first.read, first.kept, True)
    assert Event.objects.filter(kind="places.postcodes_loaded").count() == 1


def test_an_older_file_may_be_loaded_over_a_newer_one(tmp_path: Path) -> None:
    file = written(tmp_path, ONSPD)
    actions.load_postcodes(file, silent)
    actions.load_postcodes(written(tmp_path, "postcode,latitude,longitude\nMX1 1AA,53.0,-2.0\n", "newer.csv"), silent)
    assert queries.point_of("MX1 1AA") == (53.0, -2.0, "postcode")
    assert actions.load_postcodes(file, silent).again is False
    assert queries.point_of("MX1 1AA") == (52.1, -2.5, "postcode")


def test_points_without_areas_leave_the_areas_as_they_were(tmp_path: Path) -> None:
    actions.load_postcodes(written(tmp_path, ONSPD), silent)
    actions.load_postcodes(written(tmp_path, "Postcode,Latitude,Longitude\nmx1 1aa,53.0,-2.0\n", "points.csv"), silent)
    row = Postcode.objects.get(code="MX11AA")
    assert (row.latitude, row.areas[1]) == (53.0, "E07000001")


def test_only_the_postcode_areas_that_were_asked_for_are_kept(tmp_path: Path) -> None:
    table = "postcode,latitude,longitude\nMX1 1AA,53,-2\nM1 1AA,53,-2\nTA1 1AA,51,-3\n"
    loaded = actions.load_postcodes(written(tmp_path, table), silent, only=["MX", "TA"])
    assert (loaded.read, loaded.kept) == (3, 2)
    assert set(Postcode.objects.values_list("code", flat=True)) == {"MX11AA", "TA11AA"}


def test_a_new_outward_code_is_placed_in_the_middle_of_its_postcodes(tmp_path: Path) -> None:
    assert queries.locate("MX1") is None
    actions.load_postcodes(written(tmp_path, ONSPD), silent)
    assert queries.locate("MX1") == queries.Located("MX1", 52.2, -2.6, "outcode")
    assert queries.point_of("MX1 1ZZ") == (52.2, -2.6, "outcode")


def test_progress_is_told_and_the_record_counts(tmp_path: Path) -> None:
    lines: list[str] = []
    rows = (f"MX{n % 9 + 1} {n % 10}{chr(65 + n % 26)}{chr(65 + n // 26 % 26)},52.{n},-2.5" for n in range(9000))
    file = written(tmp_path, "postcode,latitude,longitude\n" + "\n".join(rows))
    loaded = actions.load_postcodes(file, lines.append)
    assert lines[0] == "Reading table.csv"
    percents = [int(line.split("%")[0]) for line in lines if line.endswith("% of the file")]
    assert percents == sorted(set(percents)) and len(percents) > 2
    event = Event.objects.get(kind="places.postcodes_loaded")
    assert event.facts == {"read": 9000, "kept": loaded.kept}


def test_put_postcodes_takes_rows_as_they_come() -> None:
    assert actions.put_postcodes([Row("MX11AA", 52.1, -2.5, ("D1",)), Row("MX11AA", 52.2, -2.5, ("D2",))], by=None) == 1
    assert Postcode.objects.get().areas == ["D2"]


@pytest.mark.skipif(not REAL.exists(), reason="the real data are not beside this repository")
def test_two_real_counties_are_loaded_and_found() -> None:
    loaded = actions.load_postcodes(REAL, silent)
    assert loaded.read == loaded.kept == Postcode.objects.count() > 90_000
    with REAL.open(newline="") as lines:
        some = [(row["postcode"], float(row["latitude"])) for row in csv.DictReader(lines)][::5000]
    found = queries.points_of(code for code, _ in some)
    assert [found[code][0] for code, _ in some] == [latitude for _, latitude in some]


def test_the_reader_never_fails_on_broken_lines(tmp_path: Path) -> None:
    broken = "postcode,latitude,longitude\nMX1 1AA\nMX1 1AB,x,y\n\n,,\nMX1 1AC,52,-2,more,than,asked\n"
    part = postcode_files.parts(written(tmp_path, broken))[0]
    rows = [row for row in postcode_files.rows(part, lambda at: None) if row]
    assert rows == [Row("MX11AC", 52.0, -2.0)]


def test_a_load_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    rows = (f"MX{n // 2600 + 1} {n % 10}{chr(65 + n // 10 % 26)}{chr(65 + n // 260 % 10)},52.5,-2.5" for n in range(13000))
    file = written(tmp_path, "postcode,latitude,longitude\n" + "\n".join(rows))

    def stop_half_way(line: str) -> None:
        if line.endswith("% of the file") and int(line.split("%", maxsplit=1)[0]) >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.load_postcodes(file, stop_half_way)
    half = PostcodeFile.objects.get()
    assert half.finished_at is None and half.read == Postcode.objects.count() == 5000

    lines: list[str] = []
    loaded = actions.load_postcodes(file, lines.append)
    assert "Going on after row 5,000" in lines
    assert loaded.read == loaded.kept == Postcode.objects.count() == 13000
