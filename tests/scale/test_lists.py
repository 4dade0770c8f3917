"""Every list costs as many questions to the database at a thousand rows as at ten."""

import datetime as dt
import inspect
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.directory import actions as directory
from alongside.directory.actions import indexing
from alongside.directory.models import Change, Enquiry, Import, ImportProblem, Service
from alongside.jobs.models import Job
from alongside.journeys import links
from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.organisations.actions import importing, network
from alongside.organisations.models import Membership, Organisation
from alongside.people import consent, forgetting, holds, retention, whose
from alongside.people.models import Consent, Forgetting
from alongside.record import actions as record
from tests.directory.factories import make_service, place, time
from tests.jobs.test_page import given_up
from tests.notices.factories import a_mail
from tests.organisations.factories import OrganisationFactory, SeatFactory
from tests.organisations.members import a_member
from tests.organisations.networks import a_voice
from tests.people.factories import PersonFactory
from tests.personas import County
from tests.places.factories import AreaFactory, LoadingFactory, PatchFactory, PatchVersionFactory
from tests.replies.factories import a_reply
from tests.terms.factories import TermFactory

FEW, MANY = 10, 1_000
Fill = Callable[[County, int], None]


@dataclass(frozen=True)
class List:
    """One list: how it is filled by a number of rows, who reads it, and where."""

    fill: Fill
    reader: str = "officer"
    query: str = ""
    named: Callable[[County], dict[str, Any]] = lambda county: {}


def copies(row: models.Model, number: int, /, **others: Callable[[int], object]) -> None:
    """The same row again and again, under an id of its own, with `others` told apart by their number."""
    start, made = uuid.uuid4().hex[:8], []
    for n in range(number):
        again = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.local_fields})
        again.pk = uuid.uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
        for name, value in others.items():
            said = value(n)
            setattr(again, name, f"{start}-{said}" if isinstance(said, str) else said)
        made.append(again)
    type(row)._default_manager.bulk_create(made)


def services(county: County, number: int) -> None:
    """Choirs of the charity, with their place, their time and their words in search."""
    first = make_service(county.organisations["charity"], name="Choir", locations=[place()], times=[time()])
    before = set(Service.objects.values_list("pk", flat=True))
    copies(first, number, slug=str)
    new = list(Service.objects.exclude(pk__in=before).order_by("id").values_list("pk", flat=True))
    for rows in (first.locations, first.times):
        copies(rows.get(), number, service_id=new.__getitem__)
    indexing.index(new)


def kept_services(county: County, number: int) -> None:
    """The same without their places and words: on these pages they are only listed."""
    made = make_service(county.organisations["charity"])
    copies(made, number, slug=str)


def organisations(county: County, number: int) -> None:
    copies(OrganisationFactory.create(), number, slug=str, name=str)


def members(county: County, number: int) -> None:
    """As many organisations, each a member for a year."""
    before = set(Organisation.objects.values_list("pk", flat=True))
    copies(OrganisationFactory.create(), number, slug=str, name=str)
    new = list(Organisation.objects.exclude(pk__in=before).order_by("pk").values_list("pk", flat=True))
    first, start = a_member(OrganisationFactory.create(), by=county.officer), Membership.objects.count()
    copies(first, len(new), organisation_id=new.__getitem__, number=lambda n: start + n + 1)
    fresh = list(Membership.objects.filter(years=None).order_by("pk").values_list("pk", flat=True))
    copies(first.years.get(), len(fresh), membership_id=fresh.__getitem__)


