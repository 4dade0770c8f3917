"""What strangers and neighbours try at every address: hostile parameters, hostile names, ids of others, guessing who has an account."""

import re
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPMethod, HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

import alongside
from alongside.directory.models import Service
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations.models import Contact, Invitation, Organisation, Seat
from alongside.people.models import Person
from tests.addresses.table import ROWS, status
from tests.directory.factories import make_service
from tests.organisations.factories import ContactFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
RIGHT_TO_LEFT = "\u202eجمعية أشبي\u202c"
LONG = "Verylongname" * 25
ASKED = sorted(
    {name for file in Path(alongside.__file__).parent.rglob("*.py") for name in re.findall(r'GET(?:\.get(?:list)?\(|\[)"(\w+)"', file.read_text())}
)  # fmt: skip
"""Every parameter that some page reads."""
HOSTILE = ("-1", "9" * 30, "\0", "' OR 1=1 --", "__class__", SCRIPT, "-password", RIGHT_TO_LEFT, LONG)
TO_A_DATABASE = ("-1", "9" * 30, "\0")
"""Those that another database may take in another way; the rest is about pages and words, and was tried on SQLite."""
READ = [name for name, row in ROWS.items() if row.get]


@pytest.fixture
def county(standing_county: County) -> County:
    return standing_county


