"""What may be read of a service, what may not, and how whoever read it once learns that it changed."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.directory import actions as directory
from alongside.directory.actions import duplicates, saying, services
from alongside.directory.models import Contact, Pair, Service
from alongside.jobs import registry
from alongside.kit import clock
from alongside.openreferral.actions import publishing
from alongside.openreferral.models import Document, DocumentAtLocation, Edition
from alongside.organisations import actions as organisations
from tests.directory.factories import contact, make_service, place, time
from tests.openreferral.reading import BASE, everything, ids, lines, page
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
SECRET = "Quillfeather"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from(list(Service.Status)),
    hidden=st.booleans(),
    publish=st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=1, max_size=3),
)
def test_nothing_leaves_that_is_not_shown(client: Client, status: str, *, hidden: bool, publish: list[str]) -> None:
    """Whatever its status, whoever agreed: what is not on its page is nowhere in the feed, not even once it was there."""
    with transaction.atomic():
        made = make_service(
            OrganisationFactory.create(),
            name=f"Name {SECRET}1",
            locations=[place(name=f"House {SECRET}2", line_1=f"Lane {SECRET}3", latitude=51.23456, longitude=-3.1, precision="given", hidden=hidden)],
            contacts=[contact("email", f"{SECRET}{number}@mail.example", answer) for number, answer in enumerate(publish, 4)],
            times=[time()],
            published=status not in ("draft", "waiting"),
        )  # fmt: skip
        if status in ("waiting", "paused", "withdrawn"):
            services.move(made, Service.Status(status), by=None)
        said, is_shown = everything(client), status in Service.SHOWN
        transaction.set_rollback(True)
    assert (f"{SECRET}1" in said) is is_shown
    for part in (f"{SECRET}2", f"{SECRET}3", "51.23456"):
        assert (part in said) is (is_shown and not hidden)
    for number, answer in enumerate(publish, 4):
        assert (f"{SECRET}{number}@" in said) is (is_shown and answer == "yes")


def test_withdrawn_service_leaves_nothing_but_its_id(client: Client) -> None:
    made = make_service(name=SECRET, description=SECRET, locations=[place()])
    other = make_service()
    directory.withdraw(made, by=None)
    assert SECRET not in everything(client)
    assert ids(client) == [str(other.pk)]
    assert ids(client, "service_at_locations") == []
    assert client.get(f"{BASE}/services/{made.pk}").status_code == 410
    (gone,) = [one for one in lines(client, modified_after="2000-01-01T00:00:00Z") if one.status == "inactive"]
    assert (gone.id, gone.name) == (str(made.pk), "No longer listed")
    assert {one.id for one in page(client, modified_after="2000-01-01").contents} == {str(made.pk), str(other.pk)}
    assert str(made.pk) not in ids(client, modified_after="2000-01-01", minimum_age=0)


def test_service_that_became_part_of_another_leads_there_until_they_are_two_again(client: Client, county: County) -> None:
    runner = OrganisationFactory.create()
    first, second, kept = (make_service(runner, name=f"{SECRET} choir", locations=[place()]) for _ in range(3))
    merges = []
    for gone, to in ((first, second), (second, kept)):
        low, high = sorted((gone.pk, to.pk))
        pair = Pair.objects.create(first_id=low, second_id=high, score=90, found_at=clock.now())
        merges.append(duplicates.merge(pair, keep=to, by=county.officer))
    changed = {one.id: one for one in lines(client, modified_after="2000-01-01T00:00:00Z", full="true")}
    for gone, to in ((first, second), (second, kept)):
        said = changed[str(gone.pk)]
        assert said.alongside and (said.status, said.alongside.leads_to) == ("inactive", str(to.pk))
        answer = client.get(f"{BASE}/services/{gone.pk}")
        assert (answer.status_code, answer["Location"]) == (301, f"{BASE}/services/{kept.pk}")
        assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-cache", "*")
        assert SECRET not in answer.content.decode()
    assert ids(client) == [str(kept.pk)]
    for merge in reversed(merges):
        duplicates.part(merge, by=county.officer)
    assert len(ids(client)) == 3
    assert client.get(f"{BASE}/services/{first.pk}").json()["name"] == f"{SECRET} choir"
    assert {one.status for one in lines(client, modified_after="2000-01-01T00:00:00Z")} == {"active"}


def test_service_that_became_part_of_one_that_is_gone_too_leads_nowhere(client: Client, county: County) -> None:
    runner = OrganisationFactory.create()
    low, high = sorted((make_service(runner), make_service(runner)), key=lambda one: one.pk)
    pair = Pair.objects.create(first=low, second=high, score=90, found_at=clock.now())
    duplicates.merge(pair, keep=high, by=county.officer)
    directory.withdraw(high, by=None)
    assert client.get(f"{BASE}/services/{low.pk}").status_code == 410


def test_service_that_is_shown_again_is_whole_again(client: Client) -> None:
    made = make_service(name="Choir", locations=[place()])
    directory.publish(directory.withdraw(made, by=None), by=None)
    assert ids(client) == [str(made.pk)]
    assert len(ids(client, "service_at_locations")) == 1
    assert "Choir" in everything(client)


def test_paused_service_says_so(client: Client) -> None:
    directory.pause(make_service(), by=None)
    assert [one.status for one in page(client).contents] == ["temporarily closed"]


def test_draft_that_was_never_shown_leaves_nothing(client: Client) -> None:
    draft = make_service(published=False)
    assert not Document.objects.exists()
    directory.discard(draft, by=None)
    assert lines(client, modified_after="2000-01-01") == []


def test_only_what_changed_since_comes_to_a_harvester(client: Client) -> None:
    with time_machine.travel(MOMENT, tick=False) as now:
        old = make_service()
        make_service()
        now.shift(dt.timedelta(hours=1))
        directory.change(old, by=None, description="More.")
    assert ids(client, modified_after="2026-11-02T09:00:00Z") == sorted(
        str(pk) for pk in Service.objects.values_list("pk", flat=True)
    )
    for said in ("2026-11-02T09:00:01Z", "2026-11-02T10:00:00Z", "2026-11-02T10:00:00.000+00:00", "2026-11-02 09:30"):
        assert [one.id for one in lines(client, modified_after=said)] == [str(old.pk)], said
    assert ids(client, modified_after="2026-11-02T10:00:01Z") == []


def test_consent_that_is_withdrawn_is_gone_from_the_feed_at_once(client: Client) -> None:
    made = make_service(contacts=[contact("email", f"{SECRET}@mail.example")])
    assert SECRET in everything(client)
    kept = Contact.objects.get()
    directory.change(made, by=None, contacts=[contact("email", f"{SECRET}@mail.example", "no", id=str(kept.pk))])
    assert SECRET not in everything(client)


def test_contact_of_somebody_who_is_forgotten_is_gone_from_the_feed_at_once(client: Client) -> None:
    make_service(contacts=[contact("email", f"{SECRET}@mail.example")])
    saying.erase_contacts([Contact.objects.get().pk])
    assert SECRET not in everything(client)


def test_contacts_of_an_organisation_stay_on_its_own_page(client: Client, county: County) -> None:
    runner = county.organisations["charity"]
    organisations.add_contact(runner, kind="email", value=f"{SECRET}@mail.example", publish="yes", said_by="Jo", by=None)
    make_service(runner)
    assert SECRET not in everything(client)


def test_new_name_of_an_organisation_is_read_at_once(client: Client, county: County) -> None:
    runner = county.organisations["charity"]
    made = make_service(runner)
    organisations.change(runner, by=county.officer, name="Quite another name")
    assert [one.organization.name for one in page(client).contents] == ["Quite another name"]
    assert "Quite another name" in client.get(f"/support/{made.slug}/").content.decode()


def test_many_services_of_an_organisation_follow_its_name_soon(
    client: Client, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.directory.actions.following.AT_ONCE", 1)
    runner = county.organisations["charity"]
    for _ in range(3):
        make_service(runner)
    organisations.change(runner, by=county.officer, name="Quite another name")
    registry.kind("directory.follow_organisation").run(organisation=str(runner.pk))
    assert {one.organization.name for one in page(client).contents} == {"Quite another name"}


def test_feed_is_put_right_when_its_shape_changes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, gone = make_service(locations=[place()]), make_service()
    directory.withdraw(gone, by=None)
    mark = client.get(f"{BASE}/services")["ETag"]
    rebuild = registry.kind("openreferral.rebuild").run
    rebuild()
    assert client.get(f"{BASE}/services")["ETag"] == mark, "what is as it was stays untouched"
    DocumentAtLocation.objects.all().delete()
    Document.objects.filter(pk=shown.pk).delete()
    monkeypatch.setattr(publishing, "SHAPE", publishing.SHAPE + 1)
    rebuild()
    assert ids(client) == [str(shown.pk)]
    assert len(ids(client, "service_at_locations")) == 1
    assert client.get(f"{BASE}/services/{gone.pk}").status_code == 410
    assert client.get(f"{BASE}/services")["ETag"] != mark


def test_old_editions_go_and_the_mark_still_changes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "KEPT_EDITIONS", 1)
    for _ in range(3):
        make_service()
    publishing.forget_editions()
    assert Edition.objects.count() == 1
    mark = client.get(f"{BASE}/services")["ETag"]
    make_service()
    assert client.get(f"{BASE}/services")["ETag"] != mark


def test_service_and_its_document_are_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_service(name="Before")

    def fail(*given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(publishing, "_keep", fail)
    with pytest.raises(RuntimeError):
        directory.change(made, by=None, name="After")
    made.refresh_from_db()
    assert made.name == "Before"


def test_term_that_was_merged_is_published_as_the_one_it_became(client: Client) -> None:
    stays = TermFactory.create(slug="stays")
    TermFactory.create(slug="goes", merged_into=stays, retired_at=MOMENT)
    made = make_service(terms=["stays"])
    assert ids(client, taxonomy_term_id=stays.pk) == ids(client, taxonomy_id=stays.taxonomy_id) == [str(made.pk)]
    assert client.get(f"{BASE}/taxonomy_terms").json()["total_items"] == 1


@pytest.mark.parametrize(
    ("summary", "description", "said"),
    [
        ("Tea for all.", "You need not book.", "Tea for all.\n\nYou need not book."),
        ("Tea for all.", "Tea for all. You need not book.", "Tea for all. You need not book."),
        ("Tea for all and…", "Tea for all and cake.", "Tea for all and cake."),
        ("Tea for all.", "", "Tea for all."),
        ("", "", None),
    ],
)
def test_description_says_all_and_nothing_twice(client: Client, summary: str, description: str, said: str | None) -> None:
    make_service(summary=summary, description=description)
    assert [one.description for one in page(client).contents] == [said]


def test_how_full_it_is_stands_there_while_it_can_be_relied_on(client: Client) -> None:
    with time_machine.travel(MOMENT, tick=False) as now:
        made = make_service()
        directory.say_capacity(made, capacity="waiting", weeks=6, by=None)
        assert page(client).contents[0].alert == "There is a waiting list of about 6 weeks, as of 2 November 2026."
        (whole,) = page(client, full="true").contents
        assert (whole.alongside.capacity.status, whole.alongside.capacity.weeks) == ("waiting", 6)
        assert whole.wait_time == page(client).contents[0].wait_time == "About 6 weeks"
        (none,) = whole.capacities
        assert (none.available, none.unit.name, none.updated[:10], none.description) == (0, "Place", "2026-11-02", whole.alert)
        mark = client.get(f"{BASE}/services")["ETag"]
        now.shift(dt.timedelta(days=1))
        rebuild = registry.kind("openreferral.rebuild").run
        rebuild()
        assert client.get(f"{BASE}/services")["ETag"] == mark, "a day later it says the same"
        now.shift(dt.timedelta(days=400))
        rebuild()
        (whole,) = page(client, full="true").contents
        assert (whole.alert, whole.wait_time, whole.capacities) == (None, None, [])
        assert whole.alongside.capacity.said_on == "2026-11-02"


def test_how_many_places_there_are_is_not_said_where_nobody_counted_them(client: Client) -> None:
    directory.say_capacity(make_service(), capacity="open", by=None)
    (whole,) = page(client, full="true").contents
    assert (whole.alert, whole.capacities, whole.alongside.capacity.status) == (None, [], "open")
