"""A plan is written and published, its actions are tied to what was promised, and nothing waits for itself."""

import datetime as dt
import re
from typing import Any

import pytest

from alongside.agreements.actions import settling
from alongside.agreements.models import Agreement, Party, Version, Wording
from alongside.agreements.queries.texts import commitments
from alongside.kit import clock
from alongside.organisations.actions import merging
from alongside.plan import actions, rules
from alongside.plan.errors import CannotPlan, ChangedMeanwhile
from alongside.plan.models import Action
from alongside.plan.queries import plans
from alongside.record.queries import threads_of
from tests.agreements import making as agreements
from tests.personas import County
from tests.plan import making

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_those_who_plan(county: County) -> None:
    action = making.a_draft_action(county)
    seen = {name: plans.actions_for(person).filter(pk=action.pk).exists() for name, person in county.people.items()}
    assert {name for name, sees in seen.items() if sees} == {"chief", "officer", "charity"}
    actions.publish(action.plan, by=county.officer)
    assert all(plans.actions_for(person).filter(pk=action.pk).exists() for person in county.people.values())


def test_an_action_of_a_published_plan_is_a_draft_until_it_is_published(county: County) -> None:
    first = making.an_action(county)
    late = making.a_draft_action(county, first.workstream, title="Later")
    assert not plans.actions_for(county.council).filter(pk=late.pk).exists()
    actions.publish_action(late, by=county.charity)
    assert plans.actions_for(county.council).filter(pk=late.pk).exists()
    assert (first.number, late.number) == (1, 2)


def test_an_empty_plan_is_not_published(county: County) -> None:
    with pytest.raises(CannotPlan):
        actions.publish(making.a_draft(county), by=county.officer)


def test_who_leads_a_workstream_plans_in_it_and_in_no_other(county: County) -> None:
    stream = making.a_stream(county)
    other = actions.add_stream(stream.plan, title="Families", lead=county.organisations["council"], by=county.officer)
    assert rules.may_plan_in(county.charity, stream) and not rules.may_plan_in(county.charity, other)
    assert rules.may_plan_in(county.council, other) and not rules.may_plan_in(county.council, stream)


def test_nothing_waits_for_itself_however_long_the_way_round(county: County) -> None:
    stream = making.a_stream(county)
    one, two, three = (making.a_draft_action(county, stream, title=str(n)) for n in range(3))
    facts: dict[str, Any] = {"title": "0", "lead": one.lead, "due_on": one.due_on}
    actions.change_action(two, seen=1, needs=[one], by=county.officer)
    actions.change_action(three, seen=1, needs=[two], by=county.officer)
    with pytest.raises(CannotPlan):
        actions.change_action(one, seen=1, needs=[three], **facts, by=county.officer)
    with pytest.raises(CannotPlan):
        actions.change_action(one, seen=1, needs=[one], **facts, by=county.officer)
    assert not one.needs.exists() and Action.objects.get(pk=one.pk).edition == 1


def test_two_people_do_not_write_over_each_other(county: County) -> None:
    action = making.a_draft_action(county)
    facts: dict[str, Any] = {"lead": action.lead, "due_on": action.due_on}
    actions.change_action(action, seen=1, title="By one", **facts, by=county.officer)
    with pytest.raises(ChangedMeanwhile):
        actions.change_action(action, seen=1, title="By another", **facts, by=county.charity)
    assert Action.objects.get(pk=action.pk).title == "By one"


def test_an_action_and_its_clause_lead_to_each_other(county: County) -> None:
    clause = making.a_clause(county)
    action = making.an_action(county, keeps=[clause.pk])
    assert clause.pk in set(action.keeps.values_list("clause", flat=True))
    assert [one.to.url for one in threads_of(action)] == [clause.get_absolute_url()]
    assert action.get_absolute_url() in [one.to.url for one in threads_of(clause)]
    visitor = county.client("visitor")
    assert action.title in visitor.get(f"/plans/clauses/{clause.pk}/").content.decode()
    assert "1 action keeps it" in visitor.get(clause.get_absolute_url()).content.decode()
    assert clause.get_absolute_url() in visitor.get(action.get_absolute_url()).content.decode()
    actions.change_action(action, seen=1, lead=action.lead, due_on=action.due_on, by=county.officer)
    assert not threads_of(clause)


