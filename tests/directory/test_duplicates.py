"""Services that may be the same: found, made one field by field, made two again, and remembered."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from alongside.directory.actions import WrongMove, duplicates, following, services
from alongside.directory.models import Merge, Pair, Service, Source, SourceRecord
from alongside.directory.queries import duplicates as seen
from alongside.directory.queries.duplicates.traits import traits_of
from alongside.kit import clock
from alongside.organisations.actions import merging
from alongside.organisations.models import Organisation
from alongside.search import queries as search
from alongside.search.shapes import Query
from tests.directory.factories import contact, make_service, place, time
from tests.organisations.factories import OrganisationFactory
from tests.personas import County, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return county()


def two() -> tuple[Service, Service]:
    """One choir, as two lists tell of it."""
    first = make_service(
        OrganisationFactory.create(name="Mill Hall"), name="Mill Hall Choir", locations=[place()], contacts=[contact()]
    )
    runner = OrganisationFactory.create(name="The Mill Hall Ltd")
    facts: dict[str, Any] = {"name": "Mill Hall: choir", "cost": "free", "description": "Singing for all, with tea."}
    second = make_service(
        runner, locations=[place(line_1="Mill Lane")], times=[time()], contacts=[contact(value="01632960142")], **facts
    )
    return first, second


def the_pair() -> Pair:
    duplicates.find()
    return Pair.objects.get()


def test_one_service_told_twice_is_found_with_reasons_in_words() -> None:
    first, second = two()
    make_service(name="Mill Hall Chess", locations=[place()])
    pair = the_pair()
    assert {pair.first_id, pair.second_id} == {first.pk, second.pk}
    assert pair.score >= 80
    assert seen.why(pair) == "the same name, the same organisation, the same phone number and the same postcode"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashby carers group", "Brigg carers group"),
        ("1st Mill Scouts", "2nd Mill Scouts"),
        ("Swimming on Mondays", "Swimming on Fridays"),
        ("Walking football", "Walking netball"),
        ("Dementia café", "Dementia café online"),
    ],
)
def test_services_of_one_organisation_that_differ_in_a_telling_word_are_two(one: str, other: str) -> None:
    runner = OrganisationFactory.create()
    text = "Come along and try our sessions, which are for everybody who lives near. No need to book. " * 3
    for name in (one, other):
        make_service(runner, name=name, description=text, locations=[place()], contacts=[contact()])
    assert duplicates.find() == 0


def test_the_same_club_in_two_towns_is_two() -> None:
    for postcode in ("TA1 1QT", "BS1 1AA"):
        make_service(name="Art Club", locations=[place(postcode=postcode)])
    assert duplicates.find() == 0


def test_made_one_the_other_leads_there_and_its_sources_come_along(land: County) -> None:
    first, second = two()
    source = Source.objects.create(slug="council", name="The council", kind=Source.Kind.FEED_1, address="https://c.example")
    record = SourceRecord.objects.create(source=source, key="7", service=second, digest="x", version=second.version)
    pair = the_pair()
    merge = duplicates.merge(pair, keep=first, take=["cost", "locations", "organisation"], by=land.officer)
    first.refresh_from_db()
    assert (first.cost, first.description, first.organisation_id) == ("free", "", second.organisation_id)
    assert [one.line_1 for one in first.locations.all()] == ["Mill Lane"]
    assert first.times.count() == 1
    record.refresh_from_db()
    assert record.service_id == first.pk
    answer = land.client("visitor").get(f"/support/{second.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/support/{first.slug}/")
    assert land.client("officer").get(f"/support/{second.slug}/").status_code == 302
    assert [hit.id for hit in search.find(Query(kind="service", words="choir")).hits] == [first.pk]
    assert duplicates.find() == 0
    duplicates.part(merge, by=land.officer)
    for one in (first, second, record):
        one.refresh_from_db()
    assert (first.cost, first.organisation.name, second.status, record.service_id) == (
        "unknown",
        "Mill Hall",
        "published",
        second.pk,
    )
    assert ([one.line_1 for one in first.locations.all()], first.times.count()) == (["4 Mill Lane"], 0)
    assert second.times.count() == 1
    assert Pair.objects.get().state == Pair.State.OPEN


def test_made_two_again_it_goes_back_to_what_its_organisation_is_part_of_by_now(land: County) -> None:
    first, second = two()
    merge = duplicates.merge(the_pair(), keep=first, take=["organisation"], by=land.officer)
    one, other = OrganisationFactory.create(), OrganisationFactory.create()
    merging.merge(Organisation.objects.get(name="Mill Hall"), into=one, by=land.officer)
    merging.merge(second.organisation, into=other, by=land.officer)
    duplicates.part(merge, by=land.officer)
    first.refresh_from_db()
    assert first.organisation == one


def test_undoing_leaves_what_was_changed_since(land: County) -> None:
    first, _second = two()
    merge = duplicates.merge(the_pair(), keep=first, take=["cost", "description"], by=land.officer)
    services.change(first, by=land.officer, description="Better words.")
    duplicates.part(merge, by=land.officer)
    first.refresh_from_db()
    assert (first.cost, first.description) == ("unknown", "Better words.")
    with pytest.raises(WrongMove, match="two again already"):
        duplicates.part(merge, by=land.officer)


def test_what_undoing_needs_is_forgotten_after_a_month(land: County) -> None:
    first, _second = two()
    merge = duplicates.merge(the_pair(), keep=first, take=["contacts", "cost"], by=land.officer)
    duplicates.forget()
    assert Merge.objects.get().before
    with time_machine.travel(clock.now() + timedelta(days=31)):
        duplicates.forget()
        assert Merge.objects.get().before == {}
        with pytest.raises(WrongMove, match="too long ago"):
            duplicates.part(merge, by=land.officer)


def test_not_the_same_is_remembered(land: County) -> None:
    first, second = two()
    duplicates.not_the_same(the_pair(), by=land.officer)
    services.change(second, by=land.officer, name=first.name)
    assert duplicates.find() == 0
    with pytest.raises(WrongMove):
        duplicates.merge(Pair.objects.get(), keep=first, by=land.officer)
    duplicates.look_again(Pair.objects.get(), by=land.officer)
    assert duplicates.find() == 1


def test_a_pair_that_is_unlike_by_now_leaves_the_desk(land: County) -> None:
    _first, second = two()
    the_pair()
    services.change(second, by=land.officer, name="Pottery for beginners", contacts=[])
    assert duplicates.find() == 0
    assert not Pair.objects.exists()


def test_three_that_are_one_lead_to_the_one_that_is_left(land: County) -> None:
    first, second = two()
    third = make_service(first.organisation, name="Mill Hall Choir", locations=[place()], contacts=[contact()])
    assert duplicates.find() == 3
    for keep, gone in ((second, third), (first, second)):
        low, high = sorted((keep.pk, gone.pk))
        duplicates.merge(Pair.objects.get(first=low, second=high), keep=keep, by=land.officer)
        duplicates.find()
    answer = land.client("visitor").get(f"/support/{third.slug}/")
    assert answer.headers["Location"] == f"/support/{first.slug}/"
    assert seen.kept_for(third.pk) == first


def test_what_became_part_of_another_since_is_not_undone_before_that_other(land: County) -> None:
    first, second = two()
    third = make_service(first.organisation, name="Mill Hall Choir", locations=[place()], contacts=[contact()])
    source = Source.objects.create(name="A list")
    record = SourceRecord.objects.create(source=source, key="3", service=third, version=third.version)
    merges = []
    duplicates.find()
    for keep, gone in ((second, third), (first, second)):
        low, high = sorted((keep.pk, gone.pk))
        merges.append(duplicates.merge(Pair.objects.get(first=low, second=high), keep=keep, by=land.officer))
        duplicates.find()
    with pytest.raises(WrongMove, match="“Mill Hall Choir” since"):
        duplicates.part(merges[0], by=land.officer)
    for merge in reversed(merges):
        duplicates.part(merge, by=land.officer)
    record.refresh_from_db()
    assert record.service_id == third.pk
    assert all(one.status == "published" for one in Service.objects.all())


def test_what_became_part_of_another_is_not_shown_again_beside_it(land: County) -> None:
    first, second = two()
    merge = duplicates.merge(the_pair(), keep=first, by=land.officer)
    answer = land.client("officer").post(f"/support/{second.slug}/publish/", follow=True)
    assert "It became part of “Mill Hall Choir”. Make them two again first." in answer.text
    following.again([second.pk], second.organisation, land.officer)
    second.refresh_from_db()
    assert second.status == "withdrawn"
    duplicates.part(merge, by=land.officer)
    second.refresh_from_db()
    assert second.status == "published"


def test_an_officer_looks_side_by_side_chooses_and_undoes(land: County) -> None:
    first, second = two()
    duplicates.find()
    officer = land.client("officer")
    desk = officer.get("/support/duplicates/").content.decode()
    assert "1 pair of services may be the same" in desk
    pair = Pair.objects.get()
    shown = officer.get(f"/support/duplicates/{pair.pk}/").content.decode()
    for said in ("Singing for all, with tea.", "Where and when", "Who runs it", "They are not the same"):
        assert said in shown, said
    sides = {side.field: side.take_second for side in seen.side_by_side(pair.first, pair.second)}
    assert sides["cost"] == (pair.second_id == second.pk)  # what is said goes before what is not
    kept, other = ("first", "second") if pair.first_id == first.pk else ("second", "first")
    answer = officer.post(f"/support/duplicates/{pair.pk}/merge/", {"keep": kept, "cost": other, "name": kept}, follow=True)
    assert "Its old address leads there" in answer.content.decode()
    first.refresh_from_db()
    assert (first.cost, first.name) == ("free", "Mill Hall Choir")
    assert "Pairs that were made one" in officer.get("/support/duplicates/?show=merged").content.decode()
    answer = officer.post(f"/support/duplicates/{pair.pk}/two/", follow=True)
    assert "They are two again." in answer.content.decode()
    answer = officer.post(f"/support/duplicates/{pair.pk}/two/", follow=True)
    assert "you are not asked again" in answer.content.decode()


def test_all_pairs_of_many_services_are_compared_in_little_time() -> None:
    """Two in a hundred are told twice, with a slip of the pen; nothing else is near."""
    words = [
        "choir",
        "lunch",
        "chess",
        "yoga",
        "pottery",
        "debt",
        "advice",
        "walking",
        "football",
        "reading",
        "garden",
        "knitting",
    ]
    towns = [
        f"{a}{b}"
        for a in ("Ash", "Brim", "Cor", "Dun", "Elm", "Fen", "Gor", "Holm")
        for b in ("ford", "ton", "wick", "by", "ley")
    ]
    many = []
    for n in range(1_500):
        name = f"{towns[n % 40]} {words[n % 12]} {words[(n // 12) % 12]} {towns[(n // 7) % 40]}"
        same: dict[str, Any] = {"url": f"https://{n}.example", "phones": [f"01632 96{n:04}"], "postcodes": [f"TA{n % 9 + 1} 1AA"]}
        many.append(traits_of(uuid.UUID(int=n), name, f"Runner {n}", **same))
        if n % 50 == 0:
            many.append(traits_of(uuid.UUID(int=n + 10_000), name.replace("o", "oo", 1), f"Runner {n} Ltd", **same))
    found = seen.find(many)
    told_twice = {(uuid.UUID(int=n), uuid.UUID(int=n + 10_000)) for n in range(0, 1_500, 50)}
    assert {(pair.first, pair.second) for pair in found} == told_twice
