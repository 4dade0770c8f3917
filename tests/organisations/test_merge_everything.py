"""All that names an organisation, in every room: it follows a merge or stays as it was said; and undone, all is as it was."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from alongside.agreements.models import Party
from alongside.agreements.queries import signing as signing_queries
from alongside.directory.models import Source, SourceOrganisation
from alongside.files.models import File
from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.organisations import actions
from alongside.organisations.actions import contact_log, merging, network, standing
from alongside.organisations.actions.address import set_address
from alongside.organisations.models import Membership, Organisation, Seat, Standing
from alongside.plan.models import Role, StreamPartner, Workstream
from alongside.positions import disagreeing
from alongside.replies.models import Away, Cover, OwedReply
from tests.agreements import making
from tests.agreements.texts import a_disagreement, a_discussed, stand
from tests.directory.factories import make_service
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.organisations.members import a_kind, a_member
from tests.organisations.networks import a_voice
from tests.personas import County
from tests.plan.making import a_draft_action, a_stream
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db

STAYS = {
    "agreements.Comment.organisation": "what was said stays in the name in which it was said",
    "agreements.Promiser.organisation": "it is part of the text that was hashed",
    "agreements.Wording.organisation": "what was said stays in the name in which it was said",
    "organisations.Merge.gone": "it is the merge",
    "organisations.Merge.kept": "it is the merge",
    "plan.Evidence.organisation": "what was said stays in the name in which it was said",
    "plan.Evidence.verified_for": "what was said stays in the name in which it was said",
    "plan.Progress.organisation": "what was said stays in the name in which it was said",
    "plan.Witness.organisation": "what was said stays in the name in which it was said",
    "replies.OwedReply.answered_for": "what was answered stays in the name in which it was answered",
}
ITSELF = {"version", "updated_at", "closed_at"}
"""What a service or an organisation says of its own last change."""


def naming() -> dict[str, ForeignKey[Any, Any]]:
    """Every field of every room that names an organisation."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is Organisation:
                found[f"{model._meta.app_label}.{model.__name__}.{field.name}"] = field
    return found


def everything(models: set[Any]) -> dict[str, list[dict[str, Any]]]:
    """Every row of these models, as it stands."""
    found = {}
    for model in models:
        names = [field.attname for field in model._meta.local_fields if field.attname not in ITSELF]
        found[model.__name__] = sorted(
            model._default_manager.order_by("pk").values(*names), key=lambda row: str(sorted(row.items(), key=str))
        )
    return found


def in_its_name(one: Organisation) -> set[str]:
    """Which fields name it."""
    return {name for name, field in naming().items() if field.model._default_manager.filter(**{field.name: one}).exists()}


@pytest.fixture
def two(county: County) -> tuple[Organisation, Organisation]:
    """The group, in whose name something of every kind stands; and the charity, which has some of it itself."""
    gone, kept, council = (county.organisations[name] for name in ("group", "charity", "council"))
    make_service(gone)
    a_reply(gone)
    source = Source.objects.create(slug="feed", name="Feed", kind=Source.Kind.FEED_3, address="https://feed.example")
    SourceOrganisation.objects.create(source=source, key="7", organisation=gone)
    today = clock.today()
    away = Away.objects.create(person=county.group, starts=today, ends=today + dt.timedelta(days=3))
    Cover.objects.create(away=away, organisation=gone, person=SeatFactory.create(organisation=gone).person)
    SeatFactory.create(organisation=kept, person=county.group, role=Seat.Role.HELPER)
    SeatFactory.create(organisation=gone, person=county.charity, role=Seat.Role.HELPER)
    agreed_by_both(county)
    making.agreement(gone, slug="alone")
    network.join(gone, council, by=None)
    network.join(kept, council, by=None)
    network.join(kept, gone, by=None)
    network.join(gone, kept, by=None)
    wide = OrganisationFactory.create()
    network.join(wide, gone, by=None)
    network.join(wide, kept, by=None)
    a_voice(gone)
    a_voice(council, body="", body_here=gone)
    a_member(gone, by=county.officer)
    a_member(kept, by=county.officer)
    for kind in (Standing.Kind.PARTNER, Standing.Kind.STEERING):
        standing.give(gone, kind, by=county.officer)
    standing.give(kept, Standing.Kind.PARTNER, by=county.officer)
    in_the_plan(county, gone)
    of_its_own(county, gone)
    return gone, kept


