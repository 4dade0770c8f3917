"""Feeds that are read by themselves: what comes, what is corrected here, what goes and comes back, and feeds that mean ill."""

import json
import uuid
import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as house

from alongside.directory import actions
from alongside.directory.actions import WrongMove, differing, duplicates
from alongside.directory.actions.importing import fetching, sources
from alongside.directory.models import Contact, Difference, Fetched, Import, Pair, Service, Source, SourceRecord
from alongside.jobs import worker
from alongside.kit import clock, fetch
from alongside.organisations import actions as organisations
from tests.directory.factories import make_service
from tests.directory.publishers import BOMB, Publisher, published, told
from tests.personas import County, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return county()


@pytest.fixture(autouse=True)
def may_reach_this_machine(settings: Any) -> None:
    settings.HARVEST_PRIVATE = True


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with published(*map(told, range(1, 24))) as one:
        yield one


def taken(publisher: Publisher, land: County, **more: Any) -> Source:
    """A feed that is read by itself, and was read once."""
    source = sources.add(address=publisher.address, name="The Vale", by=land.officer, **more)
    worker.work_off()
    source.refresh_from_db()
    sources.start(source, by=land.officer)
    worker.work_off()
    source.refresh_from_db()
    return source


def again(source: Source) -> Import:
    """Read it once more."""
    run = sources.read(Source.objects.get(pk=source.pk), by=None)
    worker.work_off()
    run.refresh_from_db()
    source.refresh_from_db()
    return run


def counts(run: Import, *names: str) -> tuple[int, ...]:
    return tuple(run.report[name] for name in names)


def test_a_feed_is_tried_then_read_with_ids_licence_and_provenance(publisher: Publisher, land: County) -> None:
    source = sources.add(address=publisher.address, name="The Vale", by=land.officer)
    worker.work_off()
    tried = source.imports.get()
    assert (tried.dry_run, *counts(tried, "read", "created")) == (True, 23, 23)
    assert not Service.objects.exists()
    source.refresh_from_db()
    sources.start(source, by=land.officer)
    worker.work_off()
    source.refresh_from_db()
    assert (source.kind, source.licence, source.publisher) == ("feed_3", "OGL 3.0", "The Vale Alliance")
    assert source.succeeded_at is not None
    assert source.due_at is not None and source.due_at > clock.now() + timedelta(hours=23)
    one = Service.objects.get(name="Service 7")
    assert str(one.pk) == told(7)["id"]
    assert str(one.organisation_id) == told(7)["organization"]["id"]
    assert [str(place.pk) for place in one.locations.all()] == [told(7)["service_at_locations"][0]["location"]["id"]]
    assert [(time.rule, f"{time.opens:%H:%M}") for time in one.times.all()] == [("FREQ=WEEKLY;BYDAY=TU", "10:00")]
    assert not Contact.objects.filter(label__contains="Ann").exists()
    assert all(b"Ann Stone" not in bytes(kept) for kept in map(fetched, Fetched.objects.all()))
    assert all("Alongside" in agent for agent in publisher.agents)
    page = land.client("visitor").get(f"/support/{one.slug}/").content.decode()
    assert "The Vale" in page and "OGL 3.0" in page


def fetched(row: Fetched) -> bytes:
    return zlib.decompress(bytes(row.body))


