"""Finding support, services, their changes and imports."""

from collections.abc import Callable
from typing import Any

from alongside.directory import actions as directory
from alongside.directory import links
from alongside.directory.actions import duplicates, shortlists
from alongside.directory.actions.importing import sources
from alongside.directory.models import Difference, Pair, Source, SourceRecord, UnmetNeed
from alongside.kit import clock
from alongside.organisations.models import Organisation
from alongside.replies import receipts
from tests.addresses.rows import Row, Statuses, everyone, officers, signed_in
from tests.directory.factories import contact, make_service
from tests.personas import County
from tests.terms.factories import TermFactory


def keepers(status: int = 200, *, others: int = 404) -> Statuses:
    """For those who keep a service of the charity; where it is a draft, others do not know of it."""
    return signed_in(others, chief=status, officer=status, charity=status)


def a_draft(county: County) -> dict[str, Any]:
    """A draft of the charity."""
    return {"slug": make_service(county.organisations["charity"], published=False).slug}


def a_change(county: County) -> dict[str, Any]:
    """A change that waits for an officer."""
    service = make_service(county.organisations["charity"])
    waiting = directory.propose(service, by=county.people["charity"], name="Ashby Walking Group").waiting
    assert waiting is not None
    return {"pk": waiting.pk}


def an_import(county: County) -> dict[str, Any]:
    """A sheet that was sent in and waits for the worker."""
    return {"pk": directory.try_out(upload=("alongside.csv", b"name"), by=county.people["officer"]).pk}


def a_service(county: County) -> dict[str, Any]:
    """A published service of the charity."""
    return {"slug": make_service(county.organisations["charity"]).slug}


def link_to_all_services(county: County) -> dict[str, Any]:
    """What the page of the monthly mail of the charity leads to."""
    make_service(county.organisations["charity"])
    mailed = links.kept_url(county.organisations["charity"], county.charity, reader=county.charity)
    return {"token": mailed.rstrip("/").rsplit("/", 1)[1]}


def something_to_look_at(county: County) -> dict[str, Any]:
    """A service that nobody has confirmed and whose times nobody gave."""
    make_service(county.organisations["charity"], contacts=[contact(label="the office")])
    return {}


def a_shortlist(county: County) -> dict[str, Any]:
    """A list that somebody saved elsewhere."""
    service = make_service(county.organisations["charity"])
    return {"token": shortlists.save([(service.pk, "")], name="Alongside").token}


def company(county: County) -> dict[str, Any]:
    """A service of the charity for a need of the list."""
    TermFactory.create(slug="company", name="Alongside")
    make_service(county.organisations["charity"], terms=["company"])
    return {}


def missing_company(county: County) -> dict[str, Any]:
    """Something that five people looked for in vain."""
    UnmetNeed.objects.create(month=clock.today().replace(day=1), words="other", count=5)
    return {}


def an_enquiry_sent(county: County) -> dict[str, Any]:
    """What somebody asked a person just now."""
    return {"token": receipts.token(directory.ask_a_person(need="Company", email="a@example.org"))}


def a_correction_sent(county: County) -> dict[str, Any]:
    """What somebody said is wrong just now."""
    service = make_service(county.organisations["charity"])
    return {"slug": service.slug, "token": receipts.token(directory.correct(service, what="It has moved"))}


def a_feed(county: County) -> dict[str, Any]:
    """A feed that was added and not tried yet."""
    return {"pk": sources.add(address="https://feed.example/or", name="Alongside", by=county.people["officer"]).pk}


def a_difference(county: County) -> dict[str, Any]:
    """A web page that a feed says otherwise than the charity's service."""
    service = make_service(county.organisations["charity"], name="Ashby Walking Group")
    source = Source.objects.get(pk=a_feed(county)["pk"])
    row = SourceRecord.objects.create(source=source, key="1", service=service, digest="x", version=0)
    return {"pk": Difference.objects.create(record=row, field="url", theirs="https://a.example/", at=clock.now()).pk}


def a_pair(county: County) -> dict[str, Any]:
    """Two services of the charity that may be the same."""
    for _each in range(2):
        make_service(county.organisations["charity"], name="Ashby Walking Group", contacts=[contact()])
    duplicates.find()
    return {"pk": Pair.objects.get().pk}


