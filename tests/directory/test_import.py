"""Services of others are brought in: clean, once, whole or with a reason, and never over what was changed here."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from alongside.directory import actions
from alongside.directory.actions.importing import Report, SourceError, import_services
from alongside.directory.actions.importing.running import BATCH
from alongside.directory.models import Contact, Import, Service, SourceRecord
from alongside.organisations.models import Organisation
from alongside.record.models import Event
from alongside.search import queries as search
from alongside.search.shapes import Query
from tests.directory.sources import feed, raw, sheet, workbook

pytestmark = pytest.mark.django_db
Status = Service.Status


def bring(path: Path, **options: Any) -> Report:
    return import_services(path, by=None, progress=lambda _line: None, **options)


def numbers(report: Report) -> tuple[int, int, int, int, int]:
    assert report.read == report.created + report.updated + report.unchanged + report.quarantined
    return report.read, report.created, report.updated, report.unchanged, report.quarantined


def test_a_feed_comes_in_clean_published_and_findable(tmp_path: Path) -> None:
    report = bring(feed(tmp_path, [raw(1, name="  Tuesday\u00a0Table ")]))
    assert numbers(report) == (1, 1, 0, 0, 0)
    service = Service.objects.get()
    assert (service.name, service.status) == ("Tuesday Table", Status.PUBLISHED)
    assert service.description == "What happens at 1 & why.\n\n- Tea"
    assert str(service.pk) == "738f94e0-aa6c-6a5c-2395-000000000001"
    assert service.assured_on is not None
    assert search.find(Query(kind="service", words="tuesday")).total == 1


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = feed(tmp_path, [raw(n) for n in range(1, 121)])
    assert numbers(bring(path)) == (120, 120, 0, 0, 0)
    before = list(Service.objects.order_by("pk").values_list("pk", "version", "updated_at"))
    assert numbers(bring(path)) == (120, 0, 0, 120, 0)
    assert list(Service.objects.order_by("pk").values_list("pk", "version", "updated_at")) == before
    assert Organisation.objects.count() == 7


def test_what_the_source_changed_is_changed_here(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(1), raw(2)]))
    report = bring(feed(tmp_path, [raw(1, description="<p>New words</p>"), raw(2)]))
    assert numbers(report) == (2, 0, 1, 1, 0)
    assert Service.objects.get(name="Service 1").description == "New words"


def test_what_was_changed_here_is_kept_and_told(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(1), raw(2)]))
    actions.change(Service.objects.get(name="Service 1"), by=None, description="Ours")
    report = bring(feed(tmp_path, [raw(1, description="<p>Theirs</p>"), raw(2)]))
    assert numbers(report) == (2, 0, 0, 2, 0)
    assert report.kept == ["Service 1"]
    assert Service.objects.get(name="Service 1").description == "Ours"


def test_what_an_officer_withdrew_stays_withdrawn(tmp_path: Path) -> None:
    path = feed(tmp_path, [raw(1)])
    bring(path)
    actions.withdraw(Service.objects.get(), by=None)
    bring(path)
    bring(feed(tmp_path, [raw(1, description="new")]))
    assert Service.objects.get().status == Status.WITHDRAWN


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = feed(tmp_path, [raw(1), raw(2), raw(3, name="")])
    tried = bring(path, dry_run=True)
    assert numbers(tried) == (3, 2, 0, 0, 1)
    assert not Service.objects.exists()
    assert not Organisation.objects.exists()
    assert not Import.objects.exists()
    assert not Event.objects.exists()
    assert numbers(bring(path)) == numbers(tried)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"name": " "}, "It has no name."),
        ({"organization": {}}, "which organisation runs it"),
        ({"organization": None}, "which organisation runs it"),
        ({"status": "banana"}, "We do not know the status “banana”."),
        ({"name": "x" * 301}, "301 letters long"),
        ({"eligibilitys": [{"minimum_age": 60, "maximum_age": 18}]}, "lowest age \\(60\\) is above its highest \\(18\\)"),
        ({"eligibilitys": [{"minimum_age": 900}]}, "900 years, which cannot be"),
    ],
)
def test_a_row_that_cannot_be_is_left_out_with_its_reason(tmp_path: Path, facts: dict[str, Any], reason: str) -> None:
    report = bring(feed(tmp_path, [raw(1), raw(2, **facts)]))
    assert numbers(report) == (2, 1, 0, 0, 1)
    (problem,) = report.problems
    assert problem.row == 2
    assert re.search(reason, problem.reason)
    assert list(Import.objects.get().problems.values_list("row", "reason")) == [(2, problem.reason)]


def test_an_identifier_that_comes_twice_is_taken_once(tmp_path: Path) -> None:
    report = bring(feed(tmp_path, [raw(1), raw(1), raw(1, name="Another")]))
    assert numbers(report) == (3, 1, 0, 1, 1)
    assert "used before, by “Service 1” in row 1" in report.problems[0].reason
    assert numbers(bring(feed(tmp_path, [raw(1), raw(1), raw(1, name="Another")]))) == (3, 0, 0, 2, 1)


@pytest.mark.parametrize(
    "key", ["not-a-uuid", "{738F94E0-AA6C-6A5C-2395-7B64421BA2A5}", "738f94e0aa6c6a5c23957b64421ba2a5", 42, None]
)
def test_any_shape_of_identifier_is_taken_and_kept(tmp_path: Path, key: object) -> None:
    path = feed(tmp_path, [raw(1, id=key)])
    assert numbers(bring(path)) == (1, 1, 0, 0, 0)
    assert numbers(bring(path)) == (1, 0, 0, 1, 0)
    assert isinstance(Service.objects.get().pk, uuid.UUID)


def test_two_sources_with_the_same_identifier_do_not_touch_each_other(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(1)], "one.json"))
    bring(feed(tmp_path, [raw(1, name="Other", organization={"id": "x", "name": "Somebody else"})], "two.json"))
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Other", "Service 1"]
    assert numbers(bring(feed(tmp_path, [raw(1)], "one.json"))) == (1, 0, 0, 1, 0)


def test_the_statuses_of_the_standard_become_ours(tmp_path: Path) -> None:
    statuses = ("active", "temporarily closed", "inactive", "defunct")
    bring(feed(tmp_path, [raw(n, status=status) for n, status in enumerate(statuses, 1)]))
    kept = dict(Service.objects.values_list("name", "status"))
    assert [kept[f"Service {n}"] for n in (1, 2, 3, 4)] == [Status.PUBLISHED, Status.PAUSED, Status.WITHDRAWN, Status.WITHDRAWN]


def test_all_that_a_full_record_says_is_taken(tmp_path: Path) -> None:
    full = raw(
        1,
        attending_type="Home visit",
        attending_access="Appointment",
        fees="£2.50",
        pc_targetAudience=[{"audienceType": "Carers "}, {"audienceType": "Parents>Grandparents"}],
        eligibilitys=[{"minimum_age": "18", "maximum_age": "99"}],
        languages=[{"language": "Polish"}],
        regular_schedules=[
            {"opens_at": "10:00:00", "closes_at": "12:00", "byday": "TU", "freq": "WEEKLY"},
            {"description": "By arrangement"},
        ],
        contacts=[{"name": "Joan", "title": "Secretary", "phones": [{"number": "01632 960 142"}]}],
        service_at_locations=[
            {
                "location": {
                    "id": "l1",
                    "name": "The Weir Café",
                    "latitude": 51.01,
                    "longitude": -3.1,
                    "physical_addresses": [
                        {"address_1": "4 Mill Lane", "city": "Taunton", "state_province": "Somerset", "postal_code": "TA1 1QT"}
                    ],
                }
            }
        ],
    )
    report = bring(feed(tmp_path, [full]))
    service = Service.objects.get()
    assert (service.at_home, service.at_place, service.start, service.cost_pence) == (True, False, "ring", 250)
    assert (service.minimum_age, service.maximum_age, service.eligibility) == (18, None, "Carers and Grandparents")
    assert (service.languages, service.times_text) == (["Polish"], "By arrangement")
    assert service.times.get().rule == "FREQ=WEEKLY;BYDAY=TU"
    place = service.locations.get()
    assert (place.name, place.precision, place.latitude) == ("The Weir Café", "given", 51.01)
    assert (report.locations, report.geocoded) == (1, 1)
    contacts = {one.kind: (one.value, one.label, one.publish, bool(one.said_at)) for one in service.contacts.all()}
    assert contacts == {
        "phone": ("01632 960 142", "Secretary", "yes", True),
        "email": ("hello@kettle.example.net", "", "yes", True),
    }
    assert "Joan" not in str(list(Contact.objects.values()))


def test_web_addresses_are_mended_or_left_out_with_a_note(tmp_path: Path) -> None:
    bad = [
        "www.bowls.example.net",
        "HTTPS://e-voice.example.net/",
        "javascript:alert(1)",
        "http://",
        "see our page",
        "http://example.com",
    ]
    report = bring(feed(tmp_path, [raw(n, url=url) for n, url in enumerate(bad, 1)]))
    kept = dict(Service.objects.values_list("name", "url"))
    assert [kept[f"Service {n}"] for n in range(1, 7)] == [
        "https://www.bowls.example.net",
        "https://e-voice.example.net/",
        "",
        "",
        "",
        "",
    ]
    assert {note["note"]: note["count"] for note in report.notes} == {
        "A web address without https:// in front was completed.": 1,
        "A web address that cannot be right was left out.": 3,
    }


def test_hostile_words_come_in_as_words(tmp_path: Path) -> None:
    nasty = raw(
        1,
        name="<script>alert(1)</script>Tea & مجموعة 🍲",
        description="<p onclick=x>A\x00B</p><script>alert(2)</script>" + "<p>" + "long " * 20_000 + "</p>",
        email="a@b.example\nBcc: x@y.example",
        assured_date="2999-01-01",
        service_at_locations=[
            {
                "location": {
                    "latitude": 999,
                    "longitude": "x",
                    "physical_addresses": [{"city": "=cmd()", "postal_code": "NOT A CODE"}],
                }
            }
        ],
    )
    report = bring(feed(tmp_path, [nasty]))
    assert numbers(report) == (1, 1, 0, 0, 0)
    service = Service.objects.get()
    assert "<" not in service.name
    assert "alert(2)" not in service.description
    assert len(service.description) > 90_000
    assert service.assured_on is None
    assert service.locations.get().latitude is None
    assert not service.contacts.exists()
    assert report.not_geocoded == ["NOT A CODE"]


def test_linked_sheets_are_joined(tmp_path: Path) -> None:
    report = bring(workbook(tmp_path / "workbook"))
    assert numbers(report) == (3, 3, 0, 0, 0)
    assert (report.locations, report.geocoded, report.about, report.organisations) == (3, 2, 2, 2)
    assert report.not_geocoded == ["XX99 9XX"]
    table, scouts, choir = (Service.objects.get(name=name) for name in ("Tuesday Table", "Scouts", "Choir"))
    assert table.description == "Company and a cake (https://cake.example.net)."
    assert (table.cost, table.url, table.minimum_age) == ("free", "", 18)
    assert (table.organisation.about, table.organisation.url) == ("", "")
    assert table.locations.get().access_text == "Lift to all floors"
    assert (scouts.cost, scouts.cost_pence, scouts.minimum_age, scouts.maximum_age) == ("fee", 200, 6, 14)
    assert scouts.url == "https://mill.example.net/scouts"
    assert sorted(scouts.locations.values_list("postcode", "line_2")) == [
        ("TA1 1QT", ""),
        ("XX99 9XX", "High Street, Behind the church"),
    ]
    assert (choir.eligibility, choir.minimum_age, choir.locations.count()) == ("mostly grown-ups", None, 0)
    assert [note["count"] for note in report.notes if "leads nowhere" in note["note"]] == [1]
    assert numbers(bring(tmp_path / "workbook")) == (3, 0, 0, 3, 0)


def test_a_charity_s_own_list_is_understood_by_its_headings(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "our list.csv",
        [
            {
                "Activity Name": "Lunch Club",
                "Run by": "Mill Hall",
                "What happens": "Soup.",
                "Web site": "mill.example.net",
                "Telephone": "01632 960142",
                "Publish?": "yes",
                "Venue": "Mill Hall",
                "Address": "1 High St",
                "Town": "Taunton",
                "Post Code": "TA1 1QT",
                "Days and times": "Tuesdays 12 noon - 2pm",
                "Cost": "£5",
                "Age range": "60+",
            },
            {
                "Activity Name": "Sewing",
                "Run by": "Mill Hall",
                "What happens": "n/a",
                "Telephone": "01632 960143",
                "Days and times": "when we can",
                "Cost": "Free",
            },
        ],
    )
    report = bring(path)
    assert numbers(report) == (2, 2, 0, 0, 0)
    lunch, sewing = Service.objects.get(name="Lunch Club"), Service.objects.get(name="Sewing")
    time = lunch.times.get()
    assert (time.rule, f"{time.opens:%H:%M}", f"{time.closes:%H:%M}") == ("FREQ=WEEKLY;BYDAY=TU", "12:00", "14:00")
    assert (lunch.cost_pence, lunch.minimum_age, lunch.contacts.get().publish) == (500, 60, "yes")
    assert (sewing.times_text, sewing.cost, sewing.description) == ("when we can", "free", "")
    assert sewing.contacts.get().publish == "unknown"
    assert report.columns["Run by"] == "organisation"


def test_an_excel_workbook_of_linked_sheets_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Organisations": [("ID", "Name"), (1, "Mill Hall")],
        "Services": [("ID", "Organisation ID", "Name"), (10, 1, "Choir")],
        "Locations": [("ID", "Address line 1", "Postcode"), (5, "The Hall", "TA1 1QT")],
        "Service locations": [("Service ID", "Location ID"), (10, 5)],
    }
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "book.xlsx")
    assert numbers(bring(tmp_path / "book.xlsx")) == (1, 1, 0, 0, 0)
    assert Service.objects.get().locations.get().precision == "outcode"


def test_an_organisation_that_is_here_already_is_not_made_twice(tmp_path: Path) -> None:
    here = Organisation.objects.create(name="Kettle and Chat", slug="kettle", sector="voluntary")
    bring(workbook(tmp_path / "workbook"))
    assert Service.objects.get(name="Tuesday Table").organisation == here


def test_it_may_be_cut_off_anywhere_and_begun_again(tmp_path: Path) -> None:
    path = feed(tmp_path, [raw(n) for n in range(1, BATCH + 71)])

    class Cut(Exception):
        pass

    def cut(line: str) -> None:
        if line.startswith(f"{BATCH} "):
            raise Cut

    with pytest.raises(Cut):
        import_services(path, by=None, progress=cut)
    assert Service.objects.count() == SourceRecord.objects.count() == BATCH
    report = bring(path)
    assert numbers(report) == (BATCH + 70, 70, 0, BATCH, 0)
    assert search.find(Query(kind="service")).total == BATCH + 70
    states = list(Import.objects.order_by("started_at").values_list("state", flat=True))
    assert states == [Import.State.FAILED, Import.State.DONE]


def test_one_run_is_one_event_with_a_digest(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(n) for n in range(1, 8)]))
    (event,) = Event.objects.filter(kind__startswith="import.")
    assert (event.kind, event.facts["read"], len(event.facts["digest"])) == ("import.done", 7, 64)
    assert not Event.objects.filter(kind__startswith="service.").exists()


def test_what_is_no_longer_in_the_source_is_counted_and_left(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(1), raw(2)]))
    report = bring(feed(tmp_path, [raw(1)]))
    assert report.missing == 1
    assert Service.objects.published().count() == 2


def test_the_report_is_a_file_that_adds_up(tmp_path: Path) -> None:
    bring(feed(tmp_path, [raw(1), raw(2, name="")]), report_path=tmp_path / "out" / "report.json")
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert {"read", "created", "updated", "unchanged", "quarantined", "geocoded"} <= report.keys()
    assert report["read"] == report["created"] + report["updated"] + report["unchanged"] + report["quarantined"]
    assert report["problems"] == [{"row": 2, "key": raw(2)["id"], "name": "", "reason": "It has no name."}]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", "{broken", "JSON is broken"),
        ("a.json", '{"hello": 1}', "no services in it"),
        ("a.csv", "colour,shape\nred,round\n", "No column looks like the name"),
        ("a.csv", "name\n", "no rows"),
    ],
)
def test_a_source_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(SourceError, match=reason):
        bring(tmp_path / name)


def test_a_source_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file or folder"):
        bring(tmp_path / "nothing.json")


def test_the_source_s_own_words_for_needs_become_ours_only_when_they_are_ours(tmp_path: Path) -> None:
    from alongside.terms.models import Taxonomy, Term

    needs = Taxonomy.objects.create(slug="needs", name="Needs")
    Term.objects.create(taxonomy=needs, slug="feeling-lonely", name="Feeling lonely", synonyms=["befriending"])
    filed = [{"taxonomy": {"id": "1", "name": "Befriending"}}, {"taxonomy": {"id": "2", "name": "Bin day"}}]
    bring(feed(tmp_path, [raw(1, service_taxonomys=filed)]))
    assert [term.slug for term in Service.objects.get().terms.all()] == ["feeling-lonely"]
