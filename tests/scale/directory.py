"""The lists of `directory`, and how each is filled."""

from itertools import pairwise
from typing import Any

from alongside.directory import actions as directory
from alongside.directory.actions import conditions, indexing
from alongside.directory.actions.importing import sources
from alongside.directory.models import Change, Difference, Import, ImportProblem, Pair, Service, Source, SourceRecord
from alongside.directory.registry import Written
from alongside.kit import clock
from tests.directory.factories import make_service, place, time
from tests.personas import County
from tests.scale.lists import List, copies


def services(county: County, number: int) -> None:
    """Choirs of the charity, with their place, their time and their words in search."""
    first = make_service(county.organisations["charity"], name="Choir", locations=[place()], times=[time()])
    before = set(Service.objects.values_list("pk", flat=True))
    copies(first, number, slug=str)
    new = list(Service.objects.exclude(pk__in=before).order_by("id").values_list("pk", flat=True))
    for rows in (first.locations, first.times):
        copies(rows.get(), number, service_id=new.__getitem__)
    indexing.index(Written.read(new))


def kept_services(county: County, number: int) -> None:
    """The same without their places and words: on these pages they are only listed."""
    made = make_service(county.organisations["charity"])
    copies(made, number, slug=str)


def to_look_at(county: County, number: int) -> None:
    """Services of which nobody has said how they are, each with its condition."""
    before = set(Service.objects.values_list("pk", flat=True))
    kept_services(county, number)
    conditions.write(Written.read(list(Service.objects.exclude(pk__in=before).order_by("id").values_list("pk", flat=True))))


def changes(county: County, number: int) -> None:
    """A change of each of many services, which waits."""
    change = directory.propose(make_service(county.organisations["charity"]), by=county.charity, name="Other").waiting
    assert change is not None
    kept_services(county, number)
    free = list(Service.objects.filter(changes=None).order_by("id").values_list("pk", flat=True))
    copies(change, len(free), service_id=free.__getitem__)
    assert Change.objects.count() > number


def imports(county: County, number: int) -> None:
    copies(directory.try_out(address="https://example.org/feed", by=county.officer), number)


def left_out(county: County, number: int) -> None:
    """Rows that one import left out."""
    run = Import.objects.first() or directory.try_out(address="https://example.org/feed", by=county.officer)
    copies(ImportProblem(run=run, row=2, reason="It has no name."), number)


def the_import(county: County) -> dict[str, Any]:
    return {"pk": Import.objects.get().pk}


def pairs(county: County, number: int) -> None:
    """Pairs of services that may be the same."""
    kept_services(county, number + 1)
    ids = sorted(Service.objects.values_list("pk", flat=True))
    Pair.objects.all().delete()
    rows = [Pair(first_id=a, second_id=b, score=70, reasons=["same_name"], found_at=clock.now()) for a, b in pairwise(ids)]
    Pair.objects.bulk_create(rows)


def feeds(county: County, number: int) -> None:
    copies(the_first_feed(county), number, slug=str)


def the_first_feed(county: County) -> Source:
    known = Source.objects.filter(address="https://feed.example/").order_by("name", "id").first()
    return known or sources.add(address="https://feed.example/", name="A feed", by=county.officer)


def readings(county: County, number: int) -> None:
    copies(the_first_feed(county).imports.order_by("id")[0], number)


def the_feed(county: County) -> dict[str, Any]:
    return {"pk": the_first_feed(county).pk}


def differences(county: County, number: int) -> None:
    """A web page of each of many services that a feed says otherwise."""
    kept_services(county, number)
    free = Service.objects.filter(records=None).order_by("id").values_list("pk", flat=True)
    facts = {"source": the_first_feed(county), "digest": "x", "version": 0}
    rows = SourceRecord.objects.bulk_create([SourceRecord(key=str(pk), service_id=pk, **facts) for pk in free])
    Difference.objects.bulk_create(
        [Difference(record=row, field="url", theirs="https://a.example/", at=clock.now()) for row in rows]
    )


LISTS = {
    "directory:sources": List(feeds),
    "directory:source": List(readings, named=the_feed),
    "directory:differences": List(differences),
    "directory:duplicates": List(pairs),
    "directory:find": List(services, "visitor", "?need=choir&near=TA1"),
    "directory:find_json": List(services, "visitor", "?need=choir"),
    "directory:changes": List(changes),
    "directory:assurance": List(to_look_at),
    "directory:ring": List(to_look_at),
    "directory:share": List(to_look_at),
    "directory:imports": List(imports),
    "directory:import": List(left_out, named=the_import),
}