@pytest.fixture(autouse=True)
def _own_counts(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"


def test_the_parameters_are_found() -> None:
    assert {"page", "q", "sector", "show", "next"} <= set(ASKED)


@pytest.mark.parametrize("name", READ)
def test_no_parameter_breaks_a_page_or_comes_back_as_script(name: str, county: County) -> None:
    address = reverse(name, kwargs=ROWS[name].args(county))
    is_open = (ROWS[name].get or {}).get("visitor") == HTTPStatus.OK  # elsewhere a visitor is turned away before anything is read
    for persona in ("chief", "visitor") if is_open and connection.vendor == "sqlite" else ("chief",):
        client = county.client(persona)
        for value in HOSTILE if connection.vendor == "sqlite" else TO_A_DATABASE:
            with transaction.atomic():
                answer = client.get(address, dict.fromkeys(ASKED, value))
                transaction.set_rollback(True)
            assert answer.status_code < 500, value
            body = answer.getvalue() if answer.streaming else answer.content
            if "html" in answer.headers.get("Content-Type", ""):
                assert SCRIPT.encode() not in body


@pytest.mark.one_database
@pytest.mark.parametrize("name", [name for name in READ if ROWS[name].is_page])
def test_name_of_any_kind_harms_no_page(name: str, county: County) -> None:
    hostile = f"{SCRIPT}{RIGHT_TO_LEFT}{LONG}"[:300]
    address = reverse(name, kwargs=ROWS[name].args(county)) + ROWS[name].query
    before = status(county, "chief", HTTPMethod.GET, address)
    Organisation.objects.update(name=hostile)
    Person.objects.update(name=hostile[:200])
    Service.objects.update(name=hostile[:200])
    answer = county.client("chief").get(address)
    assert answer.status_code == before
    if not answer.streaming:
        assert SCRIPT not in answer.text


@pytest.mark.one_database
def test_name_of_any_kind_harms_no_mail(county: County) -> None:
    Organisation.objects.update(name=f"{SCRIPT}\u202e {LONG}"[:300])
    Person.objects.update(name=f"{SCRIPT} {LONG}"[:200])
    county = County({k: Person.objects.get(pk=v.pk) for k, v in county.people.items()}, {k: Organisation.objects.get(pk=v.pk) for k, v in county.organisations.items()})  # fmt: skip
    kinds = set()
    for make in {row.args for row in ROWS.values()}:  # many rows are made alike
        with transaction.atomic():
            make(county)
            for mail in Mail.objects.all():
                said = notices.words_of(mail)
                assert "<script" not in said.html
                assert len(mail.subject.splitlines()) == 1
                kinds.add(mail.kind)
            transaction.set_rollback(True)
    assert len(kinds) >= 5


class Fields(HTMLParser):
    """The fields of the forms of a page, with their values; of a choice every value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "select":
            self.select = has.get("name") or ""
        name = self.select if tag == "option" else has.get("name")
        if name and tag in {"input", "option", "button", "textarea"}:
            self.values.setdefault(name, []).append(has.get("value") or "")

    def naming(self) -> Iterator[tuple[str, list[str]]]:
        """Those whose value names a row."""
        for name, values in self.values.items():
            if name != "csrfmiddlewaretoken" and any(_is_id(value) for value in values):
                yield name, values


def _is_id(value: str) -> bool:
    try:
        return bool(uuid.UUID(value))
    except ValueError:
        return value in SLUGS


SLUGS = {"marlshire-carers", "ashby-walking-group", "marlshire-council", "marl-valley-practice"}


def kept_of(one: Organisation) -> dict[str, Any]:
    """All that stands of an organisation, row by row."""
    kinds: tuple[type[models.Model], ...] = (Seat, Contact, Invitation, Service)
    rows = {kind.__name__: list(models.QuerySet(kind).filter(organisation=one).order_by("pk").values()) for kind in kinds}
    return rows | {"own": list(Organisation.objects.filter(pk=one.pk).values())}


PARTNERS = {"lead", "proposed_by"}
NAMES_OTHERS = {"plan:add_role": {"organisation"}, "plan:add_action": PARTNERS, "plan:change_action": PARTNERS}
"""Fields in which one means to choose among all partners: whoever leads a workstream says who leads and answers for its actions."""


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.get and row.post and row.get.get("charity") == 200])
@pytest.mark.one_database
def test_id_of_another_organisation_in_a_form_changes_nothing_there(name: str, county: County) -> None:
    council = county.organisations["council"]
    others = [
        str(council.pk), council.slug, str(SeatFactory.create(organisation=council).pk), make_service(council).slug,
        str(ContactFactory.create(organisation=council).pk), str(county.people["council"].pk), str(council.seats.first().pk),  # type: ignore[union-attr]
    ]  # fmt: skip
    address = reverse(name, kwargs=ROWS[name].args(county))
    client, before = county.client("charity"), kept_of(council)
    form = Fields(client.get(address).text)
    plain = {name: values[0] for name, values in form.values.items()}
    for field, values in form.naming():
        if field not in NAMES_OTHERS.get(name, ()):
            assert not set(values) & set(others), f"{field} offers what is another's"
        for other in others:
            with transaction.atomic():
                answer = client.post(address, plain | {field: other})
                assert answer.status_code < 500
                assert kept_of(council) == before
                transaction.set_rollback(True)


KNOWN, UNKNOWN = "known@example.org", "nobody@example.org"
FORMS = {
    "sign in": ("/account/sign-in/", {}),
    "sign up": ("/account/sign-up/", {"name": "Ann"}),
    "what is kept at an address": ("/your-data/", {}),
    "claim": ("/organisations/ashby-walking-group/claim/", {"name": "Ann", "title": "Chair", "how": "Ask Joan"}),
    "new group": (
        "/organisations/new/",
        {"called": "Knitters", "what": "voluntary:community", "about": "We knit.", "name": "Ann", "title": "Chair", "how": "Ask"},
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_nobody_learns_from_a_form_whether_an_address_has_an_account(form: str, county: County) -> None:
    """The same words, and nearly the same work: an account more is a dozen short queries, which no clock hears over a network."""
    address, fields = FORMS[form]
    PersonFactory.create(email=KNOWN)
    said, work = {}, {}
    for email in (KNOWN, UNKNOWN):
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                page = Client().post(address, {**fields, "email": email}, follow=True)
            transaction.set_rollback(True)
        assert page.status_code == 200, page.status_code
        text = re.sub(r"<(script|style).*?</\1>|value=\"[^\"]*\"|href=\"[^\"]*\"|[0-9a-f-]{36}", "", page.text, flags=re.DOTALL)
        said[email], work[email] = text.replace(email, ""), len(queries)
    assert said[KNOWN] == said[UNKNOWN]
    assert abs(work[KNOWN] - work[UNKNOWN]) <= 14


def test_nobody_learns_from_inviting_whether_an_address_has_an_account(county: County) -> None:
    PersonFactory.create(email=KNOWN)
    lead, said = county.client("charity"), {}
    for email in (KNOWN, UNKNOWN):
        with transaction.atomic():
            page = lead.post(
                "/organisations/marlshire-carers/seats/", {"name": "Ann", "email": email, "role": "helper"}, follow=True
            )
            transaction.set_rollback(True)
        said[email] = re.sub(r'value="[^"]*"|[0-9a-f-]{36}', "", page.text).replace(email, "")
    assert said[KNOWN] == said[UNKNOWN]