def a_large_network(county: County, number: int) -> None:
    """As many organisations in the charity's network, and a tenth of that speak for it."""
    before = set(Organisation.objects.values_list("pk", flat=True))
    copies(OrganisationFactory.create(), number, slug=str, name=str)
    new = list(Organisation.objects.exclude(pk__in=before).order_by("pk").values_list("pk", flat=True))
    first = network.join(county.organisations["charity"], OrganisationFactory.create(), by=county.charity)
    copies(first, len(new), member_id=new.__getitem__)
    copies(a_voice(county.organisations["charity"]), number // 10, body=lambda n: f"Board {n}")


def terms(county: County, number: int) -> None:
    copies(TermFactory.create(), number, slug=str, name=str)


def patches(county: County, number: int) -> None:
    area = AreaFactory.create()
    for _n in range(number // 10):  # each with its version and its area
        PatchVersionFactory.create(areas=[area])
    copies(PatchFactory.create(), number - number // 10, slug=str)


def replies(county: County, number: int) -> None:
    """What the charity owes to people, and what its lead waits for."""
    copies(a_reply(county.organisations["charity"], asker=PersonFactory.create()), number)
    copies(a_reply(county.organisations["council"], asker=county.charity), number)


def desk(county: County, number: int) -> None:
    """All three lists of a desk: owed, to confirm, waited for."""
    replies(county, number)
    kept_services(county, number)


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


def lists_sent_in(county: County, number: int) -> None:
    copies(importing.send((f"{number}.csv", b"Name,Town\nAshby Choir,Ashby\n"), by=county.officer)[0], number)


def people_with_seats(county: County, number: int) -> None:
    for person in PersonFactory.create_batch(number):
        SeatFactory.create(person=person, organisation=county.organisations["charity"])


def consents(county: County, number: int) -> None:
    """As often the volunteer agreed to something and withdrew it."""
    consent.give(county.volunteer, consent.SPEAK, by=county.volunteer)
    consent.withdraw(county.volunteer, consent.SPEAK, by=county.volunteer)
    copies(Consent.objects.all()[0], number)


def files_for_the_map(county: County, number: int) -> None:
    copies(LoadingFactory.create(), number)


def mails(county: County, number: int) -> None:
    copies(a_mail(), number)
    Mail.objects.filter(status=Mail.Status.WAITING).update(
        status=Mail.Status.FAILED, trouble="550 no such user", ended_at="2026-11-01T00:00Z"
    )


def asked_about_data(county: County, number: int) -> None:
    """All three lists of the officers' desk for people's data."""
    waiting = forgetting.ask(whose.of_address("gone@example.org"))
    copies(waiting, number)
    copies(Forgetting(state="done", asked_at=waiting.asked_at, due_at=waiting.due_at, ended_at=waiting.due_at), number)
    copies(holds.place(email="held@example.org", why="A complaint", by=county.officer), number)


def nights_of_retention(county: County, number: int) -> None:
    copies(retention.run(), number)


def enquiries_of_long_ago(county: County, number: int) -> None:
    directory.ask_a_person(need="Company", email="a@example.org")
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    copies(Enquiry.objects.all()[0], number)


def failures(county: County, number: int) -> None:
    copies(given_up(), number)
    assert Job.objects.count() > number


def history(county: County, number: int) -> None:
    """What happened to the charity."""
    for _n in range(number):
        record.write("organisations.changed", on=county.organisations["charity"], by=county.charity, facts={"fields": ["name"]})


def the_charity(county: County) -> dict[str, Any]:
    return {"slug": county.organisations["charity"].slug}


def monthly_mail_of_the_charity(county: County) -> dict[str, Any]:
    address = links.monthly_url(county.organisations["charity"], county.charity)
    return {"token": address.rstrip("/").rsplit("/", 1)[1]}


def charity_with_a_past(county: County, number: int) -> None:
    """What it runs, and what happened to it."""
    kept_services(county, number)
    history(county, number)


LISTS = {
    "directory:find": List(services, "visitor", "?need=choir&near=TA1"),
    "directory:find_json": List(services, "visitor", "?need=choir"),
    "directory:changes": List(changes),
    "directory:imports": List(imports),
    "directory:import": List(left_out, named=the_import),
    "organisations:imports": List(lists_sent_in),
    "organisations:list": List(organisations, "visitor"),
    "organisations:members": List(members),
    "organisations:network": List(a_large_network, "charity", named=the_charity),
    "pages:organisation": List(charity_with_a_past, "charity", named=the_charity),
    "pages:desk": List(desk, "charity"),
    "journeys:monthly": List(kept_services, "visitor", named=monthly_mail_of_the_charity),
    "replies:owed": List(replies, "charity"),
    "terms:needs": List(terms),
    "terms:list": List(terms, named=lambda county: {"taxonomy": "needs"}),
    "places:patches": List(patches),
    "people:consents": List(consents, "volunteer"),
    "pages:people": List(people_with_seats),
    "places:map": List(files_for_the_map),
    "notices:mail": List(mails),
    "jobs:failed": List(failures),
    "people:data": List(asked_about_data),
    "people:retention": List(nights_of_retention),
    "people:retention_rows": List(enquiries_of_long_ago, named=lambda county: {"key": "directory.enquiry"}),
}
NOT_HERE = {"demo:mailbox"}
"""Lists that only a demonstration has."""


def views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str]]:
    """The name of every address, and the source of what answers there."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and inspect.isfunction(view := inspect.unwrap(entry.callback)):
            yield f"{space}{entry.name}", inspect.getsource(view)


def test_every_page_of_a_list_is_in_the_table() -> None:
    paged = {name for name, source in views(get_resolver()) if "page_of(" in source}
    assert paged
    assert paged <= {*LISTS, *NOT_HERE}


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_ten_rows_and_at_a_thousand(name: str, county: County) -> None:
    one = LISTS[name]
    costs, client = [], county.client(one.reader)
    for number in (FEW, MANY - FEW):
        one.fill(county, number)
        address = reverse(name, kwargs=one.named(county)) + one.query
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs.append([query["sql"] for query in asked])
    few, many = costs
    assert len(few) == len(many), "\n".join(sorted(set(many) - set(few)))
