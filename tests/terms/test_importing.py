"""Lists of terms that others keep."""

import json
from pathlib import Path

import pytest

from alongside.record.models import Event
from alongside.terms import actions, queries
from alongside.terms.lists import NotAList
from alongside.terms.models import Term

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[3] / "shared" / "data" / "taxonomies"
TABLE = """name,uri,parent,synonyms
Housing,https://example.org/housing,,
Night shelter,https://example.org/shelter,https://example.org/housing,hostel; winter shelter
Food,,,
Pantry,,food,larder
"""


def brought(folder: Path, text: str, name: str = "list.csv") -> actions.Imported:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return actions.import_taxonomy(file, slug="others", name="A list of others", by=None)


def adds_up(report: actions.Imported) -> bool:
    return report.read == report.created + report.updated + report.unchanged + report.kept + len(report.refused)


def test_a_table_is_brought_in_with_parents_and_synonyms(tmp_path: Path) -> None:
    report = brought(tmp_path, TABLE)
    assert (report.read, report.created, report.refused) == (4, 4, [])
    shelter, pantry = Term.objects.get(name="Night shelter"), Term.objects.get(name="Pantry")
    assert shelter.parent and shelter.parent.name == "Housing" and shelter.uri == "https://example.org/shelter"
    assert pantry.parent and pantry.parent.name == "Food"
    assert queries.synonyms()["hostel"] == ["night shelter", "winter shelter"]


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    brought(tmp_path, TABLE)
    edition = queries.edition()
    report = brought(tmp_path, TABLE)
    assert (report.read, report.unchanged) == (4, 4) and adds_up(report)
    assert Term.objects.count() == 4 and queries.edition() == edition


def test_a_newer_file_brings_names_up_to_date_and_tells_what_is_gone(tmp_path: Path) -> None:
    brought(tmp_path, TABLE)
    newer = TABLE.replace("Night shelter", "Emergency bed").replace("Food,,,\nPantry,,food,larder\n", "Soup,,,\n")
    report = brought(tmp_path, newer)
    assert (report.created, report.updated, report.unchanged, report.gone) == (1, 1, 1, 2) and adds_up(report)
    assert Term.objects.get(uri="https://example.org/shelter").name == "Emergency bed"
    assert Term.objects.get(name="Pantry").retired_at is None


def test_what_an_officer_changed_is_kept(tmp_path: Path) -> None:
    brought(tmp_path, TABLE)
    actions.rename(Term.objects.get(name="Night shelter"), name="A bed for the night", by=None)
    report = brought(tmp_path, TABLE)
    assert (report.kept, report.unchanged) == (1, 3) and adds_up(report)
    assert Term.objects.get(uri="https://example.org/shelter").name == "A bed for the night"


def test_rows_that_cannot_be_taken_are_told_with_a_reason(tmp_path: Path) -> None:
    report = brought(tmp_path, "name,uri\nFood,\n,https://example.org/x\nfood,\n" + "x" * 201 + ",\n")
    assert report.created == 1 and adds_up(report)
    assert report.refused == [
        (2, "It has no name."),
        (3, "It stands in the file twice."),
        (4, "Its name or address is longer than 200 letters."),
    ]


def test_a_parent_that_is_not_there_or_leads_in_a_circle_is_none(tmp_path: Path) -> None:
    table = "name,parent\nFood,Nowhere\nHen,Egg\nEgg,Hen\nSelf,Self\n"
    for _ in range(2):
        report = brought(tmp_path, table)
        assert not Term.objects.exclude(parent=None).exists()
    assert report.unchanged == 4


def test_two_terms_of_one_name_under_different_parents_both_come(tmp_path: Path) -> None:
    table = "name,uri,parent\nMoney,u:1,\nHousing,u:2,\nHelp to pay,,Money\nHelp to pay,,Housing\n"
    brought(tmp_path, table)
    report = brought(tmp_path, table)
    assert report.unchanged == 4
    assert Term.objects.filter(name="Help to pay").values("slug").distinct().count() == 2


def test_json_as_open_eligibility_has_it(tmp_path: Path) -> None:
    ids = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"]
    items = [{"id": ids[1], "parent_id": ids[0], "name": "Shelter"}, {"id": ids[0], "parent_id": None, "name": "Housing"}]
    report = brought(tmp_path, json.dumps(items), "list.json")
    assert report.created == 2
    shelter = Term.objects.get(name="Shelter")
    assert shelter.uri == f"urn:uuid:{ids[1]}" and shelter.parent == Term.objects.get(name="Housing")


@pytest.mark.parametrize("prefix", ["", "skos:"])
def test_skos_as_json_ld(tmp_path: Path, prefix: str) -> None:
    concepts = [
        {
            "@id": "https://example.org/a",
            f"{prefix}prefLabel": {"@value": "Angling", "@language": "en"},
            f"{prefix}altLabel": ["Fishing"],
        },
        {
            "@id": "https://example.org/b",
            f"{prefix}prefLabel": "Fly fishing",
            f"{prefix}broader": [{"@id": "https://example.org/a"}],
        },
    ]
    report = brought(tmp_path, json.dumps({"@graph": [{"@type": "skos:ConceptScheme", "@id": "x"}, *concepts]}), "list.jsonld")
    assert report.created == 2
    fly = Term.objects.get(name="Fly fishing")
    assert fly.parent and fly.parent.name == "Angling"
    assert queries.synonyms() == {"angling": ["fishing"], "fishing": ["angling"]}


@pytest.mark.parametrize(("name", "text"), [("a.csv", "x,y\n1,2\n"), ("a.json", "{}"), ("a.json", "nothing"), ("a.csv", "")])
def test_what_is_no_list_is_refused_in_plain_words(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(NotAList, match="holds no list of terms"):
        brought(tmp_path, text, name)


def test_our_own_list_is_not_overwritten_by_an_import(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(TABLE)
    with pytest.raises(actions.WrongMove):
        actions.import_taxonomy(file, slug="needs", name="Needs", by=None)


def test_an_import_is_one_record_with_a_digest(tmp_path: Path) -> None:
    brought(tmp_path, TABLE)
    event = Event.objects.get(kind="terms.imported")
    assert event.facts["created"] == 4 and len(event.facts["digest"]) == 64


@pytest.mark.skipif(not REAL.exists(), reason="the real lists are not beside this repository")
@pytest.mark.parametrize(("name", "number"), [("open-eligibility.json", 395), ("openactive-activity-list.jsonld", 678)])
def test_real_lists_come_in_whole_and_a_second_time_unchanged(name: str, number: int) -> None:
    first = actions.import_taxonomy(REAL / name, slug="real", name="Real", by=None)
    again = actions.import_taxonomy(REAL / name, slug="real", name="Real", by=None)
    assert (first.read, first.created, first.refused) == (number, number, [])
    assert again.unchanged == number
    assert Term.objects.exclude(parent=None).count() > number / 2
