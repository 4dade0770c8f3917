"""Officers bring lists of organisations in: understood, looked at, decided, brought in, taken back."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.jobs import worker
from alongside.kit import clock
from alongside.organisations import actions
from alongside.organisations.actions import importing
from alongside.organisations.actions.importing import reading, running
from alongside.organisations.models import Contact, Identifier, Import, ImportRow, LogEntry, Organisation
from alongside.record.models import Event
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.personas import County, county

pytestmark = pytest.mark.django_db

HEADINGS = "Org name,Charity No,Tel,E-mail,Contact name,Address 1,Postcode,Income,Cause,Last contacted"
LIST = f"""{HEADINGS}
Ottersford Carers,1123456,01632 960001,hello@ottersford.example,Rosa Lind,1 Mill Lane,TA1 1QT,"£12,500",Carers,03/02/2025
Ashby Choir,,01632 960002,,,,TA1 1QU,,,
,,01632 960003,,,,,,,
"""


@pytest.fixture
def land() -> County:
    return county()


def send(land: County, content: str | bytes, called: str = "members.csv") -> Import:
    data = content if isinstance(content, bytes) else content.encode()
    answer = land.client("officer").post("/organisations/imports/", {"file": SimpleUploadedFile(called, data)})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def meant(land: County, run: Import, **more: str) -> Import:
    """Say that the columns mean what was guessed, and have it looked at."""
    guess = {heading: field for field, heading in run.columns.items()}
    said = {f"column_{at}": guess.get(heading, "") for at, heading in enumerate(run.report["examples"])}
    land.client("officer").post(f"/organisations/imports/{run.pk}/columns/", said | more)
    worker.work_off()
    run.refresh_from_db()
    return run


def bring(land: County, run: Import) -> Import:
    land.client("officer").post(f"/organisations/imports/{run.pk}/bring-in/")
    worker.work_off()
    run.refresh_from_db()
    return run


def brought(land: County, content: str | bytes, called: str = "members.csv", **more: str) -> Import:
    return bring(land, meant(land, send(land, content, called), **more))


def take_back(land: County, run: Import) -> Import:
    land.client("officer").post(f"/organisations/imports/{run.pk}/take-back/")
    worker.work_off()
    run.refresh_from_db()
    return run


def outcomes(run: Import) -> dict[str, int]:
    found: dict[str, int] = {}
    for outcome in run.rows.values_list("outcome", flat=True):
        found[outcome] = found.get(outcome, 0) + 1
    return found


def page(land: County, run: Import, query: str = "") -> str:
    return land.client("officer").get(f"/organisations/imports/{run.pk}/{query}").content.decode()


def test_a_list_goes_from_its_headings_to_its_report(land: County) -> None:
    run = send(land, LIST)
    shown = page(land, run)
    for said in ("Org name", "Ottersford Carers", "Charity No", "£12,500", "See what would happen"):
        assert said in shown, said
    meant(land, run)
    assert not Organisation.objects.filter(name="Ottersford Carers").exists()
    assert "It has no name." in page(land, run, "?show=left_out")
    bring(land, run)
    assert outcomes(run) == {"new": 2, "left_out": 1}
    one = Organisation.objects.get(name="Ottersford Carers")
    assert (one.size, one.kind, one.identifiers.get().number) == ("small", "charity", "1123456")
    assert one.address.postcode == "TA1 1QT"
    assert one.log.get().on == dt.date(2025, 2, 3)
    assert {contact.name for contact in one.contacts.all()} == {"Rosa Lind"}


def test_contacts_arrive_hidden_whatever_the_list_says(land: County) -> None:
    brought(land, "Name,Tel,Consent to publish\nChoir,01632 960001,Yes\nBand,01632 960002,No\n")
    assert dict(Contact.objects.values_list("organisation__name", "publish")) == {"Choir": "unknown", "Band": "no"}
    shown = Client().get(Organisation.objects.get(name="Choir").get_absolute_url()).content.decode()
    assert "01632 960001" not in shown


def test_the_same_list_again_changes_nothing(land: County) -> None:
    brought(land, LIST)
    before = Organisation.objects.count(), Contact.objects.count(), LogEntry.objects.count()
    run = brought(land, LIST)
    assert outcomes(run) == {"unchanged": 2, "left_out": 1}
    assert (Organisation.objects.count(), Contact.objects.count(), LogEntry.objects.count()) == before


def test_what_columns_mean_can_be_put_right(land: County) -> None:
    run = send(land, "Who,Where\nChoir,TA1 1QT\n")
    client = land.client("officer")
    address = f"/organisations/imports/{run.pk}/columns/"
    assert "Say which column holds the name" in client.post(address, {"column_1": "postcode"}).content.decode()
    assert "means this already" in client.post(address, {"column_0": "name", "column_1": "name"}).content.decode()
    client.post(address, {"column_0": "name", "column_1": "postcode"})
    worker.work_off()
    run.refresh_from_db()
    bring(land, run)
    assert Organisation.objects.get(name="Choir").address.postcode == "TA1 1QT"


def test_what_may_be_here_already_is_asked_and_done_as_told(land: County) -> None:
    carers = OrganisationFactory.create(name="Ottersford Carers Group")
    OrganisationFactory.create(name="Marl Valley Gardeners")
    OrganisationFactory.create(name="Ashby Brass Band")
    run = meant(land, send(land, "Name,Tel\nOttersford Carer Group,01632 960001\nMarl Valey Gardeners,\nAshby Bras Band,\n"))
    assert outcomes(run) == {"duplicate": 3}
    assert "It is Ottersford Carers Group" in page(land, run)
    rows = {row.name: row.number for row in run.rows.all()}
    answers = {
        f"row_{rows['Ottersford Carer Group']}": str(carers.pk),
        f"row_{rows['Marl Valey Gardeners']}": "different",
        f"row_{rows['Ashby Bras Band']}": "skip",
    }
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", answers)
    bring(land, run)
    assert outcomes(run) == {"updated": 1, "new": 1, "skipped": 1}
    carers.refresh_from_db()
    assert (carers.other_names, carers.contacts.get().value) == (["Ottersford Carer Group"], "01632 960001")
    assert Organisation.objects.filter(name="Marl Valey Gardeners").exists()


def test_an_answer_about_an_organisation_that_was_not_offered_is_not_taken(land: County) -> None:
    OrganisationFactory.create(name="Ottersford Carers Group")
    run = meant(land, send(land, "Name\nOttersford Carer Group\n"))
    other = land.organisations["council"]
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", {f"row_{run.rows.get().number}": str(other.pk)})
    assert run.rows.get().decision == ""
    bring(land, run)
    assert outcomes(run) == {"skipped": 1}


def test_one_name_in_two_villages_is_not_one_organisation(land: County) -> None:
    brought(land, "Name,Postcode\nSt John's Church,TA1 1QT\n")
    run = meant(land, send(land, "Name,Postcode\nSt John's Church,TA20 2QT\nSt. Johns Church,TA1 1QT\n"))
    assert list(run.rows.values_list("outcome", flat=True)) == ["duplicate", "unchanged"]


def test_ours_stays_unless_the_word_of_the_list_is_taken(land: County) -> None:
    one = OrganisationFactory.create(name="Choir", about="We sing.", url="https://choir.example")
    sheet = "Name,About,Website,Staff\nChoir,We hum.,https://hum.example,3\n"
    run = meant(land, send(land, sheet))
    assert "We hum." in page(land, run, "?show=differing")
    number = run.rows.get().number
    answers = {"differing": str(number), f"take_{number}": "about"}
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", answers)
    bring(land, run)
    one.refresh_from_db()
    assert (one.about, one.url, one.staff) == ("We hum.", "https://choir.example", 3)
    brought(land, sheet, takes_file_="file")
    one.refresh_from_db()
    assert one.url == "https://hum.example"


def test_taking_a_list_back_restores_and_removes(land: County) -> None:
    one = OrganisationFactory.create(name="Choir", about="We sing.")
    kept = ContactFactory.create(organisation=one, value="01632 960100")
    run = brought(land, "Name,About,Tel,Postcode,Staff\nChoir,We hum.,01632 960001,TA1 1QT,4\nBand,,,,\n", takes_file_="file")
    take_back(land, run)
    one = Organisation.objects.get(name="Choir")
    assert (run.state, one.about, one.staff, one.counted_on) == ("undone", "We sing.", None, None)
    assert list(one.contacts.all()) == [kept]
    assert not hasattr(one, "address")
    assert not Organisation.objects.filter(name="Band").exists()


def test_what_was_worked_on_since_stays_and_says_so(land: County) -> None:
    run = brought(land, "Name,About\nChoir,We sing.\nBand,\nClub,\nGroup,\n")
    actions.change(Organisation.objects.get(name="Band"), by=land.officer, about="Brass")
    SeatFactory.create(organisation=Organisation.objects.get(name="Club"))
    second = brought(land, "Name,Staff\nGroup,3\n")
    assert outcomes(second) == {"updated": 1}
    take_back(land, run)
    left = set(Organisation.objects.filter(name__in=["Choir", "Band", "Club", "Group"]).values_list("name", flat=True))
    assert left == {"Band", "Club", "Group"}
    shown = page(land, run, "?show=staying")
    assert "somebody has worked on it since" in shown
    assert "somebody has a seat there" in shown


def test_what_was_changed_again_since_is_not_put_back(land: County) -> None:
    one = OrganisationFactory.create(name="Choir", about="We sing.")
    run = brought(land, "Name,About,Website\nChoir,We hum.,hum.example\n", takes_file_="file")
    actions.change(Organisation.objects.get(pk=one.pk), by=land.officer, about="We shout.")
    take_back(land, run)
    one.refresh_from_db()
    assert (one.about, one.url) == ("We shout.", "")
    assert "changed here: about" in run.rows.get().reason


def test_after_thirty_days_it_cannot_be_taken_back_and_what_it_said_of_people_is_gone(land: County) -> None:
    run = brought(land, LIST)
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        importing.forget()
        take_back(land, run)
    assert run.state == "done"
    assert Organisation.objects.filter(name="Ashby Choir").exists()
    assert "Rosa" not in json.dumps(list(ImportRow.objects.values("name", "facts", "fills", "before")))
    assert outcomes(run) == {"new": 2, "left_out": 1}


def test_the_bulk_is_one_record_with_a_digest(land: County) -> None:
    before = Event.objects.count()
    run = brought(land, LIST)
    kinds = list(Event.objects.order_by("at", "id").values_list("kind", flat=True))[before:]
    assert sorted(kinds) == ["organisations.import_sent", "organisations.imported"]
    facts = Event.objects.get(kind="organisations.imported").facts
    assert (facts["new"], facts["left_out"], facts["digest"]) == (2, 1, run.digest)


def test_the_report_adds_up_and_comes_as_a_sheet(land: County) -> None:
    run = brought(land, LIST.replace("Ashby Choir", '=HYPERLINK(""http://x"")'))
    answer = land.client("officer").get(f"/organisations/imports/{run.pk}/report.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == run.report["read"] == 3
    assert rows[1]["Name"].startswith("'=")
    assert rows[2]["Why"] == "It has no name."


def test_several_lines_of_one_organisation_are_one_with_several_contacts(land: County) -> None:
    run = brought(land, "Name,Postcode,Contact,Email\nChoir,TA1 1QT,Ann,a@x.example\nChoir,TA1 1QT,Bob,b@x.example\n")
    assert outcomes(run) == {"new": 1, "joined": 1}
    one = Organisation.objects.get(name="Choir")
    assert set(one.contacts.values_list("name", "value")) == {("Ann", "a@x.example"), ("Bob", "b@x.example")}


def test_a_number_that_two_rows_give_under_different_names_is_left_out(land: County) -> None:
    run = brought(land, "Name,Charity number\nChoir,1123456\nDay Centre,1123456\n")
    assert outcomes(run) == {"new": 1, "left_out": 1}
    assert "gives the number of “Choir” in row 2" in run.rows.get(outcome="left_out").reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x" * 301 + ",", "301 letters long"),
        ("Choir,abc", "not a number of that register"),
        ("???,", "no letters"),
    ],
)
def test_a_row_that_cannot_be_right_says_why_in_plain_words(land: County, row: str, reason: str) -> None:
    run = brought(land, f"Name,Charity no\n{row}\nBand,\n")
    assert reason in run.rows.get(outcome="left_out").reason
    assert Organisation.objects.filter(name="Band").exists()


def test_names_of_every_kind_come_in_as_they_are_and_harm_nobody(land: County) -> None:
    names = ["x" * 300, "جمعية الأمل", "<script>alert(1)</script>Choir", "Caf\u00e9 Society", "=1+1 Club", "'; DROP TABLE x;--"]
    sheet = io.StringIO()
    csv.writer(sheet).writerows([["Name"], *([name] for name in names)])
    run = brought(land, sheet.getvalue())
    assert outcomes(run) == {"new": 6}
    shown = page(land, run) + land.client("officer").get("/organisations/").content.decode()
    assert "<script>alert" not in shown
    assert Organisation.objects.filter(name="جمعية الأمل").exists()


def test_a_list_that_an_old_program_saved_keeps_its_accents(land: County) -> None:
    brought(land, "Name\nCaf\u00e9 Society \u2013 Ashby\n".encode("cp1252"))
    assert Organisation.objects.filter(name="Caf\u00e9 Society \u2013 Ashby").exists()


@pytest.mark.parametrize(
    ("called", "content", "reason"),
    [
        ("a.exe", b"MZ", "Send a file that ends in"),
        ("a.csv", b"", "empty"),
        ("a.json", b"{", "not the JSON of the charity register"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(land: County, called: str, content: bytes, reason: str) -> None:
    upload = SimpleUploadedFile(called, content)
    answer = land.client("officer").post("/organisations/imports/", {"file": upload})
    assert reason in answer.content.decode()
    assert not Import.objects.exists()


def test_a_worker_that_died_is_followed_by_one_that_goes_on(land: County) -> None:
    rows = "".join(f"Group number {n} of Ashby,016329{n:05}\n" for n in range(1200))
    run = meant(land, send(land, "Name,Tel\n" + rows))
    held = run.rows.order_by("number")[:1]
    assert held
    importing.bring_in(run, by=land.officer)
    run.refresh_from_db()
    with pytest.raises(KeyboardInterrupt):
        importing.work(run, alive=_dies)
    done = run.rows.filter(is_in=True).count()
    assert 0 < done < 1200
    worker.work_off()
    assert Organisation.objects.filter(name__startswith="Group number").count() == 1200


def _dies(said: str) -> None:
    raise KeyboardInterrupt


def register(**more: object) -> bytes:
    row = {
        "date_of_extract": "2026-11-01T00:00:00",
        "registered_charity_number": 1123456,
        "linked_charity_number": 0,
        "charity_name": "OTTERSFORD CARERS TRUST LIMITED",
        "charity_registration_status": "Registered",
        "latest_income": 250000.0,
        "charity_contact_postcode": "TA1 1QT",
        "charity_contact_web": "www.ottersford.example",
    }
    others = [row | {"registered_charity_number": n, "charity_name": f"ELSEWHERE {n}"} for n in range(200000, 200050)]
    return json.dumps([row | more, *others]).encode()


def test_the_charity_register_fills_and_checks_those_who_are_here(land: County) -> None:
    one = OrganisationFactory.create(name="Ottersford Carers Trust", size="small")
    IdentifierFactory.create(organisation=one, number="1123456")
    run = send(land, register(), "publicextract.charity.json")
    worker.work_off()
    run.refresh_from_db()
    assert run.state == "ready"
    row = run.rows.get()
    assert (row.outcome, run.report["elsewhere"]) == ("updated", 50)
    assert row.differs == {"size": ["small", "medium"]}
    land.client("officer").post(
        f"/organisations/imports/{run.pk}/decide/", {"differing": row.number, f"take_{row.number}": "size"}
    )
    bring(land, run)
    one.refresh_from_db()
    number = one.identifiers.get()
    assert (one.size, one.url, number.status) == ("medium", "https://www.ottersford.example", "registered")
    assert number.checked_on == dt.date(2026, 11, 1)
    assert Organisation.objects.filter(name__startswith="ELSEWHERE").count() == 0
    again = send(land, register(), "publicextract.charity.json")
    worker.work_off()
    assert outcomes(again) == {"unchanged": 1}


def test_a_charity_that_the_register_has_removed_is_flagged(land: County) -> None:
    one = OrganisationFactory.create(name="Ottersford Carers Trust")
    IdentifierFactory.create(organisation=one, number="1123456")
    run = send(land, register(charity_registration_status="Removed", date_of_removal="2026-05-01"), "register.json")
    worker.work_off()
    run.refresh_from_db()
    assert "No longer on the register" in page(land, run)
    bring(land, run)
    assert one.identifiers.get().status == "removed"
    take_back(land, run)
    assert one.identifiers.get().status == ""


def test_the_register_offers_a_number_by_name_and_postcode_and_an_officer_says(land: County) -> None:
    one = OrganisationFactory.create(name="Ottersford Carers Trust")
    text = "date_of_extract\tregistered_charity_number\tlinked_charity_number\tcharity_name\tcharity_registration_status\n"
    run = send(land, f"{text}2026-11-01\t1123456\t0\tOTTERSFORD CARERS TRUST\tRegistered\n", "publicextract.charity.txt")
    worker.work_off()
    row = run.rows.get()
    assert (row.outcome, row.candidates) == ("duplicate", [str(one.pk)])
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", {f"row_{row.number}": str(one.pk)})
    bring(land, run)
    assert Identifier.objects.get(organisation=one).number == "1123456"
    one.refresh_from_db()
    assert (one.name, one.other_names) == ("Ottersford Carers Trust", [])


def test_the_command_tries_without_a_trace_and_then_brings_in(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text(LIST)
    tried = importing.import_organisations(file, by=None, dry_run=True, progress=lambda said: None)
    assert not Organisation.objects.exists()
    assert not Import.objects.exists()
    done = importing.import_organisations(file, by=None, report_path=tmp_path / "report.json", progress=lambda said: None)
    parts = ("created", "updated", "unchanged", "joined", "duplicates", "quarantined", "elsewhere")
    for report in (tried, done, json.loads((tmp_path / "report.json").read_text())):
        assert report["read"] == sum(report[part] for part in parts) == 3
        assert report["created"] == 2


def test_name_that_somebody_adds_while_the_list_comes_in_stops_nothing(land: County) -> None:
    rows = "\n".join(f"Listed {number},{1100000 + number}" for number in range(running.BATCH * 2))
    run = meant(land, send(land, f"Name,Charity No\n{rows}\n"))
    last = f"Listed {running.BATCH * 2 - 1}"

    def meanwhile(said: str) -> None:
        if not Organisation.objects.filter(name=last).exists():
            actions.add(last, sector="voluntary", by=land.officer)

    running.bring(run, by=land.officer, progress=meanwhile)
    assert Organisation.objects.filter(name__startswith="Listed ").count() == running.BATCH * 2 + 1
    slug = last.lower().replace(" ", "-")
    assert sorted(Organisation.objects.filter(name=last).values_list("slug", flat=True)) == [slug, f"{slug}-2"]


def test_names_spelt_nearly_alike_in_one_list_are_asked_about(land: County) -> None:
    rows = "Harrow Green Befrienders,TA1 1QT\nHarrow Green Befreinders,\n1st Marl Scouts,\n2nd Marl Scouts,\nMarl Choir,TA1 1QT\nMarl Choirs,TA2 6BP\n"
    run = meant(land, send(land, f"Name,Postcode\n{rows}"))
    asked = run.rows.get(outcome="duplicate")
    first = run.rows.get(number=2)
    assert (asked.name, asked.candidates) == ("Harrow Green Befreinders", [str(first.organisation)])
    assert "It is Harrow Green Befrienders, in row 2 of this list" in page(land, run, "?show=duplicate")
    land.client("officer").post(f"/organisations/imports/{run.pk}/decide/", {f"row_{asked.number}": asked.candidates[0]})
    bring(land, run)
    made = Organisation.objects.get(name="Harrow Green Befrienders")
    assert made.other_names == ["Harrow Green Befreinders"]
    assert not Organisation.objects.filter(name="Harrow Green Befreinders").exists()
    assert Organisation.objects.filter(name__contains="Marl Scouts").count() == 2
    take_back(land, run)
    assert not Organisation.objects.filter(pk=made.pk).exists()


FIELDS = (
    "date_of_extract organisation_number registered_charity_number linked_charity_number charity_name charity_type "
    "charity_registration_status date_of_registration date_of_removal charity_reporting_status latest_acc_fin_period_start_date "
    "latest_acc_fin_period_end_date latest_income latest_expenditure charity_contact_address1 charity_contact_address2 "
    "charity_contact_address3 charity_contact_address4 charity_contact_address5 charity_contact_postcode charity_contact_phone "
    "charity_contact_email charity_contact_web charity_company_registration_number charity_insolvent charity_in_administration "
    "charity_previously_excepted charity_is_cdf_or_cif charity_is_cio cio_is_dissolved date_cio_dissolution_notice "
    "charity_activities charity_gift_aid charity_has_land"
).split()
"""The columns of the register's daily extract of charities, in their order."""


