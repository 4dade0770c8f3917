"""The assurance desk: what is old, out of reach or not whole, the worst first; whom to ring; the share that is assured."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.directory.actions import conditions, links, upkeep
from alongside.directory.models import Condition, Link, Service
from alongside.directory.registry import Written
from alongside.kit import clock, fetch
from alongside.notices.models import Mail
from alongside.organisations.models import Seat
from alongside.terms import queries as terms
from tests.directory.factories import contact, make_service, place, time
from tests.notices.factories import a_mail
from tests.personas import County
from tests.places.factories import AreaFactory, PatchVersionFactory
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db
URL = "https://example.org/tea"


def whole(county: County, name: str = "Tea", *, days: int | None = 1, **facts: Any) -> Service:
    """A service with nothing wrong, confirmed so many days ago."""
    if not terms.needs():
        TermFactory.create(slug="company")
    given = {
        "summary": "Tea.",
        "cost": "free",
        "terms": ["company"],
        "locations": [place(latitude=51.0, longitude=-3.1, precision="given")],
    }
    runner = facts.pop("runner", None) or county.organisations["charity"]
    service = make_service(runner, name=name, **{**given, "times": [time()], "contacts": [contact()], **facts})
    Service.objects.filter(pk=service.pk).update(assured_on=days and clock.today() - dt.timedelta(days=days))
    conditions.write(Written.read([service.pk]))
    return service


def codes(service: Service) -> list[str]:
    return Condition.objects.get(pk=service.pk).codes


def rows(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.removeprefix("\ufeff"))))


@pytest.mark.parametrize(("days", "code"), [(91, []), (92, ["due"]), (184, ["old"]), (366, ["quiet"]), (None, ["never"])])
def test_age_is_a_trouble_of_its_own(county: County, days: int | None, code: list[str]) -> None:
    assert codes(whole(county, days=days)) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"contacts": []}, "no_contact"),
        ({"contacts": [contact(publish="no")]}, "no_contact"),
        ({"locations": []}, "no_place"),
        ({"terms": []}, "no_needs"),
        ({"summary": ""}, "no_summary"),
        ({"times": []}, "no_times"),
        ({"cost": "unknown"}, "no_cost"),
    ],
)
def test_what_is_missing_is_named(county: County, facts: dict[str, Any], code: str) -> None:
    assert codes(whole(county, **facts)) == [code]


def test_a_private_address_and_a_telephone_line_lack_no_place(county: County) -> None:
    assert codes(whole(county, "Refuge", locations=[place(hidden=True)])) == []
    assert codes(whole(county, "Line", locations=[], at_place=False, by_phone=True)) == []


def test_an_address_is_dead_once_it_fails_on_two_days_and_alive_with_its_first_answer(county: County) -> None:
    service, asked = whole(county, url=URL), []

    def gone(url: str) -> int:
        asked.append(url)
        return 404

    def unreachable(url: str) -> int:
        raise fetch.FetchError("We could not reach example.org.")

    assert list(links.check(ask=gone, pause=0)) == [URL]
    assert list(links.check(ask=gone, pause=0)) == []
    assert codes(service) == []
    with time_machine.travel(clock.now() + dt.timedelta(days=1)):
        assert list(links.check(ask=unreachable, pause=0)) == [URL]
        assert codes(service) == ["dead_link"]
        assert Link.objects.get().said == "We could not reach example.org."
    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        list(links.check(ask=lambda url: 200, pause=0))
        assert codes(service) == []
        assert links.due() == []
    with time_machine.travel(clock.now() + dt.timedelta(days=24)):
        assert links.due() == [URL]
    assert asked == [URL]


def test_a_server_that_refuses_programs_is_not_dead(county: County) -> None:
    whole(county, url=URL)
    list(links.check(ask=lambda url: 403, pause=0))
    assert Link.objects.get().failures == 0


def test_what_no_service_gives_any_more_is_forgotten(county: County) -> None:
    service = whole(county, url=URL)
    links.note(URL, "404")
    Service.objects.filter(pk=service.pk).update(url="")
    links.forget()
    assert not Link.objects.exists()


def test_mail_that_came_back_is_a_trouble_until_it_goes_again(county: County) -> None:
    by_lead, by_contact = (
        whole(county),
        whole(county, "Walk", runner=county.organisations["council"], contacts=[contact("email", "walk@example.org")]),
    )
    Seat.objects.filter(person=county.council).update(role=Seat.Role.HELPER)
    for to in (county.charity.email, "walk@example.org"):
        mail = a_mail(to=to)
        Mail.objects.filter(pk=mail.pk).update(status=Mail.Status.FAILED, trouble="550 no such user", ended_at=clock.now())
    conditions.note_bounces()
    assert (codes(by_lead), codes(by_contact)) == (["bounced"], ["bounced"])
    for _ in upkeep.refresh():
        pass
    assert codes(by_lead) == ["bounced"]
    again = a_mail(to=county.charity.email)
    Mail.objects.filter(pk=again.pk).update(
        status=Mail.Status.SENT, ended_at=clock.now(), made_at=clock.now() + dt.timedelta(minutes=1)
    )
    assert conditions.note_bounces() == 1
    assert (codes(by_lead), codes(by_contact)) == ([], ["bounced"])


def test_the_worst_comes_first_and_the_list_narrows(county: County) -> None:
    version = PatchVersionFactory.create(areas=[AreaFactory.create()])
    worst = whole(county, "Worst", days=400, contacts=[], patches=[version.patch.slug])
    bad = whole(
        county, "Bad", days=200, contacts=[contact(publish="no", value="01632 960 999")], runner=county.organisations["council"]
    )
    whole(county, "Fine")
    officer = county.client("officer")
    page = officer.get(reverse("directory:assurance")).text
    assert "2 services to look at" in page
    assert page.index(worst.name) < page.index(bad.name)
    narrow = {
        f"patch={version.patch.slug}": ["Worst"],
        "sector=council": ["Bad"],
        "trouble=old": ["Bad"],
        "q=worst": ["Worst"],
        "sector=nonsense": ["Worst", "Bad"],
    }
    for query, names in narrow.items():
        got = rows(officer.get(f"{reverse('directory:assurance_sheet')}?{query}").text)
        assert [row["Service"] for row in got] == names, query
    ring = officer.get(reverse("directory:ring")).text
    assert "01632 960 999" in ring
    assert "No number is known" in ring


def test_the_share_is_counted_by_patch_and_by_sector(county: County) -> None:
    version = PatchVersionFactory.create(areas=[AreaFactory.create()])
    whole(county, "Here", patches=[version.patch.slug])
    whole(county, "Old here", days=92, patches=[version.patch.slug])
    whole(county, "Council", runner=county.organisations["council"])
    officer = county.client("officer")
    got = rows(officer.get(reverse("directory:share_sheet")).text)
    counted = {row["Name"]: (row["Assured within three months"], row["Services"], row["Per cent"]) for row in got}
    assert counted["All services"] == ("2", "3", "67")
    assert counted[version.patch.name] == ("1", "2", "50")
    assert counted["Council"] == ("1", "1", "100")
    page = officer.get(reverse("directory:share")).text
    assert "67 in 100 services are assured" in page
    assert "50% (1 of 2)" in page
    assert 'width="50.0"' in page


def test_only_what_is_shown_has_a_condition(county: County, client: Client) -> None:
    service = whole(county, days=None)
    client.force_login(county.charity)
    client.post(reverse("directory:withdraw", args=[service.slug]))
    assert not Condition.objects.exists()
