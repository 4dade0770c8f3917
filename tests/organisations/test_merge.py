"""Two entries of one organisation are made one, and two again; and what becomes of things when one closes."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine

from alongside.directory import actions as directory
from alongside.directory.models import Service
from alongside.kit import clock
from alongside.organisations import actions
from alongside.organisations.actions import contact_log, merging
from alongside.organisations.models import Merge, Organisation
from alongside.record.models import Event
from alongside.replies.models import OwedReply
from tests.directory.factories import make_service
from tests.organisations.at_once import both_at_once
from tests.organisations.factories import ContactFactory, IdentifierFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County, county
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return county()


@pytest.fixture
def twin(land: County) -> Organisation:
    """Another entry of the charity, with a thing of each kind."""
    one = OrganisationFactory.create(
        name="Marlshire Carer Centre", slug="twin", about="Tea.", url="https://twin.example", staff=3
    )
    ContactFactory.create(organisation=one, value="01632 960777")
    IdentifierFactory.create(organisation=one, number="1123456")
    SeatFactory.create(organisation=one)
    SeatFactory.create(organisation=one, person=land.charity)
    contact_log.log(one, on=dt.date(2026, 1, 2), how="phone", text="Hello", by=land.officer)
    return Organisation.objects.get(pk=one.pk)


def whole(one: Organisation) -> dict[str, object]:
    """All that could move, as it stands now."""
    held = Organisation.objects.get(pk=one.pk)
    kinds = ("contacts", "identifiers", "seats", "log", "services", "owed_replies")
    return {
        "fields": {key: getattr(held, key) for key in (*merging.FIELDS, "other_names", "closed_at")},
        **{name: sorted(map(str, getattr(held, name).values_list("pk", flat=True))) for name in kinds},
    }


def test_everything_goes_over_and_comes_back(land: County, twin: Organisation) -> None:
    kept = Organisation.objects.get(slug="marlshire-carers")
    service, reply = make_service(twin), a_reply(twin)
    before = whole(kept), whole(twin)
    land.client("officer").post("/organisations/twin/merge/marlshire-carers/", {})
    now = Organisation.objects.get(pk=kept.pk)
    assert (now.name, now.other_names, now.staff) == ("Marlshire Carers", ["Marlshire Carer Centre"], 3)
    assert now.contacts.get().value == "01632 960777"
    assert now.identifiers.get().number == "1123456"
    assert now.log.get().text == "Hello"
    assert now.seats.count() == 2
    assert Service.objects.get(pk=service.pk).organisation == now
    assert OwedReply.objects.get(pk=reply.pk).organisation == now
    assert Organisation.objects.get(pk=twin.pk).closed_at
    land.client("officer").post(f"/organisations/marlshire-carers/merges/{Merge.objects.get().pk}/undo/")
    assert (whole(kept), whole(twin)) == before


def test_an_officer_takes_the_field_that_is_right(land: County, twin: Organisation) -> None:
    actions.change(Organisation.objects.get(slug="marlshire-carers"), about="We care.", by=land.officer)
    client = land.client("officer")
    shown = client.get("/organisations/twin/merge/marlshire-carers/").content.decode()
    assert "Tea." in shown
    assert "We care." in shown
    client.post("/organisations/twin/merge/marlshire-carers/", {"about": "theirs", "name": "ours"})
    assert Organisation.objects.get(slug="marlshire-carers").about == twin.about


def test_what_was_changed_since_is_not_undone(land: County, twin: Organisation) -> None:
    made = merging.merge(twin, into=land.organisations["charity"], by=land.officer)
    actions.change(Organisation.objects.get(slug="marlshire-carers"), url="https://new.example", by=land.officer)
    merging.part(made, by=land.officer)
    assert Organisation.objects.get(slug="marlshire-carers").url == "https://new.example"
    with pytest.raises(actions.WrongMove):
        merging.part(made, by=land.officer)


def test_the_coordinator_itself_and_the_closed_do_not_become_part_of_another(land: County, twin: Organisation) -> None:
    with pytest.raises(actions.CoordinatorStays):
        merging.merge(land.organisations["coordinator"], into=twin, by=land.officer)
    with pytest.raises(actions.WrongMove):
        merging.merge(twin, into=twin, by=land.officer)
    actions.close(twin, by=land.officer)
    with pytest.raises(actions.WrongMove):
        merging.merge(twin, into=land.organisations["charity"], by=land.officer)


def test_when_one_closes_its_services_are_withdrawn_and_whoever_waits_is_told(land: County) -> None:
    one = land.organisations["charity"]
    service, reply = make_service(one), a_reply(one)
    shown = land.client("officer").get("/organisations/marlshire-carers/close/").content.decode()
    assert "Services" in shown
    assert "Answers owed" in shown
    land.client("officer").post("/organisations/marlshire-carers/close/")
    assert Service.objects.get(pk=service.pk).status == "withdrawn"
    assert OwedReply.objects.get(pk=reply.pk).state == "closed"
    officer = land.client("officer")
    page = officer.get("/organisations/marlshire-carers/reopen/").content.decode()
    assert service.name in page
    officer.post("/organisations/marlshire-carers/reopen/")
    assert Organisation.objects.get(pk=one.pk).closed_at is None
    assert Service.objects.get(pk=service.pk).status == "withdrawn"


def test_when_it_opens_again_its_services_come_back_as_they_were(land: County) -> None:
    one = land.organisations["charity"]
    shown, paused, long_gone, unticked = (make_service(one) for _ in range(4))
    directory.pause(paused, by=land.officer)
    directory.withdraw(long_gone, by=land.officer)
    officer = land.client("officer")
    officer.post("/organisations/marlshire-carers/close/")
    other = make_service(land.organisations["group"])
    back = [str(pk) for pk in (shown.pk, paused.pk, long_gone.pk, other.pk)]
    officer.post("/organisations/marlshire-carers/reopen/", {"back": back})
    status = {pk: Service.objects.get(pk=pk).status for pk in (shown.pk, paused.pk, long_gone.pk, unticked.pk)}
    assert list(status.values()) == ["published", "paused", "withdrawn", "withdrawn"]


def test_service_goes_to_another_organisation_before_its_own_closes(land: County) -> None:
    service = make_service(land.organisations["charity"])
    officer = land.client("officer")
    page = officer.get("/organisations/marlshire-carers/close/").content.decode()
    assert f"/support/{service.slug}/give/" in page
    assert "Ashby Walking Group" in officer.get(f"/support/{service.slug}/give/", {"q": "Ashby Walkin"}).content.decode()
    officer.post(f"/support/{service.slug}/give/", {"to": "ashby-walking-group"})
    officer.post("/organisations/marlshire-carers/close/")
    now = Service.objects.get(pk=service.pk)
    assert (now.organisation.slug, now.status) == ("ashby-walking-group", "published")
    assert Event.objects.filter(kind="service.moved", subject_id=service.pk).count() == 1
    officer.post(f"/support/{service.slug}/give/", {"to": "marlshire-carers"})
    assert Service.objects.get(pk=service.pk).organisation.slug == "ashby-walking-group"  # that one has closed


def test_who_asked_for_a_seat_or_was_invited_goes_over_and_comes_back(land: County, twin: Organisation) -> None:
    kept = land.organisations["charity"]
    asked: dict[str, Any] = {"title": "Treasurer", "how": "Ask Joan", "by": None}
    claim = actions.claim(twin, name="Ann", email="ann@example.net", **asked)
    both = actions.claim(twin, name="Bob", email="bob@example.net", **asked)
    actions.claim(kept, name="Bob", email="bob@example.net", **asked)
    invited = actions.invite(twin, email="cat@example.net", name="Cat", role="helper", by=land.officer)
    made = merging.merge(twin, into=kept, by=land.officer)
    for one in (claim, both, invited):
        one.refresh_from_db()
    assert [one.organisation for one in (claim, both, invited)] == [kept, twin, kept]
    cat = PersonFactory.create(email="cat@example.net")
    assert actions.accept(invited, by=cat).organisation == kept
    merging.part(made, by=land.officer)
    claim.refresh_from_db()
    invited.refresh_from_db()
    assert (claim.organisation, invited.organisation) == (twin, kept)  # she took her seat where she was asked to


def test_merge_can_be_undone_for_thirty_days_and_says_so(land: County, twin: Organisation) -> None:
    made = merging.merge(twin, into=land.organisations["charity"], by=land.officer)
    assert "You can undo it until" in land.client("officer").get("/organisations/marlshire-carers/record/").content.decode()
    with pytest.raises(actions.WrongMove):
        actions.reopen(Organisation.objects.get(pk=twin.pk), by=land.officer)
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        page = land.client("officer").get("/organisations/marlshire-carers/record/").content.decode()
        assert "It is too long ago to undo." in page
        assert "Make them two again" not in page
        with pytest.raises(actions.WrongMove):
            merging.part(made, by=land.officer)
        assert actions.reopen(Organisation.objects.get(pk=twin.pk), by=land.officer).closed_at is None
        merging.merge(twin, into=land.organisations["charity"], by=land.officer)


def test_who_knows_it_by_its_old_address_is_led_to_the_one_that_was_kept(land: County, twin: Organisation) -> None:
    made = merging.merge(twin, into=land.organisations["charity"], by=land.officer)
    merging.merge(land.organisations["charity"], into=land.organisations["group"], by=land.officer)
    assert land.client("visitor").get("/organisations/twin/").headers["Location"] == "/organisations/ashby-walking-group/"
    assert "Carer" in land.client("officer").get("/organisations/twin/").text
    merging.part(Merge.objects.exclude(pk=made.pk).get(), by=land.officer)
    merging.part(made, by=land.officer)
    assert land.client("visitor").get("/organisations/twin/").status_code == 200


def test_of_two_officers_who_make_them_one_at_once_one_comes_too_late(transactional_db: None) -> None:
    land = county()
    one, other = (land.organisations[name].pk for name in ("group", "charity"))

    def made(gone: uuid.UUID, into: uuid.UUID) -> Merge:
        return merging.merge(Organisation.objects.get(pk=gone), into=Organisation.objects.get(pk=into), by=land.officer)

    assert both_at_once([lambda: made(one, other), lambda: made(other, one)]) == ["WrongMove", "done"]
    held = Merge.objects.get()
    assert both_at_once([lambda: merging.part(held, by=land.officer), lambda: merging.part(held, by=land.chief)]) == [
        "WrongMove",
        "done",
    ]
    assert both_at_once([lambda: made(one, other)] * 2) == ["WrongMove", "done"]
    assert Organisation.objects.exclude(closed_at=None).count() == 1