def agreed_by_both(county: County) -> None:
    made = a_discussed(county).agreement
    stand(county, made, "group", "1.1")
    stand(county, made, "group", "1.2")
    stand(county, made, "charity", "1.1")
    asked = a_disagreement(county, owner=county.organisations["group"])
    disagreeing.say(asked, county.organisations["group"], words="We walk.", by=county.group)


def in_the_plan(county: County, gone: Organisation) -> None:
    stream = a_stream(county)
    other = Workstream.objects.create(plan=stream.plan, title="Another", lead=gone)
    StreamPartner.objects.create(workstream=other, organisation=gone)
    Role.objects.create(workstream=other, organisation=gone, title="Walker")
    a_draft_action(county, stream, lead=gone, proposed_by=gone)


def of_its_own(county: County, gone: Organisation) -> None:
    ContactFactory.create(organisation=gone)
    IdentifierFactory.create(organisation=gone)
    contact_log.log(gone, on=dt.date(2026, 1, 2), how="phone", text="Hello", by=county.officer)
    set_address(gone, by=county.officer, postcode="TA1 1AA")
    actions.claim(gone, name="Ann", email="ann@example.net", title="Treasurer", how="", by=None)
    actions.invite(gone, email="cat@example.net", name="Cat", role="helper", by=county.officer)
    for kind in ("logo", "paper"):
        File.objects.create(
            owner_kind=f"organisations.{kind}", owner_id=gone.pk, name=kind, type="image/png", size=1, sha256="0" * 64,
            kept_at=clock.now(),
        )  # fmt: skip
    gone.logo = File.objects.get(name="logo")
    gone.save()


def test_every_thing_that_names_an_organisation_goes_over_or_stays_as_said_and_comes_back(
    county: County, two: tuple[Organisation, Organisation]
) -> None:
    gone, kept = two
    models = {field.model for field in naming().values()} - {apps.get_model("organisations.Merge")} | {File, Organisation}
    named, before = in_its_name(gone), everything(models)
    assert named | STAYS.keys() == naming().keys()
    made = merging.merge(gone, into=kept, by=county.officer)
    twice = {"NetworkMember.member", "NetworkMember.network", "Party.organisation", "Position.organisation", "Seat.organisation"}
    still = {name.split(".", 1)[1] for name in in_its_name(gone) - STAYS.keys()}
    assert still == twice | {"Asking.organisation"}  # what the other has already, and what is between the two
    merging.part(made, by=county.officer)
    after = everything(models)
    for name, rows in before.items():
        assert after[name] == rows, name


def test_who_sits_in_both_keeps_the_seat_that_may_do_more(county: County) -> None:
    gone, kept = county.organisations["group"], county.organisations["charity"]
    SeatFactory.create(organisation=gone, person=county.charity, role=Seat.Role.HELPER)
    small = SeatFactory.create(organisation=kept, person=county.group, role=Seat.Role.HELPER)
    made = merging.merge(gone, into=kept, by=county.officer)
    roles = {seat.person: seat.role for seat in Seat.objects.filter(organisation=kept, ends=None)}
    assert roles == {county.charity: "lead", county.group: "editor"}
    merging.part(made, by=county.officer)
    small.refresh_from_db()
    assert small.ends is None
    assert Seat.objects.get(person=county.group, organisation=gone, ends=None).role == "editor"


def test_whose_seat_has_ended_since_gets_no_other_back_when_they_are_two_again(county: County) -> None:
    gone, kept = county.organisations["group"], county.organisations["charity"]
    small = SeatFactory.create(organisation=kept, person=county.group, role=Seat.Role.HELPER)
    made = merging.merge(gone, into=kept, by=county.officer)
    actions.end_seat(Seat.objects.get(person=county.group, ends=None), by=county.charity)
    merging.part(made, by=county.officer)
    small.refresh_from_db()
    assert small.ends is not None
    assert not Seat.objects.filter(person=county.group, ends=None).exists()