def test_what_did_not_change_is_not_sent_again(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    before = len(publisher.asked)
    run = again(source)
    assert counts(run, "read", "unchanged", "created", "updated", "retired") == (23, 23, 0, 0, 0)
    assert len(publisher.asked) - before == 4  # three pages and the feed about itself, each answered "as before"
    publisher.services[3] = told(4, description="Better words.")
    assert counts(again(source), "unchanged", "updated") == (22, 1)
    assert Service.objects.get(name="Service 4").description == "Better words."


def test_a_reading_that_was_cut_goes_on_where_it_stopped_and_retires_nothing(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    del publisher.services[5]
    publisher.cut_at_page = 3
    publisher.asked.clear()
    run = again(source)
    assert run.state == Import.State.FAILED
    assert (source.failures, bool(source.trouble)) == (1, True)
    assert Service.objects.published().count() == 23
    publisher.cut_at_page = 0
    publisher.asked.clear()
    assert counts(again(source), "retired") == (1,)
    assert not [asked for asked in publisher.asked if "page=1&" in asked or asked.endswith("page=1")]
    assert source.failures == 0


def test_what_is_gone_is_withdrawn_and_comes_back(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    gone = publisher.services.pop(8)
    assert counts(again(source), "retired", "missing") == (1, 1)
    service = Service.objects.get(pk=gone["id"])
    assert service.status == Service.Status.WITHDRAWN
    assert land.client("visitor").get(f"/support/{service.slug}/").status_code == 410
    assert counts(again(source), "retired", "unchanged") == (0, 22)
    publisher.services.insert(8, gone)
    assert counts(again(source), "updated", "created") == (1, 0)
    service.refresh_from_db()
    assert service.status == Service.Status.PUBLISHED
    assert not SourceRecord.objects.exclude(gone_at=None).exists()


def test_what_became_part_of_another_there_is_one_here_too_and_comes_back(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    gone = publisher.services.pop(8)
    publisher.answers[f"/feed/services/{gone['id']}"] = (301, b"", {"Location": f"/feed/services/{told(1)['id']}"})
    assert counts(again(source), "retired", "missing") == (1, 1)
    assert Service.objects.published().count() == 22
    assert Service.objects.get(pk=gone["id"]).status == Service.Status.WITHDRAWN
    publisher.services.insert(8, gone)
    assert counts(again(source), "updated", "created") == (1, 0)
    assert Service.objects.published().count() == 23


def test_what_slipped_between_two_pages_is_asked_for_and_stays(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    hidden = publisher.services.pop(8)
    publisher.answers[f"/feed/services/{hidden['id']}"] = (200, b"{}", {})
    assert counts(again(source), "retired", "missing") == (0, 0)


@pytest.mark.parametrize(("keep", "claims", "doubt"), [(0, 0, "few"), (8, 0, "few"), (20, 500, "cut")])
def test_a_doubtful_reading_retires_nothing(publisher: Publisher, land: County, keep: int, claims: int, doubt: str) -> None:
    source = taken(publisher, land)
    publisher.services, publisher.claims = publisher.services[:keep], claims
    run = again(source)
    assert (run.report["doubt"], run.report["retired"]) == (doubt, 0)
    assert Service.objects.published().count() == 23


def test_what_more_than_half_lost_three_times_over_is_believed_but_never_an_empty_feed(
    publisher: Publisher, land: County
) -> None:
    source = taken(publisher, land)
    publisher.services = publisher.services[:8]
    assert [again(source).report["retired"] for _each in range(3)] == [0, 0, 15]
    publisher.services = []
    assert [again(source).report["retired"] for _each in range(4)] == [0, 0, 0, 0]


def test_a_fact_that_was_corrected_here_is_kept_and_flagged(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    service = Service.objects.get(name="Service 2")
    actions.change(service, by=land.officer, url="https://ours.example/", eligibility="Anybody.")
    publisher.services[1] = told(2, url="https://theirs.example/", description="Now with tea.")
    run = again(source)
    service.refresh_from_db()
    assert (service.url, service.description, service.eligibility) == ("https://ours.example/", "Now with tea.", "Anybody.")
    assert run.report["kept"] == ["Service 2"]
    difference = Difference.objects.get()
    assert (difference.field, difference.theirs) == ("url", "https://theirs.example/")
    again(source)
    assert Difference.objects.count() == 1
    differing.keep_ours(difference, by=land.officer)
    again(source)
    assert not Difference.objects.exists()
    publisher.services[1] = told(2, url="https://third.example/", description="Now with tea.")
    again(source)
    differing.take_theirs(Difference.objects.get(), by=land.officer)
    service.refresh_from_db()
    assert service.url == "https://third.example/"
    with pytest.raises(WrongMove):
        differing.keep_ours(difference, by=land.officer)


def test_flagged_places_and_contacts_can_be_taken(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    service = Service.objects.get(name="Service 2")
    actions.change(
        service, by=land.officer, contacts=[{"kind": "phone", "value": "01632 960 000", "publish": "yes"}], locations=[]
    )
    moved = told(2, contacts=[{"phones": [{"number": "01632 960 999"}]}])
    moved["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "9 High Street"
    publisher.services[1] = moved
    again(source)
    assert {one.field for one in Difference.objects.all()} == {"contacts", "locations"}
    for one in Difference.objects.all():
        differing.take_theirs(one, by=land.officer)
    service.refresh_from_db()
    assert [place.line_1 for place in service.locations.all()] == ["9 High Street"]
    assert [(one.value, one.said_by, one.said_at is not None) for one in service.contacts.all()] == [
        ("01632 960 999", "The Vale", True)
    ]


def test_an_organisation_is_known_by_its_number_in_a_public_register(land: County) -> None:
    here = organisations.add("The Vale Alliance CIO", sector="voluntary", by=None, identifiers=[("GB-CHC", "1123456")])
    numbers = [{"identifier_type": "Charity", "identifier_scheme": "gb-chc", "identifier": "1 123 456"}]
    new = [{"identifier_type": "GB-COH", "identifier": "1234567"}, {"identifier_type": "GB-CHC", "identifier": "none"}, {}]
    known, other, same = (
        told(number, organization={**told(number)["organization"], "organization_identifiers": said})
        for number, said in ((1, numbers), (2, new), (3, new))
    )
    with published(known, other, same) as publisher:
        taken(publisher, land)
    first, second, third = Service.objects.order_by("name")
    assert third.organisation == second.organisation, "another name, but the same company"
    assert first.organisation == here
    assert (second.organisation.name, [str(one) for one in second.organisation.identifiers.all()]) == (
        "Runner 2",
        ["GB-COH-01234567"],
    )


OWN = {"status": "paused", "said_on": "2026-08-01", "until": "2026-12-24", "weeks": 9}
FREE = {"id": "x", "unit": {"id": "y", "name": "Bed"}, "updated": "2026-09-02T10:00:00Z"}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"alongside": {"capacity": OWN}}, ("paused", "2026-08-01", None, "2026-12-24")),
        ({"alongside": {"capacity": {**OWN, "status": "waiting"}}}, ("waiting", "2026-08-01", 9, None)),
        ({"alongside": {"capacity": {**OWN, "status": "bursting"}}}, None),
        ({"alongside": {"capacity": {**OWN, "said_on": "2999-01-01"}}}, None),
        ({"capacities": [{**FREE, "available": 0}, {**FREE, "available": 2}]}, ("open", "2026-09-02", None, None)),
        ({"capacities": [{**FREE, "available": 0}]}, ("full", "2026-09-02", None, None)),
        ({"capacities": [{**FREE, "available": 0}], "wait_time": "1 month"}, ("waiting", "2026-09-02", 5, None)),
        ({"capacities": ["0", {"available": "many"}]}, None),
        ({"wait_time": "About 4-6 weeks"}, ("waiting", "2026-09-01", 6, None)),
        ({"wait_time": "none"}, None),
        ({"wait_time": "900 months"}, None),
        ({"wait_time": "3 days", "assured_date": ""}, None),
    ],
)
def test_how_full_a_service_is_comes_with_its_day(facts: dict[str, Any], found: tuple[Any, ...] | None, land: County) -> None:
    with published(told(1, **facts)) as publisher:
        taken(publisher, land)
    one = Service.objects.get()
    said_on, until = (day and day.isoformat() for day in (one.capacity_said_on, one.capacity_until))
    assert (one.capacity, said_on, one.capacity_weeks, until) == (found or ("", None, None, None))


def test_how_full_a_service_is_is_what_was_said_last_here_or_there(publisher: Publisher, land: County) -> None:
    publisher.services[3] = told(4, capacities=[{**FREE, "available": 0}])
    source = taken(publisher, land)
    service = Service.objects.get(name="Service 4")
    assert service.capacity == "full"
    with time_machine.travel("2026-10-01T09:00:00Z", tick=False):
        actions.say_capacity(service, capacity="open", by=None)
    publisher.services[3] = told(4, capacities=[{**FREE, "available": 0}], description="Better words.")
    again(source)
    service.refresh_from_db()
    assert (service.capacity, service.description) == ("open", "Better words.")
    actions.change(service, by=land.officer, eligibility="Anybody.")
    publisher.services[3] = told(4, capacities=[{**FREE, "available": 0, "updated": "2026-10-01"}], description="Better words.")
    assert counts(again(source), "updated", "unchanged") == (1, 22)
    service.refresh_from_db()
    assert (service.capacity, service.eligibility) == ("full", "Anybody.")
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False):
        actions.say_capacity(service, capacity="open", by=None)
    assert counts(again(source), "updated", "unchanged") == (0, 23)
    publisher.services[3] = told(4, capacities=[{**FREE, "available": 0, "updated": "2026-10-01"}], description="Even better.")
    again(source)
    service.refresh_from_db()
    assert (service.capacity, service.description) == ("open", "Even better."), "it said nothing new of how full it is"


def test_what_is_gone_but_was_corrected_here_is_for_an_officer(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    service = Service.objects.get(name="Service 2")
    actions.change(service, by=land.officer, eligibility="Anybody.")
    del publisher.services[1]
    assert counts(again(source), "retired") == (0,)
    assert Difference.objects.get().field == "gone"
    differing.take_theirs(Difference.objects.get(), by=land.officer)
    service.refresh_from_db()
    assert service.status == Service.Status.WITHDRAWN


def test_what_is_ours_is_never_brought_in_again(publisher: Publisher, land: County) -> None:
    mine = make_service(name="Service 1")
    publisher.services[0] = told(1, id=str(mine.pk), name="Renamed by them")
    source = taken(publisher, land)
    mine.refresh_from_db()
    assert mine.name == "Service 1"
    assert not SourceRecord.objects.filter(service=mine).exists()
    assert counts(again(source), "ours", "unchanged") == (1, 23)


def test_what_comes_by_two_ways_is_one(publisher: Publisher, land: County) -> None:
    taken(publisher, land)
    with published(*publisher.services) as other:
        source = sources.add(address=other.address, name="The other", by=land.officer)
        worker.work_off()
        sources.start(source, by=land.officer)
        worker.work_off()
    assert Service.objects.count() == 23
    assert {row.source.name for row in SourceRecord.objects.select_related("source")} == {"The Vale"}


def test_after_a_merge_both_sources_speak_to_the_one_that_was_kept(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    theirs = Service.objects.get(name="Service 2")
    mine = make_service(theirs.organisation, name="Service 2", url="https://ours.example/", eligibility="Old")
    low, high = sorted((mine.pk, theirs.pk))
    pair = Pair.objects.create(first_id=low, second_id=high, score=90, found_at=clock.now())
    duplicates.merge(pair, keep=mine, take=["summary", "description"], by=land.officer)
    publisher.services[1] = told(2, description="Now with tea.", url="https://theirs.example/")
    again(source)
    mine.refresh_from_db()
    assert (mine.description, mine.url) == ("Now with tea.", "https://ours.example/")
    assert [one.field for one in Difference.objects.all()] == ["url"]
    assert Service.objects.published().count() == 23


def test_a_source_that_numbers_its_records_anew_grows_nothing(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    publisher.services = [{**one, "id": str(uuid.uuid4())} for one in publisher.services]
    assert counts(again(source), "created", "retired") == (0, 0)
    assert Service.objects.published().count() == 23


def test_feeds_are_read_when_they_are_due_and_rest_when_paused(publisher: Publisher, land: County) -> None:
    source = taken(publisher, land)
    assert sources.read_due() == 0
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert sources.read_due() == 1
        assert sources.read_due() == 0
        worker.work_off()
        sources.pause(Source.objects.get(pk=source.pk), by=land.officer)
    with time_machine.travel(clock.now() + timedelta(days=9)):
        assert sources.read_due() == 0


def test_a_site_that_asks_for_time_gets_it(publisher: Publisher, land: County, monkeypatch: pytest.MonkeyPatch) -> None:
    source = taken(publisher, land)
    waits: list[float] = []
    monkeypatch.setattr(
        fetching.Feed.__init__, "__kwdefaults__", {**(fetching.Feed.__init__.__kwdefaults__ or {}), "wait": waits.append}
    )
    publisher.answers["/feed/services"] = (429, b"", {"Retry-After": "7"})
    assert again(source).state == Import.State.FAILED
    assert waits == [7.0, 7.0]
    publisher.answers["/feed/services"] = (503, b"", {"Retry-After": "172800"})
    again(source)
    assert waits == [7.0, 7.0]
    assert source.due_at is not None and source.due_at > clock.now() + timedelta(hours=47)


def hostile(kind: str) -> list[dict[str, Any]]:
    """Twelve records, most of them wrong in one way."""
    wrong: dict[str, dict[str, Any]] = {
        "types": {
            "name": {"a": 1},
            "description": 7,
            "schedules": "x",
            "service_at_locations": [1, None],
            "contacts": {"a": 2},
            "languages": 4,
        },
        "empty": {
            "description": "",
            "url": "",
            "email": "",
            "schedules": [{"id": "", "byday": ""}],
            "cost_options": [{"amount": ""}],
        },
        "html": {"name": "<b>Bold</b> club", "description": "<script>alert(1)</script><p>Tea &amp; talk</p>" * 50},
        "numbers": {
            "minimum_age": "1e309",
            "maximum_age": -4,
            "cost_options": [{"amount": 1e300}, {"amount": True}],
            "assured_date": "9999-99-99",
        },
        "ids": {"id": "café/../7"},
        "nul": {"name": "Nul\x00 club", "description": "a\x00b", "id": "\x00"},
    }
    return [told(1), *(told(n, **{"id": told(n)["id"], **wrong[kind]}) for n in range(2, 13)), told(1)]


@pytest.mark.parametrize("kind", ["types", "empty", "html", "numbers", "ids", "nul"])
def test_records_that_are_wrong_are_mended_or_left_out_with_a_reason(kind: str, land: County) -> None:
    with published(*hostile(kind)) as publisher:
        source = taken(publisher, land)
        run = source.imports.filter(dry_run=False).get()
    assert run.state == Import.State.DONE
    read, created, updated, unchanged, out = counts(run, "read", "created", "updated", "unchanged", "quarantined")
    assert read == 13 == created + updated + unchanged + out
    assert run.problems.count() == out
    texts = [text for row in Service.objects.values_list("name", "description", "summary", "url") for text in row]
    assert not [text for text in texts if "<" in text or "\x00" in text]
    assert Service.objects.filter(name="Service 1").count() == 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, b"<!doctype html><p>Hello", {}), "a web page, not a feed"),
        ((200, b"[[[" * 100_000, {}), "JSON is broken"),
        ((200, BOMB, {"Content-Encoding": "gzip"}), "longer than 60 MB"),
        ((302, b"", {"Location": "http://169.254.1.1/latest"}), "private network"),
        ((302, b"", {"Location": "/feed/services"}), "in circles"),
        ((500, b"", {}), "error 500"),
    ],
)
def test_a_feed_that_is_none_says_why(
    publisher: Publisher, land: County, answer: tuple[int, bytes, dict[str, str]], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = taken(publisher, land)
    publisher.answers["/feed/services"] = answer
    if "private" in why:
        monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
        monkeypatch.setattr(house, "HARVEST_PRIVATE", False)
    run = again(source)
    assert run.state == Import.State.FAILED
    assert why in run.said
    assert Service.objects.published().count() == 23


def test_a_feed_without_end_is_given_up(land: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_PAGES", 5)
    with published(*map(told, range(1, 71))) as publisher:
        publisher.claims = 10_000_000
        source = sources.add(address=publisher.address, name="Endless", by=land.officer)
        worker.work_off()
        run = source.imports.get()
    assert (run.state, "never ends" in run.said) == (Import.State.FAILED, True)


def test_pages_that_come_round_again_end(land: County) -> None:
    with published(*map(told, range(1, 21))) as publisher:
        publisher.services += publisher.services
        publisher.claims = 1_000_000
        source = taken(publisher, land)
    assert Service.objects.count() == 20
    assert len(publisher.asked) < 12
    assert source.succeeded_at


def test_private_addresses_are_refused_unless_the_place_says_so(publisher: Publisher, land: County, settings: Any) -> None:
    settings.HARVEST_PRIVATE = False
    source = sources.add(address=publisher.address, name="Near", by=land.officer)
    worker.work_off()
    assert "private network" in source.imports.get().said
    assert not publisher.asked


def test_lines_of_json_are_a_feed_too(land: County) -> None:
    lines = "\n".join(json.dumps(told(n)) for n in range(1, 6)).encode()
    with published() as publisher:
        publisher.answers["/feed/services"] = (200, lines, {"Content-Type": "application/x-ndjson"})
        taken(publisher, land)
    assert Service.objects.count() == 5