def an_extract(form: str) -> bytes:
    """Two charities as the register publishes them, or as somebody has saved them since."""
    row = dict.fromkeys(FIELDS, "") | {
        "date_of_extract": "2026-11-01T00:00:00", "registered_charity_number": "1123456", "linked_charity_number": "0",
        "charity_name": '"OTTERSFORD" CARERS TRUST', "charity_registration_status": "Registered", "latest_income": "250000.00",
        "charity_activities": 'SUPPORT FOR "CARERS" OF ALL AGES, AND A CAFE',
    }  # fmt: skip
    rows = [row, row | {"registered_charity_number": "200001", "charity_name": "ELSEWHERE"}]
    if form == "json":
        return json.dumps([{key: value or None for key, value in one.items()} for one in rows]).encode("utf-8-sig")
    if form == "tabs":
        return "\r\n".join("\t".join(one) for one in [FIELDS, *(list(one.values()) for one in rows)]).encode()
    out = io.StringIO()
    order = FIELDS[::-1] if form == "other order" else FIELDS
    writer = csv.DictWriter(out, order, delimiter=";" if form == "semicolons" else ",")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-16" if form == "utf-16" else "utf-8-sig")


@pytest.mark.parametrize("form", ["json", "tabs", "commas", "semicolons", "utf-16", "other order"])
def test_extract_of_the_register_is_known_however_it_was_saved(form: str) -> None:
    sheet = reading.read(an_extract(form), name="publicextract.charity")
    assert (sheet.kind, len(sheet.rows)) == ("register", 2)
    assert (sheet.rows[0]["registered_charity_number"], sheet.rows[0]["charity_name"]) == ("1123456", '"OTTERSFORD" CARERS TRUST')
    assert sheet.rows[1]["charity_name"] == "ELSEWHERE" and sheet.rows[0]["date_of_extract"] == "2026-11-01T00:00:00"