def test_nobody_becomes_an_officer_since_their_group_is_made_part_of_the_coordinator(county: County) -> None:
    gone, kept = county.organisations["group"], county.organisations["coordinator"]
    reply = a_reply(gone)
    invited = actions.invite(gone, email="volunteer@example.org", name="V", role="lead", by=county.officer)
    claim = actions.claim(gone, name="Ann", email="ann@example.net", title="Treasurer", how="", by=None)
    page = county.client("officer").get(f"/organisations/{gone.slug}/merge/{kept.slug}/").text
    assert "a seat here makes an officer" in page
    made = merging.merge(gone, into=kept, by=county.officer)
    assert set(Seat.objects.filter(organisation=kept).values_list("person", flat=True)) == {county.chief.pk, county.officer.pk}
    assert OwedReply.objects.get(pk=reply.pk).organisation == kept
    with pytest.raises(actions.InvitationClosed):
        actions.accept(invited, by=county.volunteer)
    with pytest.raises(actions.NotClaimable):
        journeys.grant(claim, role="lead", by=county.officer)
    merging.part(made, by=county.officer)
    assert Seat.objects.get(person=county.group).organisation == gone
    invited.refresh_from_db()
    assert actions.accept(invited, by=county.volunteer).organisation == gone


def test_who_had_signed_signs_again_and_who_was_asked_is_asked_again_when_they_are_two_again(county: County) -> None:
    gone, kept = county.organisations["group"], county.organisations["charity"]
    SeatFactory.create(organisation=gone, role=Seat.Role.LEAD)
    both = making.agreement(gone, kept)
    version, party = making.version(both), Party.objects.get(agreement=both, organisation=gone)
    making.signed(making.invited(version, party))
    second = making.agreement(gone, kept, slug="second")
    asked = making.invited(making.version(second), Party.objects.get(agreement=second, organisation=gone))
    made = merging.merge(gone, into=kept, by=county.officer)
    assert signing_queries.why_not(signing_queries.whole(asked.pk), None, round_=asked.round) == "left"
    merging.part(made, by=county.officer)
    assert set(Party.objects.filter(organisation=gone).values_list("until", "why_left")) == {(None, "")}
    assert signing_queries.why_not(signing_queries.whole(asked.pk), None, round_=asked.round) == ""
    assert signing_queries.why_party_cannot(version, party) == ""
    making.signed(making.invited(version, party))


def test_member_comes_before_a_wish_to_be_one_and_the_wish_is_answered_once(county: County) -> None:
    gone, kept = county.organisations["group"], county.organisations["charity"]
    member, wish = a_member(gone, by=county.officer), journeys.join(kept, kind=a_kind(), by=county.charity)
    made = merging.merge(gone, into=kept, by=county.officer)
    assert Membership.objects.get(organisation=kept, state="member") == member
    assert Standing.objects.get(organisation=kept).kind == "member"
    assert not OwedReply.objects.owed().exists()
    merging.part(made, by=county.officer)
    wish.refresh_from_db()
    assert (wish.organisation, wish.state) == (kept, "asked")
    assert OwedReply.objects.owed().about(wish).get().asker == county.charity
    assert Standing.objects.get(organisation=gone).ends is None


def test_whoever_asked_an_organisation_that_closes_hears_it(county: County) -> None:
    gone = county.organisations["group"]
    wish = journeys.join(gone, kind=a_kind(), by=county.group)
    claim = journeys.claim(gone, name="Ann", email="ann@example.net", title="Treasurer", how="", by=None)
    actions.close(gone, by=county.officer)
    wish.refresh_from_db()
    claim.refresh_from_db()
    assert (wish.state, claim.state) == ("withdrawn", "declined")
    assert not OwedReply.objects.owed().exists()


def test_merges_are_undone_in_turn(county: County) -> None:
    first, second = county.organisations["group"], county.organisations["charity"]
    third = OrganisationFactory.create()
    service = make_service(first)
    one = merging.merge(first, into=second, by=county.officer)
    two_ = merging.merge(second, into=third, by=county.officer)
    with pytest.raises(actions.WrongMove, match="Undo that first"):
        merging.part(one, by=county.officer)
    merging.part(two_, by=county.officer)
    merging.part(one, by=county.officer)
    service.refresh_from_db()
    assert service.organisation == first


def test_whoever_makes_them_one_gains_no_seat_by_it(county: County) -> None:
    gone, council = county.organisations["group"], county.organisations["council"]
    own = SeatFactory.create(organisation=gone, person=county.officer, role=Seat.Role.LEAD)
    made = merging.merge(gone, into=council, by=county.officer)
    assert not Seat.objects.filter(organisation=council, person=county.officer).exists()
    assert Seat.objects.get(person=county.group).organisation == council
    merging.part(made, by=county.chief)
    own.refresh_from_db()
    assert (own.organisation, own.ends) == (gone, None)
