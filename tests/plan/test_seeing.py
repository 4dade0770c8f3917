"""Who reads drafts and evidence: those for whom they are. That they are there, everybody counts."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.kit import clock
from alongside.organisations.actions import standing
from alongside.plan import actions
from alongside.plan.errors import CannotReport
from alongside.plan.models import Action, Evidence
from alongside.plan.queries import plans
from tests.personas import County
from tests.plan import making

pytestmark = pytest.mark.django_db
READERS = {"chief", "officer", "charity", "group", "council", "linkworker", "volunteer", "visitor"}
ORGANISATIONS = ("charity", "group", "council", "health")
SEATED = {"charity": "charity", "group": "group", "council": "council", "linkworker": "health"}
STANDINGS = st.dictionaries(st.sampled_from(ORGANISATIONS), st.sampled_from(["partner", "steering", "member"]), max_size=3)


def somebody(county: County, who: str) -> Any:
    return AnonymousUser() if who == "visitor" else county.people[who]


def expected(level: str, given_: dict[str, str], working: set[str], also: set[str]) -> set[str]:
    """Told without the rule: who reads what is for this level."""
    if level == "public":
        return READERS
    steering = {name for name, kind in given_.items() if kind == "steering"}
    partners = steering | {name for name, kind in given_.items() if kind == "partner"} | working
    orgs = also | {"steering": steering, "partners": partners, "planners": set()}[level]
    return {"chief", "officer"} | {who for who, of in SEATED.items() if of in orgs}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STANDINGS, st.sampled_from(["public", "partners", "steering"]), st.sampled_from(["charity", "council"]))
def test_evidence_is_read_by_those_for_whom_it_is(county: County, given_: dict[str, str], level: str, bringer: str) -> None:
    """Whatever its level, the standings and who brings it: these read it, and nobody else."""
    Evidence.objects.all().delete()
    action = Action.objects.first() or making.an_action(county)
    for name in ORGANISATIONS:
        for kind in ("partner", "steering", "member"):
            standing.end(county.organisations[name], kind, by=county.officer)
    for name, kind in given_.items():
        standing.give(county.organisations[name], kind, by=county.officer)
    told: dict[str, Any] = {"kind": "minute", "title": "Minute 7", "words": "So it is.", "dated": clock.today()}
    who = county.people[bringer]
    made = actions.bring(action, organisation=county.organisations[bringer], visibility=level, **told, by=who)
    seen = {name for name in READERS if plans.evidence_for(somebody(county, name)).filter(pk=made.pk).exists()}
    assert seen == expected(level, given_, {"charity", "group", "council", "health"}, {"charity", bringer})


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STANDINGS, st.sampled_from(["planners", "partners", "steering"]), st.booleans())
def test_a_draft_is_read_by_those_whom_it_is_shown_to(county: County, given_: dict[str, str], level: str, whole: bool) -> None:
    """An action in a plan that runs, or a plan that is itself a draft."""
    for name in ORGANISATIONS:
        for kind in ("partner", "steering", "member"):
            standing.end(county.organisations[name], kind, by=county.officer)
    for name, kind in given_.items():
        standing.give(county.organisations[name], kind, by=county.officer)
    first = Action.objects.exclude(published_at=None).first() or making.an_action(county)
    Action.objects.exclude(pk=first.pk).delete()
    if whole:
        stream = making.a_stream(county, making.a_draft(county, title=f"Plan {clock.now()}", readers=level))
        action = making.a_draft_action(county, stream)
    else:
        action = making.a_draft_action(county, first.workstream, title="Later", readers=level)
    seen = {name for name in READERS if plans.actions_for(somebody(county, name)).filter(pk=action.pk).exists()}
    assert seen == expected(level, given_, {"charity", "group", "council", "health"}, {"charity"})
    assert (
        seen == {name for name in READERS if plans.plans_for(somebody(county, name)).filter(pk=action.plan_id).exists()}
        or not whole
    )


def test_withheld_evidence_is_counted_verified_and_told_nowhere(county: County) -> None:
    report = making.a_report(county)
    evidence = making.an_evidence(county, report.action, visibility="partners", title="Pay of three people")
    actions.verify(evidence, organisation=county.organisations["council"], by=county.council)
    address = report.action.get_absolute_url()
    public = county.client("visitor").get(address).content.decode()
    assert "1 piece of evidence is only for partners. It is verified." in public
    assert "For the partners" in county.client("council").get(address).content.decode()
    making.a_report(county, report.action, status="done")
    slug = report.action.plan.slug
    for told in (f"/plans/{slug}/plan.json", "/plan.atom", f"/plans/{slug}/review/", address, f"/plans/{slug}/plan.csv"):
        assert "Pay of three" not in county.client("visitor").get(told).content.decode()
    (whole,) = json.loads(county.client("visitor").get(f"/plans/{slug}/plan.json").content)["actions"]
    assert (whole["evidence"], whole["evidence_not_public"], whole["stands"]) == ([], 1, "done")


def test_nobody_verifies_what_is_not_for_them(county: County) -> None:
    evidence = making.an_evidence(county, visibility="steering")
    client = county.client("council")
    assert client.get(f"/plans/evidence/{evidence.pk}/verify/").status_code == 404
    with pytest.raises(CannotReport):
        actions.verify(evidence, organisation=county.organisations["council"], by=county.council)


def test_drafts_are_counted_for_everybody(county: County) -> None:
    first = making.an_action(county)
    making.a_draft_action(county, first.workstream, title="Not yet", readers="steering")
    standing.give(county.organisations["council"], "steering", by=county.officer)
    for address in (first.plan.get_absolute_url(), first.workstream.get_absolute_url()):
        assert "1 more action is being drafted." in county.client("visitor").get(address).content.decode()
        read = county.client("council").get(address).content.decode()
        assert "Not yet" in read and "being drafted." not in read
        assert "Not yet" not in county.client("group").get(address).content.decode()
