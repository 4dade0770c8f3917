"""What is asked on the desk and by mail, what changed as feed and weekly mail, and what is counted."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.journeys import monthly
from alongside.kit import clock
from alongside.notices import news
from alongside.notices.models import Mail
from alongside.notices.queries import words_of
from alongside.organisations.models import Seat
from alongside.plan import actions, work
from alongside.plan.errors import CannotReport
from alongside.plan.models import Progress, Witness
from alongside.plan.queries import counted, plans
from alongside.plan.queries.asked import to_witness
from alongside.replies import away, confirmations
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.plan import making

pytestmark = pytest.mark.django_db


def test_the_lead_is_asked_before_its_report_is_due(county: County) -> None:
    report = making.a_report(county, review_on=clock.today() + dt.timedelta(days=40))
    assert not [one for one in confirmations.for_(county.charity) if one.kind == "plan.report"]
    with clock.moved(days=30):
        (asked,) = [one for one in confirmations.for_(county.charity) if one.kind == "plan.report"]
        assert asked.title == report.action.title and asked.organisation_id == report.action.lead_id
        confirmations.confirm(asked, by=county.charity)
        assert not [one for one in confirmations.for_(county.charity) if one.kind == "plan.report"]
    last = Progress.objects.order_by("-number")[0]
    assert (last.number, last.status) == (2, "on_track")


def test_who_holds_the_role_is_asked_too(county: County) -> None:
    stream = making.a_stream(county)
    role = making.a_role(county, stream)
    helper = SeatFactory.create(organisation=county.organisations["charity"], role="helper").person
    making.a_report(county, making.an_action(county, stream=stream, owner=role), review_on=clock.today() + dt.timedelta(days=5))
    assert not [one for one in confirmations.for_(helper) if one.kind == "plan.report"]
    actions.hand_over(role, holder=None, deputy=helper, handover="", by=county.officer)
    (asked,) = [one for one in confirmations.for_(helper) if one.kind == "plan.report"]
    confirmations.confirm(asked, by=helper)
    assert Progress.objects.count() == 2


def test_partners_of_another_sector_are_asked_whether_they_see_it_too(county: County) -> None:
    report = making.a_report(county)
    kinds = {
        name: [one.kind for one in confirmations.for_(person) if one.kind == "plan.witness"]
        for name, person in county.people.items()
    }
    assert {name for name, found in kinds.items() if found} == {"council"}
    (asked,) = [one for one in confirmations.for_(county.council) if one.kind == "plan.witness"]
    assert confirmations.shown([asked])[asked.key].facts[0][1] == "On track"
    client = county.client("council")
    assert client.post(asked.confirm_url, {"next": "/desk/"}).url == "/desk/"  # type: ignore[attr-defined]
    assert Witness.objects.get().says == "confirms"
    assert not [one for one in confirmations.for_(county.council) if one.kind == "plan.witness"]
    assert client.post(asked.confirm_url, {"next": "https://elsewhere.example/"}).url == report.action.get_absolute_url()  # type: ignore[attr-defined]


def test_who_speaks_for_several_partners_is_asked_for_each_at_one_cost(county: County) -> None:
    making.a_report(county)
    with CaptureQueriesContext(connection) as alone:
        assert [one.organisation_id for one in to_witness(county.council)] == [county.organisations["council"].pk]
    SeatFactory.create(organisation=county.organisations["health"], person=county.council, role="editor")
    with CaptureQueriesContext(connection) as of_two:
        found = list(to_witness(county.council))
    assert {one.organisation_id for one in found} == {county.organisations[name].pk for name in ("council", "health")}
    assert len(of_two) == len(alone)
    confirmations.confirm(found[0], by=county.council)
    assert [one.key for one in to_witness(county.council)] == [found[1].key]


def test_a_first_report_is_written_and_not_waved_through(county: County) -> None:
    action = making.an_action(county)
    with clock.moved(days=55):
        (asked,) = [one for one in confirmations.for_(county.charity) if one.title == action.title]
        assert not asked.may_be_mailed
        assert county.client("charity").post(asked.confirm_url).url == f"/plans/actions/{action.pk}/report/"  # type: ignore[attr-defined]
    assert not Progress.objects.exists()


def test_the_monthly_mail_asks_for_reports(county: County) -> None:
    making.a_report(county, review_on=clock.today() + dt.timedelta(days=5))
    monthly.write(county.organisations["charity"])
    assert "A call back within two working days" in words_of(Mail.objects.get(kind="journeys.monthly")).text


def test_the_weekly_mail_tells_each_change_once_grouped_and_newest_first(county: County) -> None:
    plan = making.a_whole(county)
    with clock.moved(minutes=5):
        work.tell()
    mails = {mail.person_id: words_of(mail).text for mail in Mail.objects.filter(kind="plan.digest")}
    assert set(mails) == {county.charity.pk, county.group.pk, county.council.pk}
    text = mails[county.council.pk]
    assert text.count("A shared calendar\n") == 1
    assert text.index("Reported: Done") < text.index("Evidence verified")
    with clock.moved(days=8):
        work.tell()
    assert Mail.objects.filter(kind="plan.digest").count() == 3
    with clock.moved(days=9):
        making.a_report(county, plan.actions.get(number=1), status="at_risk", reason="Two are ill.")
    with clock.moved(days=16):
        work.tell()
    last = words_of(Mail.objects.filter(kind="plan.digest", person=county.council).order_by("-made_at")[0]).text
    assert "Two are ill." in last and "Reported: Done" not in last


def test_feed_and_news_tell_what_everybody_may_read(county: County) -> None:
    plan = making.a_whole(county)
    hidden = making.a_draft_action(county, plan.workstreams.get(), title="Not yet")
    atom = county.client("visitor").get("/plan.atom").content.decode()
    assert "Reported: Done" in atom and "Two numbers ring out." in atom and hidden.title not in atom
    found = news.latest([], [], clock.now() - dt.timedelta(days=1))
    assert "A shared calendar" in [one.title for one in found] and hidden.title not in [one.title for one in found]


def test_the_plan_is_taken_as_a_sheet_and_as_json(county: County) -> None:
    plan = making.a_whole(county)
    sheet = county.client("visitor").get(f"/plans/{plan.slug}/plan.csv").content.decode("utf-8-sig")
    assert sheet.count("\n") == 4 and "not_reported" in sheet and "12 of 40" in sheet
    told = json.loads(county.client("visitor").get(f"/plans/{plan.slug}/plan.json").content)
    (first, done, silent) = told["actions"]
    assert first["reports"][0]["others"][0]["words"] == "Two numbers ring out." and first["keeps"] == ["2.1"]
    assert done["evidence"][0]["verified_by"] == "Marlshire Council" and silent["stands"] == "not_reported"
    assert county.council.name not in json.dumps(told)


def test_equality_is_counted_and_each_figure_opens_its_list(county: County) -> None:
    plan = making.a_whole(county)
    seen = plans.actions_of(plan, county.volunteer)
    rows = {row.sector: {one.what: one.number for one in row.figures} for row in counted.rows(plan, seen)}
    assert rows["voluntary"] == {"proposed": 0, "leads": 3, "heard": 0, "late": 1, "done": 1}
    assert rows["council"] == {"proposed": 1, "leads": 0, "heard": 1, "late": 0, "done": 0}
    page = county.client("visitor").get(f"/plans/{plan.slug}/counted/?what=late&sector=voluntary").content.decode()
    assert "Every surgery knows" in page and "A shared calendar" not in page
    late = counted.chosen(plan, seen, "late", "voluntary")
    assert [one.title for one in late] == ["Every surgery knows its link worker"]
    assert not counted.chosen(plan, seen, "nothing", "voluntary").exists()


def test_who_covers_for_a_lead_reports_in_their_place(county: County) -> None:
    action = making.an_action(county)
    helper = county.linkworker
    Seat.objects.create(person=helper, organisation=county.organisations["charity"], role="helper", starts=clock.today())
    with pytest.raises(CannotReport):
        actions.report(action, **making.SAID, by=helper)
    week = {"starts": clock.today(), "ends": clock.today() + dt.timedelta(days=7)}
    away.leave(county.charity, **week, covers={county.organisations["charity"]: helper}, by=county.charity)
    actions.report(action, **making.SAID, by=helper)


def test_the_review_tells_of_every_doubt_also_where_the_lead_says_at_risk(county: County) -> None:
    report = making.a_report(county, status="at_risk", reason="Two lines are free.")
    actions.witness(report, organisation=county.organisations["council"], says="disputes", words="None is.", by=county.council)
    page = county.client("visitor").get(reverse("plan:review", args=[report.action.plan.slug])).content.decode()
    assert "None is." in page
    assert "nobody sees it differently" not in page