ROWS = {
    "directory:sources": Row(get=officers(), post=officers()),
    "directory:source": Row(get=officers(), post=officers(), args=a_feed),
    "directory:source_start": Row(post=officers(302), args=a_feed),
    "directory:source_pause": Row(post=officers(302), args=a_feed),
    "directory:source_read": Row(post=officers(302), args=a_feed),
    "directory:differences": Row(get=officers(), args=lambda county: a_difference(county) and {}),
    "directory:difference": Row(post=officers(302), args=a_difference),
    "directory:duplicates": Row(get=officers()),
    "directory:pair": Row(get=officers(), args=a_pair),
    "directory:merge": Row(post=officers(302), args=a_pair),
    "directory:two": Row(post=officers(302), args=a_pair),
    "directory:find": Row(get=everyone(), query="?need=company&near=TA1"),
    "directory:find_json": Row(is_page=False, get=everyone(), query="?need=company&near=TA1"),
    "directory:new": Row(get=signed_in(volunteer=403, linkworker=403), post=signed_in(volunteer=403, linkworker=403)),
    "directory:imports": Row(get=officers(), post=officers()),
    "directory:import": Row(get=officers(), args=an_import),
    "directory:bring_in": Row(post=officers(302), args=an_import),
    "directory:left_out": Row(is_page=False, get=officers(), args=an_import),
    "directory:ask": Row(get=everyone(), post=everyone()),
    "directory:ask_sent": Row(get=everyone(), args=an_enquiry_sent),
    "directory:ask_telephone": Row(get=officers(), post=officers()),
    "directory:changes": Row(get=officers()),
    "directory:change": Row(get=officers(), post=officers(), args=a_change),
    "directory:part": Row(get=keepers(), post=keepers(), args=lambda county: {**a_draft(county), "name": "what"}),
    "directory:check": Row(get=keepers(), post=keepers(), args=a_draft),
    "directory:discard": Row(get=keepers(), post=keepers(302), args=a_draft),
    "directory:assurance": Row(get=officers(), args=something_to_look_at),
    "directory:assurance_sheet": Row(is_page=False, get=officers()),
    "directory:ring": Row(get=officers(), args=something_to_look_at),
    "directory:share": Row(get=officers(), args=something_to_look_at),
    "directory:share_sheet": Row(is_page=False, get=officers()),
    "directory:shortlisting": Row(get=everyone(), post=everyone(302)),
    "directory:put": Row(get=everyone(405), post=everyone(302)),
    "directory:shortlist": Row(get=everyone(), post=everyone(), args=a_shortlist),
    "directory:professionals": Row(get=everyone()),
    "directory:sheet": Row(get=everyone(), query="?need=company", args=company),
    "directory:widget": Row(get=everyone(), query="?need=company", args=company),
    "directory:embed": Row(get=everyone(), query="?need=company", args=company),
    "directory:missing": Row(get=everyone(), args=missing_company),
    "directory:missing_sheet": Row(is_page=False, get=everyone()),
    "directory:mine": Row(get=signed_in(volunteer=403, linkworker=403), post=signed_in(302, volunteer=403, linkworker=403)),
    "directory:kept": Row(get=everyone(), post=everyone(302), args=link_to_all_services),
    "directory:capacity": Row(get=keepers(others=403), post=keepers(others=403), args=a_service),
    "directory:confirm": Row(post=keepers(302, others=403), args=a_service),
    "directory:publish": Row(post=keepers(302, others=403), args=a_service),
    "directory:pause": Row(post=keepers(302, others=403), args=a_service),
    "directory:withdraw": Row(post=keepers(302, others=403), args=a_service),
    "directory:take_back": Row(post=keepers(302), args=a_draft),
    "directory:give": Row(get=officers(), post=officers(), args=a_service),
    "directory:wrong": Row(get=everyone(), post=everyone(), args=a_service),
    "directory:wrong_sent": Row(get=everyone(), args=a_correction_sent),
    "directory:service": Row(get=everyone(), args=a_service),
}

OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "directory.service": lambda one: one.organisation,
    "directory.change": lambda one: one.service.organisation,
}
NOBODYS = {"directory.import", "directory.pair", "directory.source", "directory.difference"}
