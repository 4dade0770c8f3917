"""The lead reports, the others say whether they see it too, silence shows, and "done" needs verified evidence."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.people.models import Person
from alongside.plan import actions, policy
from alongside.plan.errors import CannotReport, ChangedMeanwhile
from alongside.plan.models import Action, Progress, Witness
from alongside.plan.queries import plans
from alongside.record.kept import Unchangeable
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.plan import making

pytestmark = pytest.mark.django_db


def line(county: County, action: Action) -> plans.Line:
    return plans.lines([plans.actions_for(county.volunteer).get(pk=action.pk)], county.volunteer)[0]


def test_the_lead_says_and_the_others_say_side_by_side(county: County) -> None:
    making.seat_of_linkworker_edits(county)
    report = making.a_report(county)
    council, health = county.organisations["council"], county.organisations["health"]
    actions.witness(report, organisation=council, says="confirms", by=county.council)
    actions.witness(report, organisation=health, says="disputes", words="Two numbers still ring out.", by=county.linkworker)
    told = line(county, report.action)
    assert told.lead[:2] == ("ok", "On track")
    assert told.others == ("warn", "In doubt", "NHS bodies: “Two numbers still ring out.” Councils: we see it too.")
    actions.witness(report, organisation=health, says="confirms", by=county.linkworker)
    assert line(county, report.action).others == ("ok", "They see it too", "Councils, NHS bodies")
    assert Witness.objects.count() == 3


def test_a_new_report_asks_the_others_anew(county: County) -> None:
    report = making.a_report(county)
    council = county.organisations["council"]
    actions.witness(report, organisation=council, says="confirms", by=county.council)
    making.a_report(county, report.action, status="at_risk")
    assert line(county, report.action).others[1] == "Nobody has said yet"
    with pytest.raises(ChangedMeanwhile):
        actions.witness(report, organisation=council, says="confirms", by=county.council)


def test_no_lead_reports_a_doubt_away(county: County) -> None:
    """Not by saying it again, nor by "done": it stands until whoever has it says otherwise."""
    making.seat_of_linkworker_edits(county)
    report = making.a_report(county)
    council, health = county.organisations["council"], county.organisations["health"]
    actions.witness(report, organisation=council, says="disputes", words="Two ring out.", by=county.council)
    making.a_verified(county, report.action)
    done = making.a_report(county, report.action, status="done")
    told = line(county, report.action)
    assert told.in_doubt and told.others[1:] == ("In doubt, since an earlier report", "Councils: “Two ring out.”")
    actions.witness(done, organisation=health, says="confirms", by=county.linkworker)
    assert line(county, report.action).others[2] == "Councils: “Two ring out.” NHS bodies: we see it too."
    actions.witness(done, organisation=council, says="confirms", by=county.council)
    assert line(county, report.action).others == ("ok", "They see it too", "NHS bodies, Councils")


@pytest.mark.parametrize(
    ("who", "of"), [("charity", "charity"), ("group", "group"), ("volunteer", "council"), ("officer", "coordinator")]
)
def test_only_another_sector_says_whether_it_sees_it_too(county: County, who: str, of: str) -> None:
    report = making.a_report(county)
    with pytest.raises(CannotReport):
        actions.witness(report, organisation=county.organisations[of], says="confirms", by=county.people[who])


def test_nobody_sees_too_what_is_not_reported(county: County) -> None:
    """A report whose time has passed says nothing of today; a new one asks the others anew."""
    report = making.a_report(county, review_on=clock.today() + dt.timedelta(days=10))
    council = county.organisations["council"]
    with clock.moved(days=11):
        page = county.client("council").get(report.action.get_absolute_url()).content.decode()
        assert "Say if you see it too" not in page and "Bring evidence" in page
        with pytest.raises(CannotReport):
            actions.witness(report, organisation=council, says="confirms", by=county.council)


def test_what_is_said_twice_or_brought_twice_stands_once(county: County) -> None:
    report = making.a_report(county)
    council = county.organisations["council"]
    for _time in range(2):
        actions.witness(report, organisation=council, says="disputes", words="Two ring out.", by=county.council)
    making.an_evidence(county, report.action)
    with pytest.raises(CannotReport):
        making.an_evidence(county, report.action)
    assert (Witness.objects.count(), report.action.evidence.count()) == (1, 1)


def test_who_also_sits_with_the_lead_is_no_witness(county: County) -> None:
    report = making.a_report(county)
    SeatFactory(person=county.council, organisation=county.organisations["charity"], role=Seat.Role.HELPER)
    with pytest.raises(CannotReport):
        actions.witness(report, organisation=county.organisations["council"], says="confirms", by=county.council)


@pytest.mark.parametrize("who", ["officer", "group", "council", "volunteer"])
def test_only_the_lead_reports(county: County, who: str) -> None:
    action = making.an_action(county)
    with pytest.raises(CannotReport):
        actions.report(action, **making.SAID, by=county.people[who])


def test_a_role_reports_until_its_holder_leaves(county: County) -> None:
    stream = making.a_stream(county)
    role, helper = making.a_role(county, stream), SeatFactory.create(organisation=county.organisations["charity"], role="helper")
    action = making.an_action(county, stream=stream, owner=role)
    with pytest.raises(CannotReport):
        actions.report(action, **making.SAID, by=helper.person)
    actions.hand_over(role, holder=None, deputy=helper.person, handover="", by=county.officer)
    actions.report(action, **making.SAID, by=helper.person)
    Seat.objects.filter(pk=helper.pk).update(ends=clock.today())
    with pytest.raises(CannotReport):
        actions.report(action, **making.SAID, by=helper.person)


def test_silence_says_so_by_itself_and_a_report_ends_it(county: County) -> None:
    report = making.a_report(county, review_on=clock.today() + dt.timedelta(days=10))
    with clock.moved(days=10):
        assert line(county, report.action).lead[1] == "On track"
    with clock.moved(days=11):
        assert line(county, report.action).lead[:2] == ("silent", "Not reported")
        assert line(county, report.action).others[1] == "Not asked yet"
        assert Action.objects.unreported(clock.today()).count() == 1
        assert Action.objects.get().status == "on_track"  # kept nowhere: it follows from the day
        making.a_report(county, report.action)
        assert line(county, report.action).lead[1] == "On track"


def test_the_next_report_is_never_put_off_for_long(county: County) -> None:
    action = making.an_action(county)
    for day in (clock.today(), clock.today() + policy.REPORT_EVERY() + dt.timedelta(days=1)):
        with pytest.raises(CannotReport):
            making.a_report(county, action, review_on=day)


def test_done_needs_evidence_verified_outside_the_lead(county: County) -> None:
    evidence = making.an_evidence(county)
    client = county.client("charity")
    page = f"/plans/actions/{evidence.action_id}/report/"
    typed = {
        "status": "done",
        "reason": "All is there.",
        "seen": 1,
        "review_on": (clock.today() + dt.timedelta(days=9)).isoformat(),
    }
    refused = client.post(page, typed).content.decode()
    assert "somebody outside Marlshire Carers has verified" in refused and "All is there." in refused
    actions.verify(evidence, organisation=county.organisations["council"], note="I rang.", by=county.council)
    assert client.post(page, typed).status_code == 302
    told = line(county, evidence.action)
    assert (told.lead[:2], told.others) == (("done", "Done"), ("ok", "Checked", "1 proof was looked at"))
    with pytest.raises(CannotReport):
        actions.take_back(evidence, why="Oops", by=county.charity)


@pytest.mark.parametrize(("who", "of"), [("charity", "charity"), ("volunteer", "council"), ("officer", "council")])
def test_evidence_is_not_verified_by_the_lead_or_by_strangers(county: County, who: str, of: str) -> None:
    evidence = making.an_evidence(county)
    with pytest.raises(CannotReport):
        actions.verify(evidence, organisation=county.organisations[of], by=county.people[who])


def test_nobody_verifies_what_they_brought(county: County) -> None:
    report = making.a_report(county)
    council = county.organisations["council"]
    facts: dict[str, Any] = {"kind": "minute", "title": "Minute 7", "url": "https://example.org/7", "dated": clock.today()}
    evidence = actions.bring(report.action, organisation=council, **facts, by=county.council)
    with pytest.raises(CannotReport):
        actions.verify(evidence, organisation=council, by=county.council)


def test_evidence_is_kept_as_a_file_with_its_hash(county: County) -> None:
    report = making.a_report(county)
    client = county.client("charity")
    typed = {"kind": "data", "title": "Calls", "dated": clock.today().isoformat(), "visibility": "public"}
    empty = client.post(f"/plans/actions/{report.action_id}/evidence/", typed)
    assert "Give a link, a file, or tell it in words" in empty.content.decode()
    client.post(
        f"/plans/actions/{report.action_id}/evidence/", typed | {"upload": SimpleUploadedFile("calls.csv", b"a,b\n1,2\n")}
    )
    evidence = report.action.evidence.get()
    assert len(evidence.sha256) == 64
    opened = county.client("visitor").get(f"/files/{evidence.file_id}/")
    assert opened.status_code == 200 and opened.getvalue() == b"a,b\n1,2\n"
    actions.take_back(evidence, why="The wrong file.", by=county.charity)
    assert county.client("visitor").get(f"/files/{evidence.file_id}/").status_code == 404
    assert "The wrong file." in county.client("visitor").get(report.action.get_absolute_url()).content.decode()


def test_what_was_reported_is_never_changed(county: County) -> None:
    report = making.a_report(county)
    report.reason = "Otherwise"
    with pytest.raises(Unchangeable):
        report.save()
    with pytest.raises(Unchangeable):
        Progress.objects.all().delete()


def test_a_form_sent_twice_reports_once(county: County) -> None:
    action = making.an_action(county)
    client = county.client("charity")
    typed = {**making.SAID, "seen": 0, "review_on": (clock.today() + dt.timedelta(days=9)).isoformat()}
    assert client.post(f"/plans/actions/{action.pk}/report/", typed).status_code == 302
    again = client.post(f"/plans/actions/{action.pk}/report/", typed)
    assert again.status_code == 200 and "There is a newer report" in again.content.decode()
    assert Progress.objects.count() == 1


def test_what_is_withdrawn_is_reported_on_no_more_and_what_is_done_is_opened_again(county: County) -> None:
    report = making.a_report(county, status="withdrawn")
    client, address = county.client("charity"), report.action.get_absolute_url()
    page = client.get(address).content.decode()
    assert "Report how it goes" not in page and "Open it again" not in page
    assert client.get(f"{address}report/").status_code == 403
    done = making.a_verified(county, making.an_action(county, stream=report.action.workstream, title="Another")).action
    making.a_report(county, done, status="done")
    assert "Open it again" in client.get(done.get_absolute_url()).content.decode()
    assert 'value="on_track"' in client.get(f"{done.get_absolute_url()}report/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_report_at_once_one_is_told_to_look_again(county: County) -> None:
    action = making.an_action(county)
    colleague = SeatFactory.create(organisation=action.lead, role=Seat.Role.EDITOR).person
    came: list[str] = []

    def report(by: Person, status: str) -> None:
        try:
            actions.report(action, status=status, reason="So it is.", seen=0, by=by)
            came.append(status)
        except ChangedMeanwhile:
            came.append("look again")
        finally:
            connection.close()

    both = [threading.Thread(target=report, args=one) for one in ((county.charity, "on_track"), (colleague, "off_track"))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    (stands,) = Progress.objects.all()
    assert sorted(came) == sorted(["look again", stands.status]) and Action.objects.get().status == stands.status