def test_a_role_stays_when_people_change(county: County) -> None:
    stream = making.a_stream(county)
    role = making.a_role(county, stream)
    action = making.an_action(county, stream=stream, owner=role)
    actions.hand_over(role, holder=county.charity, deputy=None, handover="Ring on Mondays.", by=county.officer)
    actions.hand_over(role, holder=None, deputy=None, handover="Ring on Mondays.", by=county.charity)
    assert Action.objects.get(pk=action.pk).owner == role
    with pytest.raises(CannotPlan):
        actions.hand_over(role, holder=county.charity, deputy=county.charity, handover="", by=county.officer)


def test_the_owner_is_a_role_of_the_lead(county: County) -> None:
    stream = making.a_stream(county)
    role = making.a_role(county, stream)
    with pytest.raises(CannotPlan):
        making.a_draft_action(county, stream, lead=county.organisations["council"], owner=role)


def test_an_action_is_added_on_its_page(county: County) -> None:
    stream = making.a_stream(county)
    client, due = county.client("charity"), clock.today() + dt.timedelta(days=40)
    typed = {
        "title": "A lift home", "horizon": "now", "kind": "quick", "lead": stream.lead_id, "due_on": due.isoformat(), "pounds": "1200",
    }  # fmt: skip
    wrong = client.post(f"/plans/streams/{stream.pk}/actions/add/", typed | {"due_on": "soon"})
    assert "A lift home" in wrong.content.decode() and not Action.objects.exists()
    client.post(f"/plans/streams/{stream.pk}/actions/add/", typed)
    made = Action.objects.get()
    assert (made.title, made.resource_pence, made.status) == ("A lift home", 120_000, "not_started")


def test_what_a_merged_organisation_leads_goes_over_with_its_role(county: County) -> None:
    stream = making.a_stream(county)
    action = making.an_action(county, stream=stream, owner=making.a_role(county, stream))
    charity, group = county.organisations["charity"], county.organisations["group"]
    done = merging.merge(charity, into=group, by=county.officer)
    now = Action.objects.select_related("owner", "workstream").get(pk=action.pk)
    assert now.owner is not None
    assert {now.lead_id, now.owner.organisation_id, now.workstream.lead_id} == {group.pk}
    assert [one.organisation.sector for one in plans.beside()] == ["health", "council"]  # the group is the lead itself by now
    merging.part(done, by=county.officer)
    assert Action.objects.get(pk=action.pk).lead_id == charity.pk


def test_a_promise_in_force_is_carried_to_an_action_from_its_page(county: County) -> None:
    """Where none keeps it yet, its page says so to everybody, and who plans goes on from there with the promise ticked."""
    stream = making.an_action(county).workstream
    version = agreements.open_for_signing()
    Wording.objects.filter(text="We pay for time.").update(kind="commitment")
    for party in Party.objects.filter(agreement=version.agreement):
        agreements.signed(agreements.invited(version, party))
    settling.bring_into_force(version, by=county.chief)
    clause = commitments()[0].clause
    assert "No action keeps it yet" in county.client("visitor").get(clause.get_absolute_url()).content.decode()
    address = f"/plans/clauses/{clause.pk}/"
    assert "Carry it to an action" not in county.client("council").get(address).content.decode()
    assert f"/plans/streams/{stream.pk}/actions/add/?keeps={clause.pk}" in county.client("charity").get(address).content.decode()
    form = county.client("charity").get(f"/plans/streams/{stream.pk}/actions/add/?keeps={clause.pk}").content.decode()
    assert re.search(rf'value="{clause.pk}"[^>]*checked', form)


def test_what_may_be_chosen_for_an_action_says_which_is_meant(county: County) -> None:
    stream = making.a_stream(county)
    making.a_role(county, stream)
    for title in ("The Marl Agreement", "The Otter Compact"):
        made = agreements.agreement(county.organisations["council"], title=title, slug=title[4:8].strip().lower())
        version = agreements.version(made, (("2", "commitment", "We pay for time."),))
        Version.objects.filter(pk=version.pk).update(state="in_force", in_force_on=clock.today())
        Agreement.objects.filter(pk=version.agreement_id).update(state="in_force", in_force_since=clock.today())
    page = county.client("officer").get(f"/plans/streams/{stream.pk}/actions/add/").content.decode()
    assert "Manager 1, Marlshire Carers" in page
    assert "The Marl Agreement, 2:" in page and "The Otter Compact, 2:" in page
    assert "-----" not in page
